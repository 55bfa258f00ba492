"""What a page says of itself to programs: the page tags of public sites (国办发〔2017〕47号), Open Graph, and JSON-LD.

A tag whose value is unknown is left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from gazette.media import title_picture
from gazette.permalinks import column_path, href
from gazette.records import Column, Entry
from gazette.settings import Settings

Tags = tuple[tuple[str, str], ...]


def site_tags(settings: Settings) -> Tags:
    """The tags that every page has."""
    return (("SiteName", settings.site_name), ("SiteDomain", urlsplit(settings.site_url).netloc),
            ("SiteIDCode", settings.options.site_code))


def column_tags(column: Column) -> Tags:
    """The tags of a column's pages, and of the pages in it."""
    return (("ColumnName", column.name), ("ColumnDescription", column.description),
            ("ColumnKeywords", ",".join(column.keywords)), ("ColumnType", column.type))


def entry_tags(entry: Entry, column: Column, settings: Settings) -> Tags:
    """The tags of an entry's page: those of its first column and its own; times are those of Shanghai."""
    address = settings.site_url + href(entry.path)
    image = settings.site_url + href(title_picture(entry)) if entry.image else ""
    return (*column_tags(column), ("ArticleTitle", entry.title), ("PubDate", f"{entry.date:%Y-%m-%d %H:%M}"),
            ("ContentSource", entry.source), ("Keywords", ",".join(entry.tags)), ("Author", entry.author),
            ("Description", entry.summary), ("Image", image), ("Url", address),
            ("og:type", "article"), ("og:title", entry.title), ("og:description", entry.summary), ("og:url", address),
            ("og:image", image), ("og:site_name", settings.site_name))


def entry_data(entry: Entry, settings: Settings) -> dict[str, Any]:
    """The entry as schema.org has it: a NewsArticle."""
    base, name = settings.site_url, settings.site_name
    article = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": entry.title, "inLanguage": "zh-CN",
        "datePublished": entry.date.isoformat(), "dateModified": entry.updated.isoformat(), "description": entry.summary,
        "mainEntityOfPage": base + href(entry.path), "articleSection": list(entry.columns), "keywords": list(entry.tags),
        "author": {"@type": "Organization", "name": entry.author or entry.source},
        "publisher": {"@type": "Organization", "name": settings.options.organizer or name}}
    return {key: value for key, value in article.items() if value}


def breadcrumb_data(steps: Iterable[tuple[str, str]], settings: Settings) -> dict[str, Any]:
    """The way to a page, as (name, path) from the home page on."""
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": place, "name": name, "item": settings.site_url + href(path)}
        for place, (name, path) in enumerate(steps, 1)]}


def entry_way(entry: Entry, column: Column, settings: Settings) -> dict[str, Any]:
    """The way to an entry from the home page over its first column."""
    return breadcrumb_data([("首页", "index.html"), (column.name, column_path(column.slug)), (entry.title, entry.path)], settings)


def render_tags(tags: Tags) -> str:
    """Tags with a value as meta elements; those of Open Graph go by `property`."""
    return "".join(f'<meta {"property" if ":" in name else "name"}="{name}" content="{html.escape(value)}">\n'
                   for name, value in tags if value)


def render_data(data: dict[str, Any]) -> str:
    """JSON-LD in a block that no text can end early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'
