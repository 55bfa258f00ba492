"""Which items are public, in which order, beside and related to which."""

from __future__ import annotations

from gazette.content import Content
from gazette.entry_pages import relate
from gazette.records import Entry
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.making import make_content, make_entry, moment


def _names(entries: list[Entry]) -> list[str]:
    return [entry.path.removeprefix("news/2026/03/").removesuffix(".html") for entry in entries]


def _beside(content: Content, name: str) -> list[str]:
    return [entry.title if entry else "" for entry in content.neighbours[f"news/2026/03/{name}.html"]]


def test_newest_first_and_the_same_minute_by_path() -> None:
    """The order does not hang on that of the files."""
    entries = [make_entry("02-b"), make_entry("01-a", date="2026-03-02 09:00"), make_entry("02-a"), make_entry("03-c", date="2025-01-01 09:00")]
    expected = ["01-a", "02-b", "02-a", "03-c"]
    assert _names(make_content(entries).listed) == expected
    assert _names(make_content(reversed(entries)).listed) == expected


def test_what_is_not_public_is_nowhere() -> None:
    """Drafts and embargoed items have no page; withdrawn and expired ones have one, and are in no list."""
    withdrawn = {"date": "2026-03-02 09:00", "reason": "原因"}
    content = make_content([
        make_entry("01-a"), make_entry("02-draft", draft=True, tags="甲"), make_entry("03-later", date="2026-03-11 09:00", tags="甲"),
        make_entry("04-withdrawn", withdrawn=withdrawn, tags="甲"), make_entry("05-expired", expires="2026-03-05 09:00", tags="甲")])
    assert sorted(_names(list(content.entries))) == ["01-a", "04-withdrawn", "05-expired"]
    assert _names(content.listed) == _names(content.by_column["示例栏目一"]) == _names(content.by_year[2026]) == ["01-a"]
    assert content.by_term["tags"] == {}
    assert set(content.neighbours) == {"news/2026/03/01-a.html"}


def test_the_next_moment_at_which_the_site_changes() -> None:
    """The first embargo or expiry to come; drafts and what is past do not count."""
    entries = [make_entry("01-a", expires="2026-03-09 09:00"), make_entry("02-b", date="2026-03-20 09:00"),
               make_entry("03-c", expires="2026-03-15 09:00"), make_entry("04-d", date="2026-03-11 09:00", draft=True)]
    assert make_content(entries).due == moment("2026-03-15 09:00")
    assert make_content(entries[:1]).due is None


def test_columns_without_items_have_their_list() -> None:
    """In the order of columns.yml; an item stands in each of its columns."""
    content = make_content([make_entry("01-a", columns=["示例栏目二", "示例栏目一"])])
    assert {name: len(entries) for name, entries in content.by_column.items()} == {"示例栏目一": 1, "示例栏目二": 1}
    assert list(make_content([]).by_column) == ["示例栏目一", "示例栏目二"]


def test_neighbours_are_those_of_the_first_column() -> None:
    """Older and newer within it, none beyond its ends."""
    content = make_content([
        make_entry("01-a", title="甲", date="2026-03-01 09:00"), make_entry("02-b", title="乙", date="2026-03-02 09:00", columns="示例栏目二"),
        make_entry("03-c", title="丙", date="2026-03-03 09:00", columns=["示例栏目一", "示例栏目二"]),
        make_entry("04-d", title="丁", date="2026-03-04 09:00", columns=["示例栏目二", "示例栏目一"])])
    assert [_beside(content, name) for name in ("01-a", "02-b", "03-c", "04-d")] == [["", "丙"], ["", "丙"], ["甲", "丁"], ["丙", ""]]


def test_related_items_share_most() -> None:
    """A brand outweighs a tag, a tag an organization; the neighbours, linked anyway, and strangers are left out."""
    shared = {"tags": "标签", "organizations": "工会", "brands": "品牌"}
    entries = [make_entry("01-it", date="2026-03-01 09:00", columns="示例栏目二", **shared)]
    for day, (name, terms) in enumerate([("organization", ["organizations"]), ("tag", ["tags"]), ("brand", ["brands"]), ("stranger", []),
                                         ("both", ["tags", "organizations"]), ("all", list(shared))], 2):
        entries.append(make_entry(f"0{day}-{name}", date=f"2026-03-0{day} 09:00", **{field: shared[field] for field in terms}))
    entries.append(make_entry("08-beside", date="2026-03-08 09:00", columns="示例栏目二", **shared))
    assert _names(relate(make_content(entries))["news/2026/03/01-it.html"]) == ["07-all", "04-brand", "06-both", "03-tag"]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 28), st.sets(st.sampled_from("甲乙丙")), st.sampled_from(["示例栏目一", "示例栏目二"])), max_size=12))
def test_relations_hold_for_any_items(drawn: list[tuple[int, set[str], str]]) -> None:
    """At most four, never the item itself, never one beside it, each with a term in common, none twice."""
    content = make_content(make_entry(f"{number + 1:02}-x", date=f"2026-02-{day:02} 09:00", tags=sorted(tags), columns=column)
                           for number, (day, tags, column) in enumerate(drawn))
    related = relate(content)
    assert set(related) == {entry.path for entry in content.listed}
    for entry in content.listed:
        found = related[entry.path]
        assert len({other.path for other in found}) == len(found) <= 4
        assert all(set(other.tags) & set(entry.tags) for other in found)
        assert not {other.path for other in found} & {entry.path, *(other.path for other in content.neighbours[entry.path] if other)}
