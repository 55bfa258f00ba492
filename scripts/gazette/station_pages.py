"""Pages of stations: one each, and lists by town and by type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from gazette.content import Content, group
from gazette.listings import paginate, titled
from gazette.pages import Page
from gazette.permalinks import href, station_list_path
from gazette.records import Station

STATIONS = "stations/index.html"
FACETS = {"types": ("type", "类别"), "towns": ("town", "镇街")}
# Rows are one line each, so a list takes ten times as many as one of entries.
_ROWS = 200
# What a page shows of a station besides its name, in this order; unknown ones are named together below.
_SHOWN = ("type", "town", "community", "address", "phone", "hours", "services", "standards", "accessible", "verified", "note")


def station_pages(content: Content) -> Iterator[Page]:
    """A page per station, and the lists that lead to it."""
    for station in content.stations:
        yield _station_page(station)
    for facet, (field, label) in FACETS.items():
        for value, stations in by_facet(content, field).items():
            yield from _list_pages(facet, label, value, stations)


def by_facet(content: Content, field: str) -> dict[str, list[Station]]:
    """Stations by a field, those without a value left out."""
    return group((getattr(station, field), station) for station in content.stations if getattr(station, field))


def _station_page(station: Station) -> Page:
    values = station_values(station)
    crumbs = [("服务站点", STATIONS), (station.type, href(station_list_path("types", station.type)))]
    return Page(f"{station.source_path}:{station.line}", station.path, "station", station.name,
                f"{station.name}：{station.type}的地址、电话、开放时间和服务事项。", STATIONS,
                {"crumbs": crumbs, "known": [(label, value) for label, value in values if value],
                 "unknown": [label for label, value in values if not value]})


def station_values(station: Station) -> list[tuple[str, str]]:
    """Label and value of what is shown of a station, '' where it is unknown."""
    return [(str(Station.model_fields[name].title), _shown(getattr(station, name))) for name in _SHOWN]


def _shown(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")


def _list_pages(facet: str, label: str, value: str, stations: list[Station]) -> Iterator[Page]:
    rows = [(href(station.path), station.name, station.town, station.type) for station in stations]
    for number, some, pager in paginate(rows, _ROWS, partial(station_list_path, facet, value)):
        yield Page(stations[0].source_path, station_list_path(facet, value, number), "stations", titled(value, number),
                   f"{label}为“{value}”的服务站点，共 {len(rows)} 个。", STATIONS,
                   {"crumbs": [("服务站点", STATIONS)], "total": len(rows), "rows": some, "pager": pager})
