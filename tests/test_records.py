"""Records: what an editor may write, what it becomes, and how an item comes back from the cache."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from gazette.records import Entry, FrontMatter, Link, explain, revive_entry
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.making import NOW, make_entry, moment

_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="<>"), min_size=1, max_size=12).filter(str.strip)
_NAMES = st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=8), max_size=4)
_MOMENTS = st.datetimes(min_value=moment("1990-01-01 00:00").replace(tzinfo=None),
                        max_value=moment("2100-01-01 00:00").replace(tzinfo=None)).map(lambda value: f"{value:%Y-%m-%d %H:%M:%S}")


def _refusal(**values: Any) -> tuple[str, str, str]:
    with pytest.raises(ValidationError) as found:
        make_entry(**values)
    return explain(found.value.errors()[0], FrontMatter)


@pytest.mark.parametrize(("values", "state"), [
    ({}, "published"), ({"date": "2026-03-10 12:00"}, "published"), ({"date": "2026-03-10 12:00:01"}, "embargoed"),
    ({"draft": "是"}, "draft"), ({"draft": "true", "date": "2099-01-01 00:00"}, "draft"),
    ({"expires": "2026-03-10 12:00"}, "expired"), ({"expires": "2026-03-10 12:00:01"}, "published"),
    ({"withdrawn": {"date": "2026-03-09 09:00", "reason": "原因"}}, "withdrawn"),
    ({"withdrawn": {"date": "2026-03-09 09:00", "reason": "原因"}, "expires": "2026-03-02 00:00"}, "withdrawn"),
    ({"withdrawn": {"date": "2026-03-09 09:00", "reason": "原因"}, "date": "2099-01-01 00:00"}, "embargoed")])
def test_where_an_item_stands(values: dict[str, Any], state: str) -> None:
    """To the second, and a draft or an embargo before all else: neither is known outside."""
    assert make_entry(**values).state(NOW) == state


@pytest.mark.parametrize("written", [
    "2026-03-01 09:00", "2026-03-01 09:00:00", "2026-03-01T09:00", " 2026-03-01 09:00 ", "2026-03-01T09:00:00+08:00"])
def test_a_date_is_one_of_shanghai(written: str) -> None:
    """With a space or T, with seconds or without."""
    assert make_entry(date=written).date.isoformat() == "2026-03-01T09:00:00+08:00"


@pytest.mark.parametrize("written", [
    "2026-03-01", "2026/03/01 09:00", "2026-3-1 9:00", "2026-03-01 24:00", "2026-02-30 09:00", "2026-13-01 09:00", "2026-03-01 09:00 点",
    "明天", "0000-01-01 00:00", "2026-03-01 09:00+00:00", "2026-03-01 09：00"])
def test_any_other_date_is_refused(written: str) -> None:
    """Half-read dates would publish at the wrong time; the message echoes the value."""
    assert _refusal(date=written)[:2] == ("date", f"date（发布时间）：日期“{written}”读不出来。")


def test_one_name_is_a_list_of_one() -> None:
    """Doubles are dropped, order is kept, empty ones do not count."""
    assert make_entry(tags="甲").tags == ("甲",)
    assert make_entry(tags=["乙", " 甲 ", "乙", ""]).tags == ("乙", "甲")
    assert make_entry(columns=["示例栏目二", "示例栏目一"]).columns == ("示例栏目二", "示例栏目一")


def test_texts_are_one_line() -> None:
    """Line ends and double spaces of YAML's block texts become single spaces."""
    assert make_entry(title=" 甲\n  乙\u3000丙 ").title == "甲 乙 丙"


@pytest.mark.parametrize(("values", "key", "part"), [
    ({"title": "甲<b>乙</b>"}, "title", "不能有 HTML"), ({"title": ["甲"]}, "title", "一行文字"), ({"title": "  "}, "title", "缺少 title"),
    ({"tags": "甲/乙"}, "tags", "不能作网页的名称"), ({"tags": {"a": "b"}}, "tags", "清单"), ({"tags": "长" * 41}, "tags", "不能作网页的名称"),
    ({"pinned": "2"}, "pinned", "“2”读不出来"), ({"source_url": "ftp://a.b"}, "source_url", "不是网址"), ({"image": "a.pdf"}, "image", "不是图片"),
    ({"aliases": "/a.html"}, "aliases", "旧网址"), ({"aliases": "a/../b.html"}, "aliases", "旧网址"), ({"aliases": "a"}, "aliases", "旧网址"),
    ({"reviewers": ["甲", "乙", "甲"]}, "reviewers", "同一个人"), ({"columns": []}, "columns", "缺少 columns"),
    ({"corrections": [{"date": "2026-03-02 09:00"}]}, "corrections", "缺少 corrections（更正） 第 1 项 note"),
    ({"corrections": [{"date": "2026-03-02 09:00", "note": "甲", "by": "乙"}]}, "corrections", "没有“corrections 第 1 项 by”这一项"),
    ({"corrections": "甲"}, "corrections", "的值不对"), ({"withdrawn": {"reason": "甲"}}, "withdrawn", "缺少 withdrawn")])
def test_what_is_refused_is_named(values: dict[str, Any], key: str, part: str) -> None:
    """The key for the line, a message with the rule, and a cure."""
    found, message, cure = _refusal(**values)
    assert found == key
    assert part in message
    assert cure


def test_less_than_is_not_html() -> None:
    """A title may compare numbers, and quote."""
    assert make_entry(title="1 < 2，甲 <3 乙，“<”").title == "1 < 2，甲 <3 乙，“<”"


def test_the_newest_change_counts() -> None:
    """Publication, corrections in any order, withdrawal."""
    notes: Any = [{"date": f"2026-03-0{day} 09:00", "note": "甲"} for day in (3, 5, 4)]
    assert make_entry().updated == moment("2026-03-01 09:00")
    assert make_entry(corrections=notes).updated == moment("2026-03-05 09:00")
    assert make_entry(corrections=notes, withdrawn={"date": "2026-03-06 09:00", "reason": "乙"}).updated == moment("2026-03-06 09:00")


def test_a_record_cannot_be_changed() -> None:
    """What was checked stays checked."""
    with pytest.raises(ValidationError):
        make_entry().title = "乙"


@st.composite
def _entries(draw: st.DrawFn) -> Entry:
    optional = {
        "author": _TEXTS, "description": _TEXTS, "tags": _NAMES, "organizations": _NAMES, "brands": _NAMES, "towns": _NAMES, "tasks": _NAMES,
        "image_alt": _TEXTS, "pinned": st.booleans(), "draft": st.booleans(), "expires": _MOMENTS,
        "attachments": st.lists(_TEXTS, max_size=3), "aliases": st.just(["a/b.html"]),
        "corrections": st.lists(st.fixed_dictionaries({"date": _MOMENTS, "note": _TEXTS}), max_size=3),
        "withdrawn": st.fixed_dictionaries({"date": _MOMENTS, "reason": _TEXTS})}
    values: dict[str, Any] = draw(st.fixed_dictionaries({"title": _TEXTS, "date": _MOMENTS, "summary": st.text(max_size=20)}, optional=optional))
    links = tuple(Link(path=path, written=written) for path, written in draw(st.lists(st.tuples(_TEXTS, _TEXTS), max_size=3)))
    return make_entry(**values, links=links)


@given(_entries())
def test_any_item_survives_the_cache(entry: Entry) -> None:
    """Revived from its JSON without checks, it is equal in every field and of the same types."""
    revived = revive_entry(entry.model_dump_json(exclude_defaults=True))
    assert revived == entry
    assert revived.model_dump() == entry.model_dump()
    assert revived.state(NOW + timedelta(days=1)) == entry.state(NOW + timedelta(days=1))
