"""What must hold for any input."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import feedparser
import pytest
from gazette.clock import SHANGHAI
from gazette.content import gather
from gazette.entries import Source, render_source
from gazette.feed_formats import ATOM, FORMATS, JSON, RSS, Format
from gazette.frames import Frames
from gazette.front_matter import split_document
from gazette.listings import paginate
from gazette.markdown import Renderer
from gazette.pages import Site
from gazette.records import Column, Entry, Withdrawal, revive_entry
from gazette.settings import MarkdownSettings, load_settings
from gazette.workers import run_all
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.browser.project import REPOSITORY
from tests.making import render_feed

_EXTENSIONS = ("toc", "tables", "fenced_code", "admonition", "attr_list", "md_in_html", "footnotes")
_PIECES = ["万州", "工会", "，", "。", "**", "*", "_", "`", "```\n", "[", "](http://a.b)", "]", "!", "<b>", "</b>", "<div markdown>",
           "\n", "\n\n", "  \n", "\t", "#", "## ", "- ", "1. ", "|", "| a | b |\n|---|---|\n", "&amp;", "&", "\\", "\\*", "{.a}",
           "{: #x }", "[^1]", "[^1]: 注\n", "~~~\n", "=", "---\n", ":", "!!! note\n    x\n", " ", "a", "B1", "<", ">",
           "<http://x.y>", "<a@b.c>", '"', "\u200b", "é", "\x02", "\x03", "[TOC]", "\n[TOC]\n"]
_STOCK = Markdown(extensions=_EXTENSIONS)
_RENDERER = Renderer(MarkdownSettings(_EXTENSIONS, {}))
_AWKWARD = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("]]>&<\"'\x00\x0b\ufffe𠮷😀\u2028")), max_size=60)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@example("~~~\n\x02!\x02[甲](http://a.b)")
@example("# a\n\n[TOC]\n\n## b")
def test_shortcuts_change_nothing_of_the_html(text: str) -> None:
    """The press leaves out work of Python-Markdown, and only work: the HTML is that of a stock instance."""
    _STOCK.reset()
    assert _RENDERER.render(text, "news/2026/11/24-a.md").html == _STOCK.convert(text)


def _entry(title: str, body: str) -> Entry:
    head = f"title: {title!r}\ndate: 2026-03-01 09:00\ncolumn: 示例栏目\nsource: 示例来源\neditor: 示例编辑"
    raw = f"---\n{head}\ncorrections:\n  - {{date: 2026-03-02 09:00, note: 示例}}\nexpires: 2027-01-01 00:00\n---\n{body}".encode()
    rendered = render_source(Source("news/2026/03/01-a.md", raw, "0" * 32), _RENDERER)
    assert not rendered.problems
    return revive_entry(rendered.record)


def test_a_record_survives_the_cache() -> None:
    """From JSON without checks comes the same record as from JSON with all of them."""
    entry = _entry("示例", "正文 [甲](24-b.md)。")
    assert entry == Entry.model_validate_json(entry.model_dump_json())
    assert entry.links[0].path == "news/2026/03/24-b.html"


def _site(entries: list[Entry]) -> Site:
    return Site(load_settings(REPOSITORY), gather(datetime(2026, 4, 1, tzinfo=SHANGHAI), [_COLUMN], entries, [], []), Frames({}))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(title=_AWKWARD, body=_AWKWARD)
def test_feeds_are_well_formed_whatever_is_in_them(title: str, body: str) -> None:
    """Control characters, ]]>, emoji and characters of four bytes: all three formats are read, with the same item."""
    entry = _entry("示例", "正文").model_copy(update={"title": title or "空", "summary": body})
    site = _site([entry])
    site.bodies[entry.digest] = f"<p>{body}</p>"
    ids = []
    for form in FORMATS:
        raw = render_feed(site, form)
        if form is JSON:
            ids.append([item["id"] for item in json.loads(raw)["items"]])
        else:
            parsed = feedparser.parse(raw)
            assert not parsed.bozo, parsed.get("bozo_exception")
            ids.append([item.id for item in parsed.entries])
    assert ids == [[f"tag:{site.settings.options.id_authority}:news/2026/03/01-a.html"]] * 3


_COLUMN = Column(slug="one", name="示例栏目")


@pytest.mark.parametrize("form", [RSS, ATOM])
def test_a_feed_begins_with_the_newest_and_dates_itself_by_it(form: Format) -> None:
    """Order, full text, author, categories and date of change of a feed with two items."""
    old = _entry("旧的", "正文 **一**。")
    new = old.model_copy(update={"path": "news/2026/03/02-b.html", "title": "新的", "date": old.date + timedelta(days=1),
                                 "corrections": (), "digest": "1" * 32, "tags": ("示例标签",), "author": "示例作者"})
    site = _site([old, new])
    site.bodies |= {old.digest: '<p><a href="03-c.html">一</a></p>', new.digest: "<p>二</p>"}
    parsed = feedparser.parse(render_feed(site, form))
    assert [item.title for item in parsed.entries] == ["新的", "旧的"]
    assert parsed.entries[0].author == "示例作者"
    assert {tag.term for tag in parsed.entries[0].tags} == {"示例栏目", "示例标签"}
    text = parsed.entries[1].content[0].value
    assert text.startswith("<p><strong>更正（2026年3月2日 09:00）：</strong>示例</p>")
    assert text.endswith(f'<p><a href="{site.settings.site_url}news/2026/03/03-c.html">一</a></p>')
    assert parsed.feed.updated_parsed[:4] == (2026, 3, 2, 1)


def test_a_withdrawn_item_is_told_once_more_without_its_text() -> None:
    """The same id, 【撤稿】, the reason; and the JSON Feed says the same."""
    entry = _entry("示例", "不该出现的正文")
    withdrawn = entry.model_copy(update={"withdrawn": Withdrawal(date=entry.date + timedelta(days=3), reason="内容有误。")})
    site = _site([withdrawn])
    item = feedparser.parse(render_feed(site, ATOM)).entries[0]
    assert (item.title, item.id) == ("【撤稿】示例", f"tag:{site.settings.options.id_authority}:news/2026/03/01-a.html")
    assert "内容有误。" in item.content[0].value
    data = json.loads(render_feed(site, JSON))["items"][0]
    assert data["title"] == "【撤稿】示例"
    assert data["date_modified"] == "2026-03-04T09:00:00+08:00"
    assert "不该出现" not in str(data)


@given(st.lists(st.integers(), max_size=80), st.integers(1, 9))
def test_pages_of_a_list_hold_every_item_once(items: list[int], page_size: int) -> None:
    """Cut into pages and put together again, a list is what it was; each page but the last is full."""
    pages = list(paginate(items, page_size, lambda page: f"x/{page}.html"))
    assert [item for _, some, _ in pages for item in some] == items
    assert all(len(some) == page_size for _, some, _ in pages[:-1])
    assert [number for number, _, _ in pages] == list(range(1, len(pages) + 1))


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_work_keeps_its_order(processes: int) -> None:
    """Shared out to processes or not, results come in the order of the items."""
    assert list(run_all(lambda number: number * number, list(range(457)), processes)) == [number * number for number in range(457)]


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1)))
def test_front_matter_is_read_as_it_was_written(values: dict[str, str]) -> None:
    """Plain Chinese values come back as text, each key with its line."""
    head = "\n".join(f"{key}: {value}" for key, value in values.items())
    document = split_document(f"---\n{head}\n---\n正文", "a.md")
    assert document.values == values
    assert {key: document.lines[key] for key in values} == {key: number for number, key in enumerate(values, 2)}
    assert document.body == "正文"
