"""Cards and rows: what lists show of an entry, in plain values."""

from __future__ import annotations

from typing import NamedTuple

from gazette.permalinks import href
from gazette.records import Entry


class Card(NamedTuple):
    """An entry as lists show it; `href` from the site's root."""

    href: str
    title: str
    moment: str
    day: str
    columns: str
    summary: str
    pinned: bool


class Row(NamedTuple):
    """An entry as the shortest lists show it; `href` from the site's root."""

    href: str
    title: str
    moment: str
    day: str


def card(entry: Entry) -> Card:
    """The entry as a card."""
    moment = entry.date.isoformat()
    return Card(href(entry.path), entry.title, moment, moment[:10], "、".join(entry.columns), entry.summary, entry.pinned)


def row(entry: Entry) -> Row:
    """The entry as a row."""
    moment = entry.date.isoformat()
    return Row(href(entry.path), entry.title, moment, moment[:10])
