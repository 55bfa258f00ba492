"""Counts of stations by type and town, beside the totals that public documents state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gazette.stations.station import Station


class TypeTotal(NamedTuple):
    """A type: how many there are in all (None: not stated), and how many are listed one by one."""

    name: str
    stated: int | None
    listed: int


class Totals(NamedTuple):
    """By type, in the order stated; by town and type; and stations without a town."""

    types: list[TypeTotal]
    towns: list[tuple[str, list[int]]]
    without_town: int
    stated: int
    listed: int


def count_stations(stations: Sequence[Station], stated: Mapping[str, int]) -> Totals:
    """Counts of open stations against the stated totals by type; types that are not stated come last."""
    listed = Counter(station.type for station in stations)
    names = list(dict.fromkeys((*stated, *sorted(listed))))
    types = [TypeTotal(name, stated.get(name), listed[name]) for name in names]
    pairs = Counter((station.town, station.type) for station in stations)
    towns = dict.fromkeys(station.town for station in stations if station.town)
    rows = [(town, [pairs[town, name] for name in names]) for town in towns]
    return Totals(types, rows, sum(not station.town for station in stations), sum(stated.values()), len(stations))
