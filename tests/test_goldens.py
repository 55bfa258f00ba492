"""What every kind of page says, compared with tests/golden/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Goldens
from tests.kinds import FRAMELESS, SAMPLE_KINDS

_ARTICLE = re.compile(r'<article class="md-content__inner[^"]*">(.*)</article>', re.DOTALL)


@pytest.mark.parametrize("kind", [kind for kind in SAMPLE_KINDS if kind not in FRAMELESS])
def test_a_page_of_each_kind(kind: str, sample_site: Path, goldens: Goldens) -> None:
    """The page's own part, without the frame around it."""
    article = _ARTICLE.search((sample_site / SAMPLE_KINDS[kind]).read_text("utf-8"))
    assert article
    goldens.compare(f"{kind}.html", article[1].strip() + "\n")


@pytest.mark.parametrize("name", [
    "404.html", "feed.xml", "atom.xml", "feed.json", "columns/two/feed.xml", "sitemap.xml", "sitemap-pages.xml", "sitemap-2026.xml",
    "sitemap-news.xml", "robots.txt", "feeds.opml", "registers/feed.xml", "registers/atom.xml", "registers/feed.json", "news/2026/02/28-old.html",
    "data/registers/tasks.csv", "data/registers/tasks.json", "data/registers/places.csv", "data/registers/datapackage.json"])
def test_whole_files(name: str, sample_site: Path, goldens: Goldens) -> None:
    """Files without a frame, to the last byte."""
    goldens.compare(name.replace("/", "-"), (sample_site / name).read_text("utf-8"))


def test_the_frame(sample_site: Path, goldens: Goldens) -> None:
    """Head, masthead, navigation and footer as a record's page has them; versions of the theme's files left out."""
    page = _ARTICLE.sub("", (sample_site / "news/2026/03/01-plain.html").read_text("utf-8"))
    goldens.compare("frame.html", re.sub(r"\.[0-9a-f]{8}\.min\.", ".min.", page))


def test_nothing_of_what_is_not_public(sample_site: Path) -> None:
    """No file of the site has the text of drafts, embargoed, withdrawn or expired items."""
    for path in sample_site.rglob("*"):
        if path.is_file():
            assert "不该出现的正文".encode() not in path.read_bytes(), path
    assert not (sample_site / "news/2026/03/05-draft.html").exists()
    assert not (sample_site / "news/2026/03/06-later.html").exists()
