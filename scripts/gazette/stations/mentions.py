"""News that mention a station: by `stations` in the front matter, or by its full name in title or text."""

from __future__ import annotations

import html
import json
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import ahocorasick

from gazette.cache import Cache, digest_of
from gazette.checks import line_of_key
from gazette.problems import Problem, nearest
from gazette.records import Entry
from gazette.settings import Settings
from gazette.stations.station import Station
from gazette.workers import run_all

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


def find_mentions(entries: Sequence[Entry], stations: Sequence[Station], bodies: Mapping[str, str],
                  cache: Cache, processes: int) -> tuple[dict[str, list[Entry]], str]:
    """Entries by id of the station they mention, in the order given; and the cache's key to be kept.

    Texts are looked through once for a set of names: what was found is remembered by the digest of the text.
    """
    index = NameIndex(stations)
    known: dict[str, list[str]] = json.loads(cache.record(index.digest) or "{}")
    fresh = [entry for entry in entries if entry.digest not in known]
    for start in range(0, len(fresh), _BATCH):
        some = fresh[start:start + _BATCH]
        texts = ChainMap(dict(bodies), cache.bodies([entry.digest for entry in some if entry.digest not in bodies]))
        found = run_all(partial(_find_in, index, texts), some, processes)
        known |= {entry.digest: ids for entry, ids in zip(some, found, strict=True)}
    if fresh:
        kept = {entry.digest: known[entry.digest] for entry in entries}
        cache.add([(index.digest, json.dumps(kept), "")])
    mentions: dict[str, list[Entry]] = {}
    for entry in entries:
        for one in dict.fromkeys((*entry.stations, *known[entry.digest])):
            mentions.setdefault(one, []).append(entry)
    return mentions, index.digest


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
