"""What every kind of page says, compared with tests/golden/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Goldens
from tests.sample import build_sample, sample_project

_ARTICLE = re.compile(r'<article class="md-content__inner[^"]*">(.*)</article>', re.DOTALL)
_PAGES = {
    "home": "index.html", "about": "about.html", "subscribe": "subscribe.html", "press": "press.html",
    "stations": "stations/index.html",
    "entry": "news/2026/03/01-plain.html", "entry-full": "news/2026/03/02-full.html",
    "withdrawn": "news/2026/03/03-withdrawn.html", "expired": "news/2026/03/04-expired.html",
    "column": "columns/one.html", "column-second-page": "columns/one/2.html", "archive": "archive/index.html",
    "year": "archive/2025.html", "month": "archive/2026-03.html", "terms": "tags/index.html", "term": "tags/示例标签.html",
    "station": "stations/x1.html", "station-unknown": "stations/x2.html", "station-type": "stations/types/党群服务站.html",
    "station-town": "stations/towns/示例镇.html", "registers": "registers/index.html", "registers-data": "registers/data.html",
    "register": "tasks/index.html", "register-cards": "figures/index.html", "register-table": "places/index.html",
    "task": "tasks/t01.html", "task-overdue": "tasks/t02.html", "department": "departments/示例部门甲.html", "brand": "brands/万州工匠.html"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built; 25 further items give its first column a second page."""
    return build_sample(sample_project(tmp_path_factory.mktemp("golden") / "project", news=25))


@pytest.mark.parametrize("kind", _PAGES)
def test_a_page_of_each_kind(kind: str, site: Path, goldens: Goldens) -> None:
    """The page's own part, without the frame around it."""
    article = _ARTICLE.search((site / _PAGES[kind]).read_text("utf-8"))
    assert article
    goldens.compare(f"{kind}.html", article[1].strip() + "\n")


@pytest.mark.parametrize("name", [
    "404.html", "feed.xml", "atom.xml", "feed.json", "columns/two/feed.xml", "sitemap.xml", "sitemap-pages.xml", "sitemap-2026.xml",
    "sitemap-news.xml", "robots.txt", "feeds.opml", "registers/feed.xml", "registers/atom.xml", "registers/feed.json", "news/2026/02/28-old.html",
    "data/registers/tasks.csv", "data/registers/tasks.json", "data/registers/places.csv", "data/registers/datapackage.json"])
def test_whole_files(name: str, site: Path, goldens: Goldens) -> None:
    """Files without a frame, to the last byte."""
    goldens.compare(name.replace("/", "-"), (site / name).read_text("utf-8"))


def test_the_frame(site: Path, goldens: Goldens) -> None:
    """Head, masthead, navigation and footer as a record's page has them; versions of the theme's files left out."""
    page = _ARTICLE.sub("", (site / "news/2026/03/01-plain.html").read_text("utf-8"))
    goldens.compare("frame.html", re.sub(r"\.[0-9a-f]{8}\.min\.", ".min.", page))


def test_nothing_of_what_is_not_public(site: Path) -> None:
    """No file of the site has the text of drafts, embargoed, withdrawn or expired items."""
    for path in site.rglob("*"):
        if path.is_file():
            assert "不该出现的正文".encode() not in path.read_bytes(), path
    assert not (site / "news/2026/03/05-draft.html").exists()
    assert not (site / "news/2026/03/06-later.html").exists()
