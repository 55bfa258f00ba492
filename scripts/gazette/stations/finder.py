"""The finder's data: all open stations in one compact JSON, columns side by side, repeated texts as numbers.

What it holds is read by overrides/assets/finder.js; both change together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from gazette.stations.holidays import calendar_data
from gazette.stations.hours import Day, Hours, read_hours
from gazette.stations.hours_words import hours_words
from gazette.stations.station import Station

Value = TypeVar("Value", bound=Hashable)
_NOT_CHINESE = re.compile(r"[^\u3400-\u9fff]+")
# Parts of a degree: eleven metres, enough to say how far it is.
SCALE = 10_000


class _Numbered(Generic[Value]):
    """Values by number in the order in which they first come; the empty one is -1."""

    def __init__(self, values: Iterable[Value]):
        self._numbers: dict[Value, int] = {}
        self.column = [self._number(value) for value in values]
        self.values = list(self._numbers)

    def _number(self, value: Value) -> int:
        return self._numbers.setdefault(value, len(self._numbers)) if value else -1


class _Sets:
    """Lists of names, each list a set by number: its names in the order of their numbers, whatever order they came in."""

    def __init__(self, lists: Sequence[tuple[str, ...]]):
        names = _Numbered(name for some in lists for name in some)
        self.names = names.values
        numbers = {name: number for number, name in enumerate(names.values)}
        sets = _Numbered(tuple(sorted(numbers[name] for name in some)) for some in lists)
        self.sets, self.column = sets.values, sets.column


def finder_data(stations: Sequence[Station], year: int) -> bytes:
    """The JSON in UTF-8; `year` says which year's holidays and seasons it carries."""
    texts = {field: _Numbered(getattr(station, field) for station in stations)
             for field in ("type", "town", "community", "hours")}
    services = _Sets([station.services for station in stations])
    organizations = _Sets([station.organizations for station in stations])
    points = [station.point for station in stations]
    data = {
        "types": texts["type"].values, "towns": texts["town"].values, "communities": texts["community"].values,
        "serviceNames": services.names, "serviceSets": services.sets,
        "organizationNames": organizations.names, "organizationSets": organizations.sets,
        "hoursTexts": [encode_hours(read_hours(text, year)) for text in texts["hours"].values],
        "pinyin": readings(station.name + station.town + station.community for station in stations),
        "calendar": calendar_data(year),
        "scale": SCALE,
        "id": [station.id for station in stations], "name": [station.name for station in stations],
        **{field: numbered.column for field, numbered in texts.items()},
        "services": services.column, "organizations": organizations.column,
        "address": [short_address(station) for station in stations],
        "phone": ["、".join(station.phone) for station in stations],
        "accessible": "".join("1" if station.is_accessible else "0" for station in stations),
        "lon": [point and round(point.lon * SCALE) for point in points],
        "lat": [point and round(point.lat * SCALE) for point in points],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def short_address(station: Station) -> str:
    """The address without the town and community in front, which stand beside it."""
    return station.address.removeprefix(station.town).removeprefix(station.community)


def encode_hours(hours: Hours) -> dict[str, Any]:
    """Hours as opening.js reads them: words, and for each season [first, last, week] with days as month * 100 + day."""
    seasons = [[season.first[0] * 100 + season.first[1], season.last[0] * 100 + season.last[1],
                [None if day is None else _spans(day) for day in season.week]] for season in hours.seasons]
    holiday = None if hours.holiday is None else _spans(hours.holiday)
    return {"words": hours_words(hours), "seasons": seasons, "holiday": holiday, "year": hours.year}


def _spans(day: Day) -> list[list[Any]]:
    """[start, end] in minutes, with 1 for unsure and the note where there is any."""
    return [[span.start, span.end, *([int(not span.sure), span.note] if span.note or not span.sure else [])] for span in day]


def _one_by_one(text: str) -> str:
    # pypinyin takes a list too, which its types do not say: an element for each character.
    return list(text)  # type: ignore[return-value]


def readings(texts: Iterable[str]) -> dict[str, str]:
    """The pinyin of every Chinese character in the texts, in all readings that it has there: 长 → "chang zhang"."""
    from pypinyin import lazy_pinyin  # its tables take a tenth of a second to load

    found: dict[str, set[str]] = {}
    for text in dict.fromkeys(_NOT_CHINESE.sub(" ", text) for text in texts):
        for character, reading in zip(text, lazy_pinyin(text, errors=_one_by_one), strict=True):
            if reading != character:
                found.setdefault(character, set()).add(reading)
    return {character: " ".join(sorted(some)) for character, some in sorted(found.items())}
