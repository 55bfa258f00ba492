"""What an entry weighs on the line, from nginx with gzip, in a browser that has never seen the site and in one that has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.corpus import write_news
from bench.names import load_names
from bench.size import Size
from tests.hosting.nginx import Server, nginx
from tests.sample import build_sample

from .project import SHIPPED, copy_project
from .test_pages import opened

_CHARACTERS = 950
_FIRST_BYTES, _NEXT_BYTES = 120_000, 15_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The repository's site with synthetic items of about that length."""
    folder = tmp_path_factory.mktemp("weight")
    project = copy_project(folder / "project")
    write_news(project / "news", Size(news=40, stations=0, years=1), load_names(SHIPPED))
    build_sample(project, SOURCE_DATE_EPOCH="1795500000").rename(folder / "site")
    (folder / "site.gone.map").touch()
    with nginx(folder) as served:
        yield served


def _entries(site: Path) -> list[str]:
    """Entries of that length or a little more, the shortest first."""
    lengths = {path: re.search(r"全文约 (\d+) 字", path.read_text("utf-8")) for path in site.glob("news/*/*/*.html")}
    long = sorted((int(found[1]), path.relative_to(site).as_posix()) for path, found in lengths.items() if found)
    return [path for length, path in long if length >= _CHARACTERS]


def _visit(page: Page, address: str) -> int:
    """Bytes that came over the line, heads of answers among them, until nothing more is asked for."""
    session, moved = page.context.new_cdp_session(page), []
    session.on("Network.loadingFinished", lambda done: moved.append(done["encodedDataLength"]))
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    session.detach()
    return int(sum(moved))


def test_an_entry_is_light(server: Server, browser: Browser) -> None:
    """At most 120 KB for a first visit and 15 KB for the next entry."""
    first, following, *_ = _entries(server.folder)
    with opened(browser, 360) as context:
        page = context.new_page()
        bytes_first = _visit(page, server.base + first)
        assert 10_000 < bytes_first <= _FIRST_BYTES
        assert 1_000 < _visit(page, server.base + following) <= _NEXT_BYTES
