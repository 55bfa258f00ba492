"""Every link in every page of the built site, without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

from .served import Served

# Names every kind of reference that a browser can follow or load by itself.
_ATTRIBUTES = ("href", "src", "srcset", "imagesrcset", "poster", "action", "formaction", "data", "background")
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_DIRECT = ("data:", "mailto:", "tel:", "blob:")
_HOST = "http://site.test/any/prefix/"


class Reference(NamedTuple):
    """A reference of a page or style sheet: where it stands, in which element and attribute, and as what."""

    page: str
    tag: str
    attribute: str
    rel: str
    written: str

    @property
    def address(self) -> str:
        """The full address, as a browser on the page's own address takes it."""
        return urljoin(_HOST + self.page, self.written)

    @property
    def is_internal(self) -> bool:
        """Whether it stays on the site's own host."""
        return urlsplit(self.address).netloc == urlsplit(_HOST).netloc

    @property
    def may_leave(self) -> bool:
        """Whether it may name another host: nothing is loaded from it unless a reader follows it."""
        return self.tag == "a" or self.rel == "canonical"


@cache
def _document(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def _pages(site: Served) -> list[str]:
    return sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html"))


def _references(site: Served, page: str) -> Iterator[Reference]:
    for element in _document(site.folder / page).iter():
        if not isinstance(element.tag, str):
            continue
        rel = str(element.get("rel", ""))
        for attribute in _ATTRIBUTES:
            value = str(element.get(attribute) or "")
            # srcset holds several addresses, each with its width or density.
            parts = [part.split()[0] for part in value.split(",") if part.strip()] if "srcset" in attribute else [value]
            yield from (Reference(page, element.tag, attribute, rel, part) for part in parts if element.get(attribute) is not None)
        yield from _css_references(page, str(element.get("style") or ""))
        if element.tag == "style":
            yield from _css_references(page, element.text or "")


def _css_references(page: str, css: str) -> Iterator[Reference]:
    for match in _CSS_URL.finditer(css):
        yield Reference(page, "style", "url", "", match[1] or match[2])


@pytest.fixture(scope="module")
def references(site: Served) -> list[Reference]:
    """All references of all pages and style sheets; those of 404.html, which is shown at any depth, are left out."""
    found = [one for page in _pages(site) if page != "404.html" for one in _references(site, page)]
    for sheet in site.folder.rglob("*.css"):
        found += _css_references(sheet.relative_to(site.folder).as_posix(), sheet.read_text("utf-8"))
    return [one for one in found if not one.written.startswith(_DIRECT)]


def _target(site: Served, reference: Reference) -> Path:
    below = unquote(urlsplit(reference.address).path).removeprefix(urlsplit(_HOST).path)
    path = site.folder / below
    return path / "index.html" if path.is_dir() else path


def test_all_pages_are_crawled(site: Served, references: list[Reference]) -> None:
    """The crawl sees the whole site, so that the tests below cannot pass on nothing."""
    assert {"index.html", "archive/index.html", "stations/index.html", "404.html"} < set(_pages(site))
    assert {one.page for one in references if one.tag == "a"} == set(_pages(site)) - {"404.html"}


def test_internal_links_lead_to_files(site: Served, references: list[Reference]) -> None:
    """Each link within the site, picture, script and style leads to a file below the prefix."""
    lost = [one for one in references if one.is_internal
            and not (one.address.startswith(_HOST) and _target(site, one).is_file())]
    assert not lost


def test_links_are_relative(references: list[Reference]) -> None:
    """No link starts at the server's root, names the site's folder alone, or is empty: each works from a ZIP too."""
    wrong = [one for one in references if one.written.startswith("/") or not one.written
             or (one.is_internal and urlsplit(one.address).path.endswith("/"))]
    assert not wrong


def test_nothing_is_loaded_from_others(references: list[Reference]) -> None:
    """Other hosts stand only in links that a reader may follow and in the canonical address."""
    assert not [one for one in references if not one.is_internal and not one.may_leave]


def test_fragments_exist(site: Served, references: list[Reference]) -> None:
    """Each #place that a link names is in the page it leads to, by a readable name."""
    lost = []
    for one in references:
        fragment = unquote(urlsplit(one.address).fragment)
        if fragment and one.is_internal and _target(site, one).suffix == ".html":
            known = _document(_target(site, one)).xpath("//@id | //a/@name")
            lost += [] if fragment in known else [one]
    assert not lost


def test_missing_page_names_the_site_in_full(site: Served) -> None:
    """404.html is shown at any depth, so it loads nothing and its links are full addresses."""
    found = [one for one in _references(site, "404.html") if not one.written.startswith(_DIRECT)]
    assert found
    assert all(one.tag == "a" and urlsplit(one.written).scheme in ("http", "https") for one in found)


def test_every_page_is_linked(site: Served, references: list[Reference]) -> None:
    """From the home page links and forms lead to every page, but for those that search engines are kept from."""
    links: dict[str, set[str]] = {}
    for one in references:
        if one.tag in ("a", "form") and one.is_internal and _target(site, one).suffix == ".html":
            links.setdefault(one.page, set()).add(_target(site, one).relative_to(site.folder).as_posix())
    seen, open_pages = {"index.html"}, ["index.html"]
    while open_pages:
        new = links.get(open_pages.pop(), set()) - seen
        seen |= new
        open_pages += new
    lost = _indexed(site) - seen
    assert not lost


def test_sitemap_names_every_page(site: Served) -> None:
    """The sitemaps hold each page once by the address that it calls its own, but for those kept from search engines."""
    parts = [str(place.text).rpartition("/")[2] for place in etree.parse(site.folder / "sitemap.xml").iter("{*}loc")]
    named = [place.text for part in parts if part != "sitemap-news.xml" for place in etree.parse(site.folder / part).iter("{*}loc")]
    own = [_document(site.folder / page).xpath("string(//link[@rel='canonical']/@href)") for page in _indexed(site)]
    assert sorted(map(str, named)) == sorted(map(str, own))


def _indexed(site: Served) -> set[str]:
    """The pages that search engines are not kept from."""
    return {page for page in _pages(site) if not _document(site.folder / page).xpath("//meta[@name='robots']")}


def test_every_page_has_its_content_security_policy(site: Served) -> None:
    """No page without the policy, and none that allows scripts from elsewhere or inside the page."""
    for page in _pages(site):
        policy = str(_document(site.folder / page).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"))
        scripts = dict(part.strip().split(" ", 1) for part in policy.split(";")).get("script-src", "'none'")
        assert policy.startswith("default-src"), page
        assert set(scripts.split()) <= {"'self'", "'wasm-unsafe-eval'", "'none'"}, page
