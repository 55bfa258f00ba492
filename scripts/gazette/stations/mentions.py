"""News that mention a station: by `stations` in the front matter, or by its full name in title or text."""

from __future__ import annotations

import html
import json
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import ahocorasick

from gazette.cache import Cache, digest_of
from gazette.checks import line_of_key
from gazette.problems import Problem, nearest
from gazette.records import Entry
from gazette.settings import Settings
from gazette.stations.station import Station

# Shorter names are also common words.
_SHORTEST = 4
# So many texts are held in memory at once.
_BATCH = 5000
_TAG = re.compile(r"<[^>]*>")


class NameIndex:
    """The names of stations as one automaton: a text is read once, however many names there are."""

    def __init__(self, stations: Sequence[Station]):
        ids: dict[str, list[str]] = {}
        for station in stations:
            if len(station.name) >= _SHORTEST:
                ids.setdefault(station.name, []).append(station.id)
        self._automaton = ahocorasick.Automaton()
        for name, some in ids.items():
            self._automaton.add_word(name, (name, some))
        if ids:
            self._automaton.make_automaton()
        self._empty = not ids
        self.digest = digest_of(b"names", json.dumps(ids, ensure_ascii=False).encode())

    def find(self, text: str) -> list[str]:
        """Ids of the stations named in a text, in order; of two names that overlap the longer one counts."""
        if self._empty:
            return []
        return list(dict.fromkeys(one for _, (_, some) in self._automaton.iter_long(text) for one in some))


class Mentions(Mapping[str, Sequence[Entry]]):
    """Entries by id of the station they mention, in the order given.

    Found when first asked for, which one process does while others are at work. Texts are looked through once for a set of
    names: what was found is remembered in the cache, under `digest`, by the digest of the text.
    """

    def __init__(self, entries: Sequence[Entry], stations: Sequence[Station], bodies: Mapping[str, str], cache: Cache):
        self._entries, self._stations, self._bodies, self._cache = entries, stations, bodies, cache

    @property
    def digest(self) -> str:
        """What the cache knows the mentions by."""
        return self._index.digest

    @cached_property
    def _index(self) -> NameIndex:
        return NameIndex(self._stations)

    @cached_property
    def _by_station(self) -> dict[str, list[Entry]]:
        known = self._find()
        mentions: dict[str, list[Entry]] = {}
        for entry in self._entries:
            for one in dict.fromkeys((*entry.stations, *known[entry.digest])):
                mentions.setdefault(one, []).append(entry)
        return mentions

    def _find(self) -> dict[str, list[str]]:
        """Ids of the stations that a text names, by the text's digest."""
        known: dict[str, list[str]] = json.loads(self._cache.record(self.digest) or "{}")
        fresh = [entry for entry in self._entries if entry.digest not in known]
        for start in range(0, len(fresh), _BATCH):
            some = fresh[start:start + _BATCH]
            texts = ChainMap(dict(self._bodies), self._cache.bodies([entry.digest for entry in some if entry.digest not in self._bodies]))
            known |= {entry.digest: _find_in(self._index, texts, entry) for entry in some}
        if fresh:
            self._cache.add([(self.digest, json.dumps({entry.digest: known[entry.digest] for entry in self._entries}), "")])
        return known

    def __getitem__(self, station: str) -> list[Entry]:
        return self._by_station[station]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_station)

    def __len__(self) -> int:
        return len(self._by_station)


def _find_in(index: NameIndex, bodies: Mapping[str, str], entry: Entry) -> list[str]:
    return index.find(f"{entry.title}\n{html.unescape(_TAG.sub('', bodies[entry.digest]))}")


def check_mentions(entries: Sequence[Entry], stations: Sequence[Station], settings: Settings) -> Iterator[Problem]:
    """Stations that front matter names must exist."""
    ids = {station.id for station in stations}
    for entry in entries:
        for one in entry.stations:
            if one not in ids:
                near = nearest(one, ids)
                yield Problem(entry.source_path, line_of_key(settings.root, entry, "stations"), f"没有编号为“{one}”的服务站点。",
                              f"是不是 {near}？" if near else "编号见 docs/stations/ 里的表格。")
