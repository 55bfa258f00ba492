"""Sitemaps (sitemaps.org 0.9): an index, one file for each year of entries, one for stations, one for all other pages, one
for the news of the last two days; and robots.txt, which names the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from html import escape

from gazette.pages import Output, Page, Site, ready
from gazette.permalinks import href
from gazette.records import Entry

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_NEWS_AGE = timedelta(days=2)

Row = tuple[str, str]  # path, and day of the last change or ''


def sitemap_outputs(site: Site, pages: Iterable[Page], handwritten: Iterable[str]) -> Iterator[Output]:
    """All sitemaps and robots.txt for record pages and the paths of handwritten ones."""
    base, content = site.settings.site_url, site.content
    stations = {station.path for station in content.stations}
    records = stations | {entry.path for entry in content.entries}
    others = [page.path for page in pages if page.indexed and page.path not in records]
    rows: dict[str, list[Row]] = {"pages": [(path, "") for path in sorted([*others, *handwritten])]}
    if stations:
        rows["stations"] = [(path, "") for path in sorted(stations)]
    for year, some in content.by_year.items():
        rows[str(year)] = sorted((entry.path, f"{entry.updated:%Y-%m-%d}") for entry in some)
    news = [entry for entry in content.listed if content.now - entry.date <= _NEWS_AGE]
    for name, some_rows in rows.items():
        yield ready(f"sitemap-{name}.xml", "news", render_sitemap(base, some_rows))
    yield ready("sitemap-news.xml", "news", render_news_sitemap(base, site.settings.site_name, news))
    yield ready("sitemap.xml", "news", render_index(base, [*((name, _newest(some)) for name, some in rows.items()), ("news", "")]))
    yield ready("robots.txt", "mkdocs.yml", f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode())


def _newest(rows: Sequence[Row]) -> str:
    return max((day for _, day in rows), default="")


def _last_change(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""


def render_sitemap(base: str, rows: Iterable[Row]) -> bytes:
    """The sitemap of some pages."""
    urls = "".join(f"<url><loc>{escape(base + href(path))}</loc>{_last_change(day)}</url>\n" for path, day in rows)
    return f'{_XML}<urlset xmlns="{_NAMESPACE}">\n{urls}</urlset>\n'.encode()


def render_index(base: str, parts: Iterable[Row]) -> bytes:
    """The index of sitemaps: their names and the day of the newest change in each."""
    maps = "".join(f"<sitemap><loc>{escape(base)}sitemap-{name}.xml</loc>{_last_change(day)}</sitemap>\n" for name, day in parts)
    return f'{_XML}<sitemapindex xmlns="{_NAMESPACE}">\n{maps}</sitemapindex>\n'.encode()


def render_news_sitemap(base: str, name: str, entries: Iterable[Entry]) -> bytes:
    """The sitemap of the newest news, as news search engines read it; empty where there is none."""
    urls = "".join(
        f"<url><loc>{escape(base + href(entry.path))}</loc><news:news><news:publication><news:name>{escape(name)}</news:name>"
        f"<news:language>zh-cn</news:language></news:publication><news:publication_date>{entry.date.isoformat()}"
        f"</news:publication_date><news:title>{escape(entry.title)}</news:title></news:news></url>\n" for entry in entries)
    return f'{_XML}<urlset xmlns="{_NAMESPACE}" xmlns:news="{_NEWS_NAMESPACE}">\n{urls}</urlset>\n'.encode()
