"""Cards and rows: what lists show of an entry, in plain values."""

from __future__ import annotations

from typing import NamedTuple

from gazette.media import title_picture
from gazette.permalinks import href, picture_size_path
from gazette.pictures.picture import Picture, height_at
from gazette.records import Entry


class Card(NamedTuple):
    """An entry as lists show it; `href` from the site's root, and so the address of its picture, with width and height."""

    href: str
    title: str
    moment: str
    day: str
    columns: str
    summary: str
    pinned: bool
    picture: tuple[str, int, int] | None = None


class Row(NamedTuple):
    """An entry as the shortest lists show it; `href` from the site's root."""

    href: str
    title: str
    moment: str
    day: str


def card(entry: Entry, picture: Picture | None) -> Card:
    """The entry as a card, with the smallest size of its title picture."""
    moment = entry.date.isoformat()
    return Card(href(entry.path), entry.title, moment, moment[:10], "、".join(entry.columns), entry.summary, entry.pinned,
                _small(title_picture(entry), picture) if picture and picture.widths else None)


def _small(path: str, picture: Picture) -> tuple[str, int, int]:
    width = picture.widths[0]
    return href(picture_size_path(path, width)), width, height_at(width, (picture.width, picture.height))


def row(entry: Entry) -> Row:
    """The entry as a row."""
    moment = entry.date.isoformat()
    return Row(href(entry.path), entry.title, moment, moment[:10])
