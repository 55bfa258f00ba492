"""sitemap.xml: every page a search engine may show, with the day of its last change where it is known."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gazette.pages import Output, Page, Site, ready
from gazette.permalinks import href


def sitemap_output(site: Site, pages: Iterable[Page], handwritten: Iterable[str]) -> Output:
    """The file sitemap.xml for record pages and the paths of handwritten ones."""
    changed = {entry.path: f"{entry.updated:%Y-%m-%d}" for entry in site.content.listed}
    rows = [(page.path, changed.get(page.path, "")) for page in pages if page.indexed]
    rows += [(path, "") for path in handwritten]
    return ready("sitemap.xml", "news", render_sitemap(site.settings.site_url, sorted(rows)))


def render_sitemap(site_url: str, rows: list[tuple[str, str]]) -> bytes:
    """Rows of (path, day of last change or '') in the format of sitemaps.org 0.9."""
    urls = [f"<url><loc>{escape(site_url + href(path))}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
            for path, day in rows]
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "".join(urls) + "</urlset>\n").encode()
