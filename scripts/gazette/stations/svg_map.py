"""A map without tiles: every station with coordinates as a dot, coloured by type, names of towns at their middles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from gazette.content import group
from gazette.stations.coordinates import Point, distance_km
from gazette.stations.station import Station

# Told apart by people who see colours differently (Okabe and Ito), dark enough on white.
COLOURS = ("#a61b1f", "#0072b2", "#00745a", "#7a4f00", "#6a3d9a", "#444444")
_WIDTH, _MARGIN = 1000, 40
_LABELS = 60


class Frame(NamedTuple):
    """The part of the world that a map shows: north-west corner, and pixels for a degree each way."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    height: int

    def place(self, point: Point) -> tuple[int, int]:
        """Pixels from the upper left corner."""
        return (round(_MARGIN + (point.lon - self.west) * self.per_lon), round(_MARGIN + (self.north - point.lat) * self.per_lat))


def frame_of(points: Sequence[Point]) -> Frame:
    """The frame that holds all points, a degree of latitude as long on the map as on the ground."""
    west, east = min(point.lon for point in points), max(point.lon for point in points)
    south, north = min(point.lat for point in points), max(point.lat for point in points)
    shrink = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 0.01), max(north - south, 0.01)
    scale = (_WIDTH - 2 * _MARGIN) / max(wide, high)
    return Frame(west, north, scale * shrink, scale, round(high * scale) + 2 * _MARGIN)


def render_map(stations: Sequence[Station], types: Sequence[str]) -> bytes:
    """The SVG of all stations that have coordinates; `types` in the order of their colours."""
    located = [station for station in stations if station.point]
    points = [station.point for station in located if station.point]
    frame = frame_of(points)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {frame.height}" role="img">'
             f"<title>服务站点分布图，共 {len(located)} 个有坐标的站点</title>"
             f'<rect width="{_WIDTH}" height="{frame.height}" fill="#fff"/>'
             '<g fill="none" stroke-width="7" stroke-linecap="round" stroke-opacity=".75">']
    for number, name in enumerate(types):
        places = dict.fromkeys(frame.place(station.point) for station in located if station.type == name and station.point)
        if places:
            dots = "".join(f"M{x} {y}h0" for x, y in places)
            parts.append(f'<path stroke="{colour_of(number)}" d="{dots}"><title>{escape(name)}</title></path>')
    parts += ["</g>", *_town_labels(located, frame), *_scale(frame, points), "</svg>\n"]
    return "".join(parts).encode()


def colour_of(number: int) -> str:
    """The colour of the n-th type."""
    return COLOURS[number % len(COLOURS)]


def _town_labels(stations: Sequence[Station], frame: Frame) -> list[str]:
    """The names of towns, each where its stations are; too many would hide the dots."""
    towns = group((station.town, station.point) for station in stations if station.town and station.point)
    if len(towns) > _LABELS:
        return []
    labels = []
    for town, points in towns.items():
        middle = Point(sum(point.lon for point in points) / len(points), sum(point.lat for point in points) / len(points))
        x, y = frame.place(middle)
        labels.append(f'<text x="{x}" y="{y}">{escape(town)}</text>')
    return ['<g font-family="sans-serif" font-size="20" text-anchor="middle" paint-order="stroke" stroke="#fff" stroke-width="5">',
            *labels, "</g>"]


def _scale(frame: Frame, points: Sequence[Point]) -> list[str]:
    """A bar of a round number of kilometres in the lower left corner."""
    kilometre = frame.per_lat / distance_km(Point(points[0].lon, 0), Point(points[0].lon, 1))
    length = next((km for km in (50, 20, 10, 5, 2, 1) if km * kilometre < _WIDTH / 3), 1)
    y = frame.height - 14
    return [f'<path d="M{_MARGIN} {y}h{round(length * kilometre)}" stroke="#000" stroke-width="3"/>',
            f'<text x="{_MARGIN}" y="{y - 6}" font-family="sans-serif" font-size="18">{length} 公里</text>']
