"""Coordinates: the published values of other libraries, there and back, and distances."""

from __future__ import annotations

import math

import pytest
from gazette.stations.coordinates import Crs, Point, convert, distance_km
from gazette.stations.nearby import distance_words
from hypothesis import given
from hypothesis import strategies as some

# Tiananmen in the README of coordtransform (npm and PyPI): the forward formulas to the last digit.
_PUBLISHED: list[tuple[Crs, Crs, Point]] = [
    ("wgs84", "gcj02", Point(116.41024449916938, 39.91640428150164)),
    ("gcj02", "bd09", Point(116.41036949371029, 39.92133699351021))]
# coord-convert 0.2.1 at a place in Wanzhou.
_WANZHOU: list[tuple[Crs, Crs, Point]] = [
    ("wgs84", "gcj02", Point(108.40459050210555, 30.797734579644793)), ("wgs84", "bd09", Point(108.4111390122651, 30.803505225104956))]
_SYSTEMS: list[Crs] = ["wgs84", "gcj02", "bd09"]


@pytest.mark.parametrize(("source", "target", "expected"), _PUBLISHED)
def test_published_values(source: Crs, target: Crs, expected: Point) -> None:
    """The same digits as libraries in wide use."""
    assert convert(Point(116.404, 39.915), source, target) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("source", "target", "expected"), _WANZHOU)
def test_another_library_at_home(source: Crs, target: Crs, expected: Point) -> None:
    """In the district itself, against a library that this project does not use."""
    assert convert(Point(108.4, 30.8), source, target) == pytest.approx(expected, abs=1e-9)


@given(some.floats(107.8, 109), some.floats(30.3, 31.4), some.sampled_from(_SYSTEMS), some.sampled_from(_SYSTEMS))
def test_there_and_back(lon: float, lat: float, source: Crs, target: Crs) -> None:
    """Back to the same place within a tenth of a millimetre, from and to every system."""
    there = convert(Point(lon, lat), source, target)
    back = convert(there, target, source)
    assert math.dist(back, (lon, lat)) < 1e-9
    assert math.dist(there, (lon, lat)) < 0.02


def test_stated_coordinates_stay_as_they_are() -> None:
    """No digit changes where the system is the one asked for."""
    assert convert(Point(108.123456789, 30.5), "bd09", "bd09") == (108.123456789, 30.5)


def test_distance() -> None:
    """A degree of latitude is 111.2 km everywhere; one of longitude shrinks with the cosine."""
    assert distance_km(Point(108, 30), Point(108, 31)) == pytest.approx(111.195, abs=0.01)
    assert distance_km(Point(108, 31), Point(109, 31)) == pytest.approx(111.195 * math.cos(math.radians(31)), abs=0.02)


@pytest.mark.parametrize(("km", "words"), [(0.001, "10 米"), (0.354, "350 米"), (0.994, "990 米"), (0.996, "1.0 公里"), (12.34, "12.3 公里")])
def test_distance_in_words(km: float, words: str) -> None:
    """Metres in tens below a kilometre, then kilometres with one place."""
    assert distance_words(km) == words
