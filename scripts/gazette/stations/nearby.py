"""The stations nearest to each, from a grid, so that a change of one station changes the pages around it only."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from gazette.cache import digest_of
from gazette.stations.coordinates import Point, distance_km
from gazette.stations.station import Station

# Degrees: about two kilometres each way at 31° north, the reach of a walk or a short ride.
_CELL = 0.02
_MOST = 4

Cell = tuple[int, int]
# Longitude, latitude, id and the station.
_Placed = tuple[float, float, str, Station]


class Near(NamedTuple):
    """A station near another, and how far in kilometres."""

    station: Station
    km: float


class Neighbourhood:
    """Stations with coordinates by cell."""

    def __init__(self, stations: Iterable[Station]):
        self._cells: dict[Cell, list[_Placed]] = {}
        for station in stations:
            if point := station.point:
                self._cells.setdefault(_cell(point), []).append((point.lon, point.lat, station.id, station))
        self._around: dict[Cell, tuple[list[_Placed], str]] = {}

    def digest_around(self, station: Station) -> str:
        """Stands for everything that `nearest` depends on: lists show of a neighbour what its row holds."""
        return self._all_around(station.point)[1] if station.point else ""

    def nearest(self, station: Station) -> list[Near]:
        """Up to four others in the cells around, nearest first."""
        here = station.point
        if not here:
            return []
        lon, lat = here
        # On a plane first: over a few kilometres it gives the same order, at a tenth of the cost.
        shrink = math.cos(math.radians(lat)) ** 2
        ranked = sorted([((east - lon) ** 2 * shrink + (north - lat) ** 2, one, other)
                         for east, north, one, other in self._all_around(here)[0] if other is not station])
        return [Near(other, distance_km(here, other.point)) for _, _, other in ranked[:_MOST] if other.point]

    def _all_around(self, point: Point) -> tuple[list[_Placed], str]:
        """The stations of a cell and its eight neighbours, and their digest; put together once for each cell."""
        east, north = cell = _cell(point)
        if cell not in self._around:
            some = [placed for x in (-1, 0, 1) for y in (-1, 0, 1) for placed in self._cells.get((east + x, north + y), ())]
            self._around[cell] = some, digest_of(*(placed[3].digest.encode() for placed in some))
        return self._around[cell]


def _cell(point: Point) -> Cell:
    return math.floor(point.lon / _CELL), math.floor(point.lat / _CELL)


def distance_words(km: float) -> str:
    """350 米; 1.2 公里."""
    return f"{max(10, round(km * 100) * 10)} 米" if km < 0.995 else f"{km:.1f} 公里"
