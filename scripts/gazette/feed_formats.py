"""The formats that every feed comes in, and the paths of its files."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format: first and last part of its files' names, its name for readers, its media type, what stands between two items."""

    stem: str
    ending: str
    label: str
    type: str
    between: bytes


RSS = Format("feed", "xml", "RSS 2.0", "application/rss+xml", b"\n")
ATOM = Format("atom", "xml", "Atom", "application/atom+xml", b"\n")
JSON = Format("feed", "json", "JSON Feed", "application/feed+json", b",\n")
FORMATS = (RSS, ATOM, JSON)


def feed_path(folder: str, form: Format, part: str = "") -> str:
    """feed.xml, columns/<slug>/atom.xml, feed-2025.json: `folder` is '' or ends with a slash, `part` names an archive."""
    return f"{folder}{form.stem}{f'-{part}' if part else ''}.{form.ending}"


def column_feeds(slug: str) -> str:
    """The folder of a column's feeds."""
    return f"columns/{slug}/"


def term_feeds(taxonomy: str, term: str) -> str:
    """The folder of the feeds of a term: an organization, a brand, a town."""
    return f"{taxonomy}/{term}/"
