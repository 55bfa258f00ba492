"""Whether the search finds what the pages say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.served import Served

from .truth import article_of, cut_queries, texts

# In the page: all whole results of a query by path, in order, and how many there are of the other kind.
_FIND = """async ([query, filters, sort]) => {
  const { Index } = await import(new URL("assets/search-index.js", document.baseURI).href);
  globalThis.index ??= new Index(new URL(".", document.baseURI));
  const { whole, partly } = await globalThis.index.search(query, { filters, sort, all: true });
  const found = await Promise.all(whole.map((result) => result.data()));
  return { paths: found.map(({ raw_url, url }) => (raw_url ?? url).replace(/^\\//, "")), partly: partly.length };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, searched: Served) -> Page:
    """The search page, in which the index can be asked."""
    page = browser.new_page()
    page.goto(searched.base + "search.html")
    return page


def _find(page: Page, query: str, filters: dict[str, str] | None = None, sort: str = "relevance") -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(_FIND, [query, filters or {}, sort])
    return answer


def test_two_hundred_pieces_of_text_find_every_page_that_holds_them(page: Page, searched: Served) -> None:
    """At least 198 of 200 queries find all pages with their text, and the first ten results hold it whole."""
    pages = texts(searched.folder)
    assert len(pages) >= 800
    missed, wrong = [], []
    for query in cut_queries(pages, 200, seed=11):
        expected = {path for path, text in pages.items() if query in text}
        found = [path for path in _find(page, query)["paths"] if path in pages]
        if not expected <= set(found):
            missed.append((query, sorted(expected - set(found))[:3]))
        if len(expected) >= 10 and not set(found[:10]) <= expected:
            wrong.append((query, [path for path in found[:10] if path not in expected]))
    assert len(missed) <= 2, missed
    assert not wrong


def test_the_number_is_that_of_the_pages_that_hold_the_query(page: Page, searched: Served) -> None:
    """No page is counted that does not hold the query: scattered parts are counted by themselves."""
    pages = texts(searched.folder)
    for query in (query for query in cut_queries(pages, 60, seed=5) if query.isalnum()):
        for path in _find(page, query)["paths"]:
            if path in pages:
                article = article_of(searched.folder / path)
                assert query in article.text_content(), (query, path)


def test_filters_let_through_what_they_name(page: Page, searched: Served) -> None:
    """Kind, year and station type each narrow the results to their own pages."""
    assert all(path.startswith("stations/") for path in _find(page, "", {"kind": "站点"})["paths"])
    year = _find(page, "", {"kind": "新闻", "year": "2024"})["paths"]
    assert year
    assert all(path.startswith("news/2024/") for path in year)
    both = _find(page, "党群服务", {"type": "区域性党群服务中心"})["paths"]
    assert "stations/c01.html" in both
    assert "stations/s01.html" not in both


def test_sorted_by_day_the_newest_comes_first(page: Page) -> None:
    """Across all shards the paths, which begin with the day, fall."""
    paths = _find(page, "工作", {"kind": "新闻"}, sort="day")["paths"]
    days = [path[:len("news/2024/01/01")] for path in paths]
    assert len({day[:9] for day in days}) > 3
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(("typed", "path"), [
    ("wdgc", "stations/s01.html"), ("wandaguangchang", "stations/s01.html"), ("dqfwz", "stations/s01.html"),
    ("jjqtgg", "columns/focus.html"), ("e万州", "stations/s07.html")])
def test_pinyin_and_initials_find_stations_and_columns(page: Page, typed: str, path: str) -> None:
    """What people type on a keyboard for a Chinese name leads to it."""
    assert path in _find(page, typed)["paths"]


def test_nothing_unpublished_is_found(page: Page, searched: Served) -> None:
    """Titles of drafts, embargoed, withdrawn and expired items give no result."""
    for word in ("草稿专用词", "禁发专用词", "撤稿专用词", "过期专用词"):
        assert _find(page, word)["paths"] == []
    assert _find(page, "公开专用词")["paths"] == ["news/2025/01/02-public.html"]
