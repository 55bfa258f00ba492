"""The map: each station with coordinates is a dot at its place, in the colour of its type."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from gazette.stations.coordinates import Point, distance_km
from gazette.stations.svg_map import colour_of, frame_of, render_map
from gazette.stations.tables import parse_rows, read_table

_TABLE = """id,name,type,town,lon,lat,crs
a,示例站甲,类别一,示例镇&甲,108.40,30.80,wgs84
b,示例站乙,类别二,示例镇乙,108.50,30.90,wgs84
c,示例站丙,类别一,示例镇&甲,108.40,30.90,wgs84
d,没有坐标,类别一,示例镇乙,,,
e,同一地点,类别一,示例镇&甲,108.40,30.80,wgs84
"""
_SVG = "{http://www.w3.org/2000/svg}"


def _map(table: str = _TABLE) -> ElementTree.Element:
    stations, problems = parse_rows(read_table(table, "t.csv").rows)
    assert not problems
    return ElementTree.fromstring(render_map(stations, ["类别一", "类别二"]))


def _dots(svg: ElementTree.Element) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Colour and places by the type that each group of dots is titled with."""
    return {path.findtext(f"{_SVG}title", ""): (path.attrib["stroke"], [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h0", path.attrib["d"])])
            for path in svg.iter(f"{_SVG}path") if path.find(f"{_SVG}title") is not None}


def test_every_place_is_a_dot_of_its_type() -> None:
    """Two at one place are one dot; without coordinates there is none; the title says how many stations are shown."""
    svg = _map()
    dots = _dots(svg)
    assert {name: (colour, len(places)) for name, (colour, places) in dots.items()} == {
        "类别一": (colour_of(0), 2), "类别二": (colour_of(1), 1)}
    assert svg.findtext(f"{_SVG}title") == "服务站点分布图，共 4 个有坐标的站点"


def test_north_is_up_and_east_is_right() -> None:
    """All dots are inside the picture."""
    svg = _map()
    (south_west, north_west), (north_east,) = (places for _, places in _dots(svg).values())
    assert south_west[1] > north_west[1] == north_east[1]
    assert south_west[0] == north_west[0] < north_east[0]
    width, height = map(int, svg.attrib["viewBox"].split()[2:])
    assert all(0 < x < width and 0 < y < height for _, places in _dots(svg).values() for x, y in places)


@pytest.mark.parametrize("lat", [29.0, 31.0, 45.0])
def test_a_kilometre_is_as_long_each_way(lat: float) -> None:
    """A degree of longitude is drawn as much shorter than one of latitude as it is on the ground."""
    frame = frame_of([Point(108.0, lat), Point(108.2, lat + 0.2)])
    wide, high = distance_km(Point(108.0, lat + 0.1), Point(108.2, lat + 0.1)), distance_km(Point(108.0, lat), Point(108.0, lat + 0.2))
    assert frame.per_lon / frame.per_lat == pytest.approx(wide / high, rel=0.001)


def test_one_station_alone() -> None:
    """It has a map too, with names of towns as text, whatever they hold."""
    svg = _map("\n".join(_TABLE.splitlines()[:2]))
    assert [len(places) for _, places in _dots(svg).values()] == [1]
    assert "示例镇&甲" in {text.text for text in svg.iter(f"{_SVG}text")}
