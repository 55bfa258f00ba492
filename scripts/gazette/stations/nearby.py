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
        self._digests = {cell: digest_of(*(placed[3].digest.encode() for placed in some)).encode() for cell, some in self._cells.items()}
        self._around: dict[Cell, str] = {}

    def digest_around(self, station: Station) -> str:
        """Stands for everything that `nearest` depends on: lists show of a neighbour what its row holds."""
        if not station.point:
            return ""
        cell = _cell(station.point)
        if cell not in self._around:
            self._around[cell] = digest_of(*(self._digests.get(one, b"") for one in _cells_around(cell)))
        return self._around[cell]

    def nearest(self, station: Station) -> list[Near]:
        """Up to four others in the cells around, nearest first."""
        here = station.point
        if not here:
            return []
        lon, lat = here
        # On a plane first: over a few kilometres it gives the same order, at a tenth of the cost.
        shrink = math.cos(math.radians(lat)) ** 2
        ranked = sorted([((east - lon) ** 2 * shrink + (north - lat) ** 2, one, other)
                         for cell in _cells_around(_cell(here)) for east, north, one, other in self._cells.get(cell, ())
                         if other is not station])
        return [Near(other, distance_km(here, other.point)) for _, _, other in ranked[:_MOST] if other.point]


def _cell(point: Point) -> Cell:
    return math.floor(point.lon / _CELL), math.floor(point.lat / _CELL)


def _cells_around(cell: Cell) -> list[Cell]:
    """A cell and its eight neighbours."""
    east, north = cell
    return [(east + x, north + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]


def distance_words(km: float) -> str:
    """350 米; 1.2 公里."""
    return f"{max(10, round(km * 100) * 10)} 米" if km < 0.995 else f"{km:.1f} 公里"
