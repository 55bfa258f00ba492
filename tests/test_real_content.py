"""The content that the press came with, and the one it has now, are tried like the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import time
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from gazette.cache import Cache
from gazette.columns import load_columns
from gazette.entries import find_news
from gazette.gathering import gather_content
from gazette.records import Entry
from gazette.settings import load_settings
from gazette.stations.tables import load_stations
from lxml import html

from tests.browser.project import REPOSITORY, SHIPPED, copy_project
from tests.sample import build_sample

_HOST = "https://site.test/"


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    """All items, read and checked anew."""
    cache = Cache(tmp_path_factory.mktemp("cache") / "cache.sqlite")
    try:
        return gather_content(load_settings(SHIPPED), cache, 1).news.entries
    finally:
        cache.close()


def test_items_are_enough_and_in_every_column(entries: list[Entry]) -> None:
    """At least 18, in three columns, none of them empty, no two with one title."""
    assert len(entries) >= 18
    columns = [column.name for column in load_columns(SHIPPED)[0]]
    assert len(columns) == 3
    assert {name for entry in entries for name in entry.columns} == set(columns)
    assert len({entry.title for entry in entries}) == len(entries)


def test_every_item_says_who_answers_for_it(entries: list[Entry]) -> None:
    """Editor, source and a summary written by hand; a picture has its description."""
    assert [entry.path for entry in entries if not (entry.editor and entry.source and entry.description)] == []
    assert [entry.path for entry in entries if entry.image and not entry.image_alt] == []


def test_the_fourteen_named_stations_are_there() -> None:
    """Five centres and nine service stations, by the published material; others may have joined them."""
    stations, problems = load_stations(load_settings(SHIPPED))
    assert problems == []
    assert {*(f"c0{n}" for n in range(1, 6)), *(f"s0{n}" for n in range(1, 10))} <= {station.id for station in stations}


def test_every_file_beside_the_items_is_used(entries: list[Entry]) -> None:
    """No picture or attachment is carried along for nothing."""
    assert set(find_news(SHIPPED)[1]) <= {link.path for entry in entries for link in entry.links}


def _targets(page: Path, path: str) -> Iterator[str]:
    document: html.HtmlElement = html.document_fromstring(page.read_bytes())
    for _, attribute, address, _ in document.iterlinks():
        if attribute in ("href", "src") and urlsplit(urljoin(_HOST, address)).netloc == urlsplit(_HOST).netloc:
            yield unquote(urlsplit(urljoin(_HOST + path, address)).path).removeprefix("/")


@pytest.mark.parametrize("content", sorted({SHIPPED, REPOSITORY}), ids=lambda folder: folder.name)
def test_every_relative_link_leads_to_a_file(content: Path, tmp_path: Path) -> None:
    """On all pages of a site built from a copy; folders do not count, since a ZIP has no server."""
    site = build_sample(copy_project(tmp_path / "project", content), SOURCE_DATE_EPOCH=str(int(time())))
    pages = {page.relative_to(site).as_posix(): page for page in site.rglob("*.html")}
    assert len(pages) > 5
    assert [(path, target) for path, page in pages.items() for target in _targets(page, path) if not (site / target).is_file()] == []
