"""The parts of the search index: each is indexed by itself, so that a change touches only its own.

News of the newest year and all handwritten pages are in one, stations in another, older years in groups. Pagefind takes
half a megabyte of memory for an item of 950 characters, which sets how large a group may be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gazette.cache import digest_of
from gazette.content import Content
from gazette.search_documents import Document, entry_document, page_documents, register_documents, station_document

# News items in a group of older years: under half a gigabyte of memory while it is indexed, as two are at a time.
MOST_ITEMS = 850
NEWEST, STATIONS = "newest", "stations"


class Shard(NamedTuple):
    """A part of the index: its name, the years of its news, its documents, and the key of all that goes in."""

    name: str
    years: tuple[int, ...]
    documents: tuple[Document, ...]
    key: str

    @property
    def items(self) -> int:
        """Documents with the text of a news item: what indexing takes memory for."""
        return sum(1 for document in self.documents if document.body)


def plan_shards(content: Content, pages: Iterable[tuple[str, str, str]], fingerprint: bytes) -> list[Shard]:
    """The shards in the order in which a reader needs them; `pages` are (path, title, text) of other pages."""
    years = {year: [entry_document(entry) for entry in entries] for year, entries in content.by_year.items()}
    newest = max(years, default=content.now.year)
    shards = [_shard(NEWEST, [newest], [*page_documents(content, pages), *register_documents(content), *years.pop(newest, [])], fingerprint)]
    if content.open_stations:
        documents = [station_document(station, content.now.year) for station in content.open_stations]
        shards.append(_shard(STATIONS, [], documents, fingerprint))
    for group in group_years({year: len(documents) for year, documents in years.items()}):
        name = f"{group[0]}" if len(group) == 1 else f"{group[-1]}-{group[0]}"
        shards.append(_shard(name, group, [document for year in group for document in years[year]], fingerprint))
    return shards


def group_years(counts: dict[int, int]) -> list[list[int]]:
    """Years with their numbers of items in groups of at most MOST_ITEMS, newest first; a fuller year is a group alone.

    Groups are filled from the oldest year on, so that a year that has just ended changes one group only.
    """
    groups: list[list[int]] = []
    room = 0
    for year in sorted(counts):
        if counts[year] > room:
            groups.append([])
            room = MOST_ITEMS
        groups[-1].append(year)
        room -= counts[year]
    return [sorted(group, reverse=True) for group in reversed(groups)]


def _shard(name: str, years: Sequence[int], documents: Sequence[Document], fingerprint: bytes) -> Shard:
    ordered = tuple(sorted(documents))
    return Shard(name, tuple(years), ordered, digest_of(fingerprint, repr(ordered).encode()))
