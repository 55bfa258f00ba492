"""deploy/nginx.conf on Debian's nginx: types, caching, compression, conditional requests, real 404 and 410, and a load."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest
import requests
from playwright.sync_api import Browser

from tests.browser.project import link_packages
from tests.browser.test_pages import opened, watch
from tests.hosting.nginx import Server, nginx
from tests.sample import run, sample_project

_WITHDRAWN = "news/2026/03/03-withdrawn.html"
_LOAD_SECONDS = {"index.html": 2, "feed.xml": 3}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample with its search index, built, published to a folder and served by the configuration as it is shipped."""
    folder = tmp_path_factory.mktemp("nginx")
    project = sample_project(folder / "project", 200)
    link_packages(project)
    for arguments in (["build"], ["publish", str(folder / "site")]):
        done = run(project, *arguments)
        assert done.returncode == 0, done.stderr
    with nginx(folder) as server:
        yield server


@pytest.mark.parametrize(("path", "kind"), [
    ("", "text/html; charset=utf-8"), ("index.html", "text/html; charset=utf-8"), ("feed.xml", "application/rss+xml; charset=utf-8"),
    ("atom.xml", "application/atom+xml; charset=utf-8"), ("feed.json", "application/feed+json; charset=utf-8"),
    ("columns/one/feed.xml", "application/rss+xml; charset=utf-8"), ("data/stations.csv", "text/csv; charset=utf-8"),
    ("data/stations.geojson", "application/geo+json; charset=utf-8"), ("data/stations.json", "application/json; charset=utf-8"),
    ("feeds.opml", "text/x-opml; charset=utf-8"), ("sitemap.xml", "text/xml; charset=utf-8"), ("assets/logo.svg", "image/svg+xml")])
def test_each_file_has_its_type(path: str, kind: str, server: Server) -> None:
    """With the character set where it is text, and what nobody may guess at."""
    answer = requests.get(server.base + path, timeout=5)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ("default-src 'self'" in answer.headers.get("Content-Security-Policy", "")) == (not path or path.endswith((".html", ".svg")))
    assert answer.headers["Referrer-Policy"]
    assert answer.headers["Server"] == "nginx"


def test_the_editor_keeps_its_own_policy(server: Server) -> None:
    """Two policies would both hold, and the site's own lets nobody talk to a git host."""
    page = server.folder / "admin/index.html"
    page.parent.mkdir()
    page.write_text("<!doctype html>", "utf-8")
    assert requests.get(server.base + "admin/index.html", timeout=5).headers["Content-Security-Policy"] == "frame-ancestors 'self'"


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml", "feed.json", "columns/one/feed.xml", "index.html", "sitemap.xml"])
def test_who_has_it_already_gets_304(path: str, server: Server) -> None:
    """By ETag and by time; compressed answers too. Nothing is sent then."""
    first = requests.get(server.base + path, timeout=5)
    assert first.headers["Content-Encoding"] == "gzip"
    assert first.headers["Cache-Control"] == "no-cache"
    for headers in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = requests.get(server.base + path, timeout=5, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    assert requests.get(server.base + path, timeout=5, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(("pattern", "rule"), [
    ("assets/javascripts/bundle.*.min.js", "immutable"), ("pagefind-newest/fragment/*", "immutable"), ("assets/logo.svg", "max-age=86400"),
    ("search.json", "no-cache"), ("pagefind-newest/pagefind-entry.json", "no-cache"), ("assets/gazette.css", "no-cache")])
def test_only_what_never_changes_is_kept(pattern: str, rule: str, server: Server) -> None:
    """A file whose name is made from its content may be kept for a year, others are asked for again."""
    path = next(server.folder.glob(pattern)).relative_to(server.folder).as_posix()
    assert rule in requests.get(server.base + path, timeout=5).headers["Cache-Control"]


def test_missing_and_withdrawn_pages(server: Server) -> None:
    """404 with the site's page; 410 with the notice, and the headers of any page."""
    missing = requests.get(server.base + "news/2026/01/01-none.html", timeout=5)
    assert (missing.status_code, missing.content) == (404, (server.folder / "404.html").read_bytes())
    gone = requests.get(server.base + _WITHDRAWN, timeout=5)
    assert (gone.status_code, gone.content) == (410, (server.folder / _WITHDRAWN).read_bytes())
    assert gone.headers["Content-Type"] == "text/html; charset=utf-8"
    assert gone.headers["X-Content-Type-Options"] == "nosniff"
    assert requests.get(f"{server.base}.gone/{_WITHDRAWN}", timeout=5).status_code == 404


@pytest.mark.parametrize("path", ["index.html", "news/2026/03/02-full.html", "stations/index.html", "search.html?q=正文"])
def test_a_browser_finds_nothing_against_the_policy(path: str, server: Server, browser: Browser) -> None:
    """Neither console nor network tells of a fault while the page, and a search, are under the headers of nginx."""
    with opened(browser) as context:
        page = context.new_page()
        faults = watch(page, server.base)
        page.goto(server.base + path, wait_until="networkidle")
        assert faults == []


def test_under_load_no_request_fails(server: Server) -> None:
    """wrk for some seconds on a page and a feed: no error of socket or status."""
    for path, seconds in _LOAD_SECONDS.items():
        done = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}s", server.base + path], capture_output=True, text=True, check=True)
        assert "Non-2xx" not in done.stdout
        assert "Socket errors" not in done.stdout
        requested = re.search(r"(\d+) requests in", done.stdout)
        assert requested
        assert int(requested[1]) > 100
