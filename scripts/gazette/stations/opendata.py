"""Stations as open data: CSV for spreadsheets, JSON for programs, GeoJSON (RFC 7946) for maps. Open stations only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from gazette.csv_tables import render_csv
from gazette.defuse import defuse
from gazette.permalinks import href
from gazette.stations.station import FIELDS, LABELS, LISTS, Station

# A closing date concerns closed stations, which are not here; pictures and notes are for the page.
_SHOWN = tuple(name for name in FIELDS if name not in ("closed", "image"))
_PLACES = 6


def cells_of(station: Station, fields: Sequence[str] = _SHOWN) -> list[str]:
    """The row as it could stand in a table: lists joined by 、, empty where nothing is known."""
    return [_cell(getattr(station, name)) for name in fields]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def stations_csv(stations: Iterable[Station], site_url: str) -> bytes:
    """UTF-8 with a BOM, so that Excel reads it; header in Chinese as in the tables, plus the page's address."""
    header = [*(LABELS[name] for name in _SHOWN), "网页"]
    return render_csv([header, *([*map(defuse, cells_of(station)), site_url + href(station.path)] for station in stations)])


def record_of(station: Station, site_url: str) -> dict[str, Any]:
    """What is known of a station by its field's name: lists as arrays, coordinates as stated and in WGS-84."""
    values: dict[str, Any] = {}
    for name in _SHOWN:
        value = getattr(station, name)
        values[name] = list(value) if name in LISTS else str(value) if name == "verified" and value else value or None
    position = _position(station)
    return values | {"wgs84": position, "url": site_url + href(station.path)}


def _position(station: Station) -> list[float] | None:
    return [round(degrees, _PLACES) for degrees in station.point] if station.point else None


def stations_json(stations: Iterable[Station], site_url: str) -> bytes:
    """An object with an array of records, a line for each, so that versions compare well."""
    rows = ",\n".join(_dump(record_of(station, site_url)) for station in stations)
    return f'{{"stations": [\n{rows}\n]}}\n'.encode()


def stations_geojson(stations: Iterable[Station], site_url: str) -> bytes:
    """A FeatureCollection in WGS-84, longitude first; a station without coordinates has the geometry null."""
    rows = ",\n".join(_dump(_feature(station, site_url)) for station in stations)
    return f'{{"type": "FeatureCollection", "features": [\n{rows}\n]}}\n'.encode()


def _feature(station: Station, site_url: str) -> dict[str, Any]:
    record = record_of(station, site_url)
    position = record.pop("wgs84")
    properties = {name: value for name, value in record.items() if name not in ("id", "lon", "lat", "crs")}
    geometry = {"type": "Point", "coordinates": position} if position else None
    return {"type": "Feature", "id": station.id, "geometry": geometry, "properties": properties}


_dump = json.JSONEncoder(ensure_ascii=False).encode
