"""Coordinates as Chinese maps use them: WGS-84 (GPS), GCJ-02 (Amap, Tencent) and BD-09 (Baidu).

GCJ-02 shifts WGS-84 by a polynomial with sines, on the Krasovsky 1940 ellipsoid; BD-09 shifts GCJ-02 again. Both
formulas are public since 2012-2013 and the same in all libraries (eviltransform, coordtransform, gcoord); the one of
them that is still kept needs a newer Python, the others bring GDAL or C++. Their inverses have no formula: they are
found by iteration here, to a tenth of a millimetre, where most libraries stop at a metre or two.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

Crs = Literal["wgs84", "gcj02", "bd09"]
NAMES: dict[Crs, str] = {"wgs84": "WGS-84", "gcj02": "GCJ-02", "bd09": "BD-09"}

_AXIS = 6378245.0  # metres, Krasovsky 1940
_ECCENTRICITY = 0.00669342162296594323  # squared
_BAIDU = math.pi * 3000 / 180
_EARTH_KM = 6371.0088  # mean radius
_CLOSE = 1e-9  # degrees


class Point(NamedTuple):
    """Longitude (east) and latitude (north) in degrees."""

    lon: float
    lat: float


def convert(point: Point, source: Crs, target: Crs) -> Point:
    """The same place in another system, good to 1e-8 degrees; valid in mainland China, where GCJ-02 is defined."""
    if source == target:
        return point
    if source == "bd09":
        return convert(_undo(_gcj02_to_bd09, point), "gcj02", target)
    if source == "wgs84":
        return convert(_wgs84_to_gcj02(point), "gcj02", target)
    return _gcj02_to_bd09(point) if target == "bd09" else _undo(_wgs84_to_gcj02, point)


def distance_km(one: Point, other: Point) -> float:
    """Great-circle distance of two WGS-84 points in kilometres (haversine formula, mean radius of the Earth)."""
    north = math.radians(other.lat - one.lat) / 2
    east = math.radians(other.lon - one.lon) / 2
    across = math.cos(math.radians(one.lat)) * math.cos(math.radians(other.lat))
    return 2 * _EARTH_KM * math.asin(math.sqrt(math.sin(north) ** 2 + across * math.sin(east) ** 2))


def _wgs84_to_gcj02(point: Point) -> Point:
    x, y = point.lon - 105.0, point.lat - 35.0
    root = 0.1 * math.sqrt(abs(x))
    waves = (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 2.0 * root + waves + _ripple(y, 160.0, 320.0)
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + root + waves + _ripple(x, 150.0, 300.0)
    radians = math.radians(point.lat)
    magic = 1 - _ECCENTRICITY * math.sin(radians) ** 2
    root_magic = math.sqrt(magic)
    meridian = _AXIS * (1 - _ECCENTRICITY) / (magic * root_magic) * math.pi / 180
    parallel = _AXIS / root_magic * math.cos(radians) * math.pi / 180
    return Point(point.lon + east / parallel, point.lat + north / meridian)


def _ripple(value: float, short: float, long: float) -> float:
    """The slow waves of the shift, in metres."""
    near = 20.0 * math.sin(value * math.pi) + 40.0 * math.sin(value / 3.0 * math.pi)
    far = short * math.sin(value / 12.0 * math.pi) + long * math.sin(value / 30.0 * math.pi)
    return (near + far) * 2.0 / 3.0


def _gcj02_to_bd09(point: Point) -> Point:
    radius = math.hypot(point.lon, point.lat) + 0.00002 * math.sin(point.lat * _BAIDU)
    angle = math.atan2(point.lat, point.lon) + 0.000003 * math.cos(point.lon * _BAIDU)
    return Point(radius * math.cos(angle) + 0.0065, radius * math.sin(angle) + 0.006)


def _undo(shift: Callable[[Point], Point], shifted: Point) -> Point:
    """The point that `shift` moves to `shifted`: the shift changes slowly, so a few steps back suffice."""
    guess = shifted
    for _ in range(10):
        reached = shift(guess)
        east, north = reached.lon - shifted.lon, reached.lat - shifted.lat
        guess = Point(guess.lon - east, guess.lat - north)
        if abs(east) < _CLOSE and abs(north) < _CLOSE:
            break
    return guess
