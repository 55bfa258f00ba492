"""Lists cut into pages, and the pages of a column, the archive and the taxonomies."""

from __future__ import annotations

import pytest
from gazette.listings import listing_pages, paginate, titled
from gazette.pages import Page

from tests.making import make_content, make_entry


def _pagers(items: int) -> list[list[int | None]]:
    """The numbers that each page links, None for a gap."""
    return [[entry and entry[0] for entry in pager["numbers"]] if pager else []
            for _, _, pager in paginate(range(items), 1, lambda page: f"x/{page}.html")]


@pytest.mark.parametrize(("items", "numbers"), [
    (0, [[]]), (1, [[]]), (2, [[1, 2], [1, 2]]), (3, [[1, 2, 3]] * 3), (4, [[1, 2, None, 4], [1, 2, 3, 4], [1, 2, 3, 4], [1, None, 3, 4]])])
def test_links_between_the_pages_of_a_list(items: int, numbers: list[list[int | None]]) -> None:
    """First, last and the two around; no links where there is one page; one page even without an item."""
    assert _pagers(items) == numbers


def test_a_long_list_has_gaps_on_both_sides() -> None:
    """Ten thousand items do not make a thousand links."""
    assert _pagers(50)[24] == [1, None, 24, 25, 26, None, 50]


def test_the_way_to_the_next_page_is_an_address() -> None:
    """Percent-encoded; none before the first, none after the last."""
    pagers = [pager for _, _, pager in paginate("甲乙", 1, lambda page: f"标签/{page}.html")]
    assert [(pager["newer"], pager["older"]) for pager in pagers if pager] == [
        ("", "%E6%A0%87%E7%AD%BE/2.html"), ("%E6%A0%87%E7%AD%BE/1.html", "")]


def test_titles_tell_pages_apart() -> None:
    """The first is named like the list."""
    assert [titled("示例", 1), titled("示例", 2)] == ["示例", "示例（第2页）"]


def _pages() -> dict[str, Page]:
    entries = [make_entry("01-a", date="2025-12-31 23:59", tags=["甲", "乙 丙"], brands="品牌"),
               make_entry("02-b", date="2026-01-01 00:00", tags="甲"), make_entry("03-c", date="2026-03-01 09:00", columns="示例栏目二",
                                                                                      organizations="工会")]
    return {page.path: page for page in listing_pages(make_content(entries), page_size=1)}


def test_every_list_has_its_page() -> None:
    """Columns with further pages, years and months that have items, terms, and one page for each taxonomy."""
    assert sorted(_pages()) == sorted([
        "columns/one.html", "columns/one/2.html", "columns/two.html", "archive/index.html", "archive/2025.html", "archive/2025-12.html",
        "archive/2026.html", "archive/2026-01.html", "archive/2026-03.html", "tags/index.html", "tags/甲.html", "tags/甲/2.html",
        "tags/乙 丙.html", "organizations/index.html", "organizations/工会.html", "brands/index.html", "brands/品牌.html"])


def test_numbers_say_how_many_items_there_are() -> None:
    """Of the whole list on each of its pages, of years, months and terms where they are linked."""
    pages = _pages()
    lists = ("columns/one.html", "columns/one/2.html", "archive/index.html", "archive/2026.html")
    assert [pages[path].data["total"] for path in lists] == [2, 2, 3, 2]
    years = pages["archive/index.html"].data["years"]
    assert [(year, count, [(month, number) for month, _, number in months]) for year, _, count, months in years] == [
        ("2026年", 2, [("3月", 1), ("1月", 1)]), ("2025年", 1, [("12月", 1)])]
    assert [(name, count) for name, _, count in pages["tags/index.html"].data["terms"]] == [("甲", 2), ("乙 丙", 1)]
