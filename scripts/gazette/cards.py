"""Cards and rows: what lists show of an entry, in plain values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile
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


def by_year(cards: Sequence[Card]) -> list[tuple[str, list[Card]]]:
    """Cards, newest first, under 2026年 and so on; pinned ones that stand before newer ones under a heading of their own."""
    moved = any(card.moment < other.moment for card, other in pairwise(cards))
    pinned = list(takewhile(lambda card: card.pinned, cards)) if moved else []
    groups = {"置顶": pinned} if pinned else {}
    for one in cards[len(pinned):]:
        groups.setdefault(f"{one.day[:4]}年", []).append(one)
    return list(groups.items())


def row(entry: Entry) -> Row:
    """The entry as a row."""
    moment = entry.date.isoformat()
    return Row(href(entry.path), entry.title, moment, moment[:10])
