"""Stations in the Human Services Data Specification 3.0 of Open Referral: the rows of its CSV tables.

A station is a location; each item of its services is a service, offered at the locations that name it
(docs.openreferral.org, "Schema Reference" 3.0). Only what the tables state is said: there is no address table, as that
asks for a postal code that the tables do not have; the address stands in the location's description.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from io import StringIO
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from gazette.defuse import defuse
from gazette.permalinks import href
from gazette.settings import Settings
from gazette.stations.hours import Hours, Season, group_days, read_hours
from gazette.stations.hours_words import clock, day_words, hours_words
from gazette.stations.hsds_tables import TABLES
from gazette.stations.station import Station

_ZONE = "+08:00"  # the specification wants the offset with each time
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Row = dict[str, str]


class Directory(NamedTuple):
    """What the package is made from: open stations, settings, and the year whose seasons it tells."""

    stations: Sequence[Station]
    settings: Settings
    year: int

    def identify(self, kind: str, *names: str) -> str:
        """A uuid5 from the site's tag authority: the same in every build, different on every site."""
        return _identify(self.settings.options.id_authority, "/".join((kind, *names)))

    @property
    def publisher(self) -> str:
        """Id of the organization that stands for the site."""
        return self.identify("organization")


@cache  # most stand in several tables
def _identify(authority: str, name: str) -> str:
    return str(uuid5(_namespace(authority), name))


@cache
def _namespace(authority: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"tag:{authority}:hsds")


def table_csv(name: str, directory: Directory) -> bytes:
    """One table in UTF-8; a cell is empty where nothing is known."""
    fields = [field for field, _, _ in TABLES[name][1]]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(fields)
    for row in _ROWS[name](directory):
        writer.writerow([defuse(row.get(field, "")) for field in fields])
    return text.getvalue().encode()


def _organizations(directory: Directory) -> Iterator[Row]:
    settings = directory.settings
    publisher = settings.options.organizer or settings.site_name
    yield {"id": directory.publisher, "name": publisher, "description": settings.site_description or publisher,
           "website": settings.site_url}
    for name in _named(directory, "organizations"):
        yield {"id": directory.identify("organization", name), "name": name, "description": name,
               "parent_organization_id": directory.publisher}


def _named(directory: Directory, field: str) -> list[str]:
    return list(dict.fromkeys(name for station in directory.stations for name in getattr(station, field)))


def _services(directory: Directory) -> Iterator[Row]:
    for name in _named(directory, "services"):
        yield {"id": directory.identify("service", name), "organization_id": directory.publisher, "name": name, "status": "active"}


def _locations(directory: Directory) -> Iterator[Row]:
    for station in directory.stations:
        # A location has one organization at most; where a station names several, none is put before the others.
        owner = directory.identify("organization", station.organizations[0]) if len(station.organizations) == 1 else ""
        point = station.point
        yield {"id": _location(directory, station), "location_type": "physical",
               "url": directory.settings.site_url + href(station.path), "organization_id": owner, "name": station.name,
               "description": _described(station),
               "latitude": f"{point.lat:.6f}" if point else "", "longitude": f"{point.lon:.6f}" if point else "",
               "external_identifier": station.id, "external_identifier_type": "站点编号"}


def _location(directory: Directory, station: Station) -> str:
    return directory.identify("location", station.id)


def _described(station: Station) -> str:
    parts = (("类别", station.type), ("镇街", station.town), ("村社区", station.community), ("地址", station.address),
             ("无障碍", station.accessible))
    return "；".join(f"{label}：{value}" for label, value in parts if value)


def _services_at_locations(directory: Directory) -> Iterator[Row]:
    services = {name: directory.identify("service", name) for name in _named(directory, "services")}
    for station in directory.stations:
        location = _location(directory, station) if station.services else ""
        for name in station.services:
            yield {"id": directory.identify("service_at_location", station.id, name), "service_id": services[name],
                   "location_id": location}


def _phones(directory: Directory) -> Iterator[Row]:
    for station in directory.stations:
        for number in station.phone:
            yield {"id": directory.identify("phone", station.id, number), "location_id": _location(directory, station),
                   "number": number}


def _schedules(directory: Directory) -> Iterator[Row]:
    """One row for each span of hours that repeats weekly; else one that says the hours in words."""
    for station in directory.stations:
        if not station.hours:
            continue
        location = _location(directory, station)
        hours = read_hours(station.hours, directory.year)
        for row in schedule_rows(hours):
            number = f"{row.get('byday', '')} {row.get('opens_at', '')}"
            yield {"id": directory.identify("schedule", station.id, number), "location_id": location, **row}


@cache
def schedule_rows(hours: Hours) -> list[Row]:
    """Hours as rows of a schedule without its ids; many stations keep the same hours."""
    words = {"description": hours_words(hours)}
    if len(hours.seasons) != 1 or hours.year:
        return [words]
    if hours.holiday is not None:
        words["notes"] = f"法定节假日：{day_words(hours.holiday)}"
    weekly = [{"freq": "WEEKLY", "interval": "1", **row, **words} for row in _weekly(hours.seasons[0])]
    return weekly or [words]


def _weekly(season: Season) -> Iterator[Row]:
    for first, last, day in group_days(season.week):
        for span in day:
            closes = "23:59" if span.end == 1440 else clock(span.end % 1440)
            yield {"byday": ",".join(_DAYS[first:last + 1]), "opens_at": clock(span.start) + _ZONE, "closes_at": closes + _ZONE}


_ROWS = {"organization": _organizations, "service": _services, "service_at_location": _services_at_locations,
         "location": _locations, "phone": _phones, "schedule": _schedules}
