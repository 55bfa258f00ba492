"""What built pages say of themselves to programs (国办发〔2017〕47号, Open Graph, schema.org)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html


@pytest.fixture
def site(sample_site: Path) -> Path:
    """The sample project, built."""
    return sample_site


def _document(site: Path, path: str) -> Any:
    return html.document_fromstring((site / path).read_bytes())


def _tags(site: Path, path: str) -> dict[str, str]:
    return {str(meta.get("name") or meta.get("property")): str(meta.get("content"))
            for meta in _document(site, path).xpath("//meta[@name or @property]")}


def test_an_entry_has_every_tag_whose_value_is_known(site: Path) -> None:
    """Site, column and article; the identifier code is unknown, so there is no tag for it."""
    tags = _tags(site, "news/2026/03/02-full.html")
    address = "https://wanzhou.example/news/2026/03/"
    assert {name: value for name, value in tags.items() if name[0].isupper()} == {
        "SiteName": "万州群团改革", "SiteDomain": "wanzhou.example", "ColumnName": "示例栏目二",
        "ColumnDescription": "第二个示例栏目。", "ArticleTitle": "各项齐全的稿件：甲 & 乙", "PubDate": "2026-03-02 10:30",
        "ContentSource": "示例来源", "Keywords": "示例标签,另一标签", "Author": "示例作者", "Description": "这是摘要。",
        "Image": address + "picture.svg", "Url": address + "02-full.html"}
    assert tags["og:title"] == tags["ArticleTitle"]
    assert "og:image" not in tags, "nobody shows an SVG"


_SITE = {"SiteName", "SiteDomain", "Description"}
_CONTENT = {*_SITE, "ColumnName", "ArticleTitle", "Url"}


@pytest.mark.parametrize(("path", "names", "column"), [
    ("index.html", _SITE, None), ("about.html", _CONTENT, "关于"), ("stations/x1.html", _CONTENT, "服务站点"),
    ("archive/2026.html", {*_SITE, "ColumnName"}, "往期"), ("tags/示例标签.html", {*_SITE, "ColumnName"}, "标签"),
    ("columns/one.html", {*_SITE, "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}, "示例栏目一")])
def test_other_pages_have_those_of_site_and_column(site: Path, path: str, names: set[str], column: str | None) -> None:
    """No empty tag, and none that does not belong to the page."""
    tags = {name: value for name, value in _tags(site, path).items() if name[0].isupper()}
    assert set(tags) == names
    assert all(tags.values())
    assert tags.get("ColumnName") == column


def test_every_page_has_open_graph_and_the_way_to_it(site: Path) -> None:
    """The address is the page's own, and each step of the way leads to a page of the site."""
    base = "https://wanzhou.example/"
    paths = [path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "404.html"]
    pages = [path for path in paths if _document(site, path).xpath("//meta[@name='SiteName']")]
    assert len(pages) > 30
    for path in pages:
        tags = _tags(site, path)
        assert unquote(tags["og:url"]) == base + path
        assert tags["og:title"], path
        assert tags["og:type"] == ("article" if path.startswith("news/") else "website")
        blocks = [json.loads(text) for text in _document(site, path).xpath("//script[@type='application/ld+json']/text()")]
        ways = [block["itemListElement"] for block in blocks if block.get("@type") == "BreadcrumbList"]
        assert len(ways) == (path != "index.html"), path
        for way in ways:
            steps = [unquote(step["item"]) for step in way]
            assert (steps[0], steps[-1]) == (base + "index.html", base + path)
            assert all((site / step.removeprefix(base)).is_file() for step in steps), path


def test_json_ld_of_an_entry(site: Path) -> None:
    """A NewsArticle with times and addresses, and the way to it from the home page."""
    blocks = _document(site, "news/2026/03/02-full.html").xpath("//script[@type='application/ld+json']/text()")
    article, way = map(json.loads, blocks)
    assert article["@type"] == "NewsArticle"
    assert article["headline"] == "各项齐全的稿件：甲 & 乙"
    assert (article["datePublished"], article["dateModified"]) == ("2026-03-02T10:30:00+08:00", "2026-03-03T08:00:00+08:00")
    assert [step["name"] for step in way["itemListElement"]] == ["首页", "示例栏目二", "各项齐全的稿件：甲 & 乙"]
    assert way["itemListElement"][1]["item"] == "https://wanzhou.example/columns/two.html"


def test_a_notice_says_nothing_of_the_item(site: Path) -> None:
    """A withdrawn item's page has no tags of an article and is not to be indexed."""
    tags = _tags(site, "news/2026/03/03-withdrawn.html")
    assert "ArticleTitle" not in tags
    assert tags["robots"] == "noindex"
