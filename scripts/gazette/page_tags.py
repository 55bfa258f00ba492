"""What a page says of itself to programs: the page tags of public sites (国办发〔2017〕47号), Open Graph, and JSON-LD.

What every page has alike (Description, og:title and so on) is in overrides/main.html.
A tag whose value is unknown is left out.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from gazette.media import title_picture
from gazette.permalinks import href, share_picture_path
from gazette.pictures.picture import DRAWING, SHARE_SIZE, Picture
from gazette.records import Column, Entry
from gazette.settings import Settings

_CARD = "twitter:card"
Tags = tuple[tuple[str, str], ...]
# Name and address from the site's root.
Step = tuple[str, str]
HOME = "index.html"
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def site_tags(settings: Settings) -> Tags:
    """The tags that every page has."""
    return (("SiteName", settings.site_name), ("SiteDomain", urlsplit(settings.site_url).netloc),
            ("SiteIDCode", settings.options.site_code))


def column_tags(column: Column) -> Tags:
    """The tags of a column's pages, and of the pages in it."""
    return (("ColumnName", column.name), ("ColumnDescription", column.description),
            ("ColumnKeywords", ",".join(column.keywords)), ("ColumnType", column.type))


def section_tags(way: Sequence[Step], title: str) -> Tags:
    """Those of a page outside the columns: its section is the first step from the home page, or the page itself."""
    return (("ColumnName", way[0][0] if way else title),)


def content_tags(title: str, address: str) -> Tags:
    """Those of a page that is about one thing; its Description is in the frame."""
    return ("ArticleTitle", title), ("Url", address)


def entry_tags(entry: Entry, column: Column, settings: Settings, pictures: Mapping[str, Picture]) -> Tags:
    """The tags of an entry's page: those of its first column and its own; times are those of Shanghai."""
    image = settings.site_url + href(title_picture(entry)) if entry.image else ""
    return (*column_tags(column), *content_tags(entry.title, settings.site_url + href(entry.path)),
            ("PubDate", f"{entry.date:%Y-%m-%d %H:%M}"), ("ContentSource", entry.source), ("Keywords", ",".join(entry.tags)),
            ("Author", entry.author), ("Image", image),
            ("article:published_time", entry.date.isoformat()), ("article:modified_time", entry.updated.isoformat()),
            ("article:section", column.name), *_shared_picture(entry, settings, pictures))


def own_picture(entry: Entry, pictures: Mapping[str, Picture]) -> Picture | None:
    """The title picture that is shown where the page is shared; drawings in SVG are shown nowhere."""
    path = title_picture(entry)
    return None if path.lower().endswith(DRAWING) else pictures.get(path)


def _shared_picture(entry: Entry, settings: Settings, pictures: Mapping[str, Picture]) -> Tags:
    """The title picture, else the one drawn for the entry."""
    if own := own_picture(entry, pictures):
        path, width, height, told = title_picture(entry), own.width, own.height, entry.image_alt
    elif settings.options.og_pictures:
        path, (width, height), told = share_picture_path(entry.path), SHARE_SIZE, entry.title
    else:
        return ()
    return (("og:image", settings.site_url + href(path)), ("og:image:width", str(width)), ("og:image:height", str(height)),
            ("og:image:alt", told), (_CARD, "summary_large_image"))


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


def render_way(way: Iterable[Step], title: str, path: str, base: str) -> str:
    """The way to a page from the home page as a BreadcrumbList, as HTML; none leads to the home page itself."""
    if path == HOME:
        return ""
    steps = [("首页", HOME), *way, (title, href(path))]
    return render_data({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
        {"@type": "ListItem", "position": place, "name": name, "item": base + address}
        for place, (name, address) in enumerate(steps, 1)]})


def render_tags(tags: Tags) -> str:
    """Tags with a value as meta elements; those of Open Graph go by `property`."""
    return "".join(f'<meta {"property" if ":" in name and name != _CARD else "name"}="{name}" content="{html.escape(value)}">\n'
                   for name, value in tags if value)


def render_data(data: dict[str, Any]) -> str:
    """JSON-LD in a block that no text can end early."""
    text = _encode(data).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'
