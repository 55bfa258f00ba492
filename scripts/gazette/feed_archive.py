"""The documents of a feed (RFC 5005): a live one with what is new, and frozen archives that together hold everything.

An archive holds the entries of a year; the feed's newest year comes in parts of as many entries as the live document
has, each once it is full. An archive keeps its set of entries, so a subscriber need never read it twice. The price is
that the youngest archive and the live document overlap: the live one moves on with each entry, the borders of archives
do not. Readers know an entry by its id.

All of it follows from the entries alone, not from the day of the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette.changes import Change
from gazette.content import group
from gazette.records import Entry


class Document(NamedTuple):
    """One document of a feed: what its name says of it ('' for the live one), its records, the part that is next older."""

    part: str
    records: tuple[Entry | Change, ...]
    previous: str | None


class _Archive(NamedTuple):
    """An archive by the places of its entries among all of the feed, newest first: from `start` up to `end`."""

    part: str
    start: int
    end: int


def split_feed(entries: Sequence[Entry], size: int) -> Iterator[Document]:
    """The documents of a feed with these entries (newest first): the live one, then archives from the newest on."""
    archives = list(_archives(entries, size))
    parts = [archive.part for archive in archives]
    yield live_document(entries, size, archives[0].start if archives else 0)._replace(previous=next(iter(parts), None))
    for archive, older in zip(archives, [*parts, None][1:], strict=True):
        yield Document(archive.part, tuple(entries[archive.start:archive.end]), older)


def live_document(entries: Sequence[Entry], size: int, rest: int = 0) -> Document:
    """The live document of a feed with these entries (newest first): the `size` that changed last, so that a corrected one
    comes again, and besides any of the first `rest`, which no archive has yet.
    """
    # An entry that never changed has the `size` in front of it before it.
    places = [place for place, entry in enumerate(entries) if place < size or entry.corrections or entry.withdrawn]
    changed = sorted(places, key=lambda place: entries[place].updated, reverse=True)
    return Document("", tuple([entries[place] for rank, place in enumerate(changed) if rank < size or place < rest]), None)


def _archives(entries: Sequence[Entry], size: int) -> Iterator[_Archive]:
    """All periods with an entry that is not among the `size` newest."""
    years = group((entry.date.year, entry) for entry in entries)
    end = 0
    for year, some in years.items():
        start, end = end, end + len(some)
        # Only a newer year's first entry tells that a year is over.
        periods = _parts(year, start, end, size) if start == 0 else [_Archive(str(year), start, end)]
        yield from (period for period in periods if period.end > size)


def _parts(year: int, start: int, end: int, size: int) -> Iterator[_Archive]:
    """The full parts of a year, counted from its oldest entry; the newest one first."""
    for number in range((end - start) // size, 0, -1):
        yield _Archive(f"{year}-{number}", end - number * size, end - (number - 1) * size)
