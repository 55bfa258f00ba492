"""Sitemaps: every page that may be found, with the day of its last change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from gazette.entry_pages import EntryPages
from gazette.listings import listing_pages
from gazette.records import Entry
from gazette.sitemap import render_sitemap, sitemap_outputs
from lxml import etree

from tests.making import BASE, make_entry, make_site


def _sitemaps(entries: Sequence[Entry]) -> dict[str, str]:
    site = make_site(entries)
    pages = [*(one.page for one in EntryPages(site)), *listing_pages(site.content, 20)]
    return {output.path: output.render().decode() for output in sitemap_outputs(site, pages, ["index.html", "404.html"]) if output.render}


def _places(sitemap: str) -> dict[str, str]:
    """Address, without the site's, and day of each page or part."""
    return {str(row.findtext("{*}loc")).removeprefix(BASE): str(row.findtext("{*}lastmod") or "") for row in etree.fromstring(sitemap.encode())}


def test_items_stand_in_the_file_of_their_year() -> None:
    """With the day of the last correction; what is withdrawn, expired, embargoed or a draft is in none."""
    files = _sitemaps([
        make_entry("01-a"), make_entry("02-b", date="2025-12-31 23:30", corrections=[{"date": "2026-01-02 00:10", "note": "改"}]),
        make_entry("03-gone", withdrawn={"date": "2026-03-02 09:00", "reason": "原因"}), make_entry("04-over", expires="2026-03-02 09:00"),
        make_entry("05-later", date="2026-03-11 09:00"), make_entry("06-draft", draft=True)])
    assert _places(files["sitemap-2026.xml"]) == {"news/2026/03/01-a.html": "2026-03-01"}
    assert _places(files["sitemap-2025.xml"]) == {"news/2026/03/02-b.html": "2026-01-02"}
    assert not any(word in text for text in files.values() for word in ("03-gone", "04-over", "05-later", "06-draft"))


def test_the_index_names_every_file_with_its_newest_day() -> None:
    """And robots.txt names the index."""
    files = _sitemaps([make_entry("01-a"), make_entry("02-b", date="2026-03-05 09:00"), make_entry("03-c", date="2024-01-01 09:00")])
    assert _places(files["sitemap.xml"]) == {
        "sitemap-pages.xml": "", "sitemap-2026.xml": "2026-03-05", "sitemap-2024.xml": "2024-01-01", "sitemap-news.xml": ""}
    assert set(_places(files["sitemap.xml"])) | {"sitemap.xml", "robots.txt"} == set(files)
    assert f"Sitemap: {BASE}sitemap.xml" in files["robots.txt"]


def test_lists_and_handwritten_pages_are_named_once() -> None:
    """Addresses are encoded, and sorted, so that builds agree."""
    places = list(_places(_sitemaps([make_entry("01-a", tags="标签 甲")])["sitemap-pages.xml"]))
    assert {"index.html", "columns/one.html", "archive/2026-03.html", "tags/%E6%A0%87%E7%AD%BE%20%E7%94%B2.html"} <= set(places)
    assert len(set(places)) == len(places)
    assert not any(place.startswith("news/") for place in places)


@pytest.mark.parametrize(("date", "number"), [("2026-03-08 12:00", 1), ("2026-03-08 11:59", 0), ("2026-03-10 12:00", 1)])
def test_news_are_news_for_two_days(date: str, number: int) -> None:
    """To the minute; the file is there without any too."""
    files = _sitemaps([make_entry("01-a", date=date, title="甲 & 乙 <3")])
    root = etree.fromstring(files["sitemap-news.xml"].encode())
    assert len(root) == number
    assert [title.text for title in root.iterfind(".//{*}title")] == ["甲 & 乙 <3"] * number


def test_marks_of_xml_in_an_address_are_escaped() -> None:
    """A tag may have an ampersand."""
    assert _places(render_sitemap(BASE, [("tags/甲&乙.html", "")]).decode()) == {"tags/%E7%94%B2&%E4%B9%99.html": ""}
