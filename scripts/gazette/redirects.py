"""Old addresses: a page at each that leads to where its item is now."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gazette.content import Content
from gazette.pages import Output, ready
from gazette.permalinks import href, root_of


def redirects(content: Content) -> Iterator[Output]:
    """A file for every alias of a public entry."""
    for entry in content.entries:
        for alias in entry.aliases:
            yield ready(alias, entry.source_path, render_redirect(alias, entry.path, entry.title))


def render_redirect(path: str, target: str, title: str) -> bytes:
    """The page at `path` that leads to `target` at once, with a link where a browser does not follow."""
    address = root_of(path) + href(target)
    return (f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>{escape(title)}</title>'
            f'<link rel="canonical" href="{address}"><meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={address}"></head>'
            f'<body><p>这个网页已移到<a href="{address}">{escape(title)}</a>。</p></body></html>\n').encode()
