"""What a station's page says to machines: schema.org terms in JSON-LD."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from gazette.stations.hours import Day, Season, read_hours
from gazette.stations.hours_words import clock
from gazette.stations.station import Station

_encode = json.JSONEncoder(ensure_ascii=False).encode
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def json_ld(station: Station, address: str, year: int, image: str) -> str:
    """The script element's text for the page at `address`: a CivicStructure with what is known, and nothing else."""
    data = {
        "@context": "https://schema.org", "@type": "CivicStructure", "@id": address, "url": address,
        "identifier": station.id, "name": station.name, "additionalType": station.type,
        "telephone": list(station.phone), "image": image, "address": _address(station), "geo": _geo(station),
        "openingHoursSpecification": _specifications(station.hours, year) if station.hours else [],
        "amenityFeature": [{"@type": "LocationFeatureSpecification", "name": "无障碍", "value": True}] if station.is_accessible else [],
    }
    # "<" as an escape: no text of a table can end the script element.
    return _encode({key: value for key, value in data.items() if value}).replace("<", "\\u003c")


def _address(station: Station) -> dict[str, str]:
    written = {"addressLocality": station.town, "streetAddress": station.address}
    known = {key: value for key, value in written.items() if value}
    return {"@type": "PostalAddress", "addressCountry": "CN", **known} if known else {}


def _geo(station: Station) -> dict[str, Any]:
    if not station.point:
        return {}
    return {"@type": "GeoCoordinates", "longitude": round(station.point.lon, 6), "latitude": round(station.point.lat, 6)}


@cache
def _specifications(text: str, year: int) -> list[dict[str, Any]]:
    """One for each distinct span of a week; hours with seasons, or that fit no table, are left out."""
    hours = read_hours(text, year)
    if len(hours.seasons) != 1 or hours.year:
        return []
    return [{"@type": "OpeningHoursSpecification", "dayOfWeek": days, "opens": opens, "closes": closes}
            for (opens, closes), days in _spans(hours.seasons[0]).items()]


def _spans(season: Season) -> dict[tuple[str, str], list[str]]:
    spans: dict[tuple[str, str], list[str]] = {}
    for name, day in zip(_DAYS, season.week, strict=True):
        for opens, closes in _times(day or ()):
            spans.setdefault((opens, closes), []).append(name)
    return spans


def _times(day: Day) -> list[tuple[str, str]]:
    # Closing before opening means on the next day; 24:00 is not a time of xsd.
    return [(clock(span.start), "23:59" if span.end == 1440 else clock(span.end % 1440)) for span in day if span.sure]
