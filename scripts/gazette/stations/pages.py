"""Pages of stations: one each, and lists by town and by type."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from gazette.content import FACETS
from gazette.listings import paginate, titled
from gazette.page_tags import content_tags, section_tags
from gazette.pages import Built, Page, Site, spoken_day
from gazette.permalinks import href, station_list_path
from gazette.pictures.markup import picture_html
from gazette.registers.cells import records_of_station
from gazette.stations.finder import encode_hours
from gazette.stations.hours import Hours, read_hours
from gazette.stations.hours_words import hours_rows, hours_words, words_of
from gazette.stations.map_links import map_links
from gazette.stations.nearby import Neighbourhood, distance_words
from gazette.stations.schema_org import json_ld
from gazette.stations.station import STANDARDS, Station

STATIONS = "stations/index.html"
# Rows are one line each, so a list takes ten times as many as one of entries.
_ROWS = 200
_NEWS = 5
# What a list shows of a station.
_Row = tuple[str, str, str, str, str, tuple[str, ...], str]


class StationPages:
    """The pages of one build. What a page shows is put together where it is rendered, not where it is planned."""

    def __init__(self, site: Site):
        self._site = site
        self._today: date = site.content.now.date()
        self._parts: dict[tuple[str, Hashable], str] = {}

    @cached_property
    def _around(self) -> Neighbourhood:
        return Neighbourhood(self._site.content.open_stations)

    @cached_property
    def _rows(self) -> dict[str, _Row]:
        # Made once: each stands in the list of a type and in that of a town.
        return {station.id: _row(station, self._today.year) for station in self._site.content.open_stations}

    def __iter__(self) -> Iterator[Built]:
        """A page per station, closed ones as a notice, and the lists that lead to them."""
        for station in self._site.content.stations:
            yield self._station_page(station)
        for facet, (field, label) in FACETS.items():
            for value, stations in self._site.content.open_by[field].items():
                for page in self._list_pages(facet, label, value, stations):
                    yield Built(page, self._site.output(page))

    def _station_page(self, station: Station) -> Built:
        closed = station.is_closed(self._today)
        # Plain values that stand for everything the page shows: what is equal need not be rendered again.
        data = {"row": station.digest, "crumbs": _crumbs(station), "closed": closed, "stale": station.is_stale(self._today),
                "year": self._today.year,
                "around": "" if closed else self._around.digest_around(station),
                "records": [] if closed else records_of_station(station.id, self._site.content),
                "news": self._site.content.rows_of(self._site.content.mentions.get(station.id, ())[:_NEWS])}
        content = self._site.content
        body = "" if closed else content.station_texts.get(station.id, "")
        pictures = content.text_pictures_key if body else content.pictures_key([f"stations/{station.image}"])
        page = Page(f"{station.source_path}:{station.line}", station.path, "station", station.name, _description(station, closed),
                    STATIONS, data, body=body, indexed=not closed, pictures=pictures)
        return Built(page, self._site.output(page, partial(self._render, page, station)))

    def _render(self, page: Page, station: Station) -> bytes:
        near = [] if page.data["closed"] else self._around.nearest(station)
        address = self._site.address(station.path)
        hours = read_hours(station.hours, self._today.year) if station.hours else None
        photo = f"stations/{station.image}" if station.image else ""
        data = page.data | {
            "station": station,
            "closed_day": spoken_day(station.closed) if station.closed else "",
            "verified": spoken_day(station.verified) if station.verified else "",
            "today": self._shared("today", page.path, station.hours, lambda: _today(hours)),
            "hours": self._shared("hours", page.path, station.hours, lambda: _hours(hours)),
            "standards": self._shared("standards", page.path, station.standards, lambda: _standards(station)),
            "maps": map_links(station, self._site.settings.site_name),
            "near": [(href(one.station.path), one.station.name, distance_words(one.km)) for one in near],
            "picture": picture_html(photo, f"{station.name}的照片", page.path, self._site.content.pictures, is_first=False) if photo else "",
            "town_list": href(station_list_path("towns", station.town)) if station.town else "",
            "unknown": _unknown(station),
            "json_ld": json_ld(station, address, self._today.year, self._site.settings.site_url + href(photo) if photo else ""),
        }
        inner = self._site.part("station", page.path, data, title=page.title, body=self._site.body(page._replace(data=data)))
        told = (*section_tags(page.data["crumbs"], page.title), *content_tags(page.title, address))
        return self._site.fill(page._replace(tags=told), inner)

    def _shared(self, part: str, path: str, key: Hashable, collect: Callable[[], dict[str, Any]]) -> str:
        """A part of the page that many stations share: rendered once for each value of `key`."""
        if (part, key) not in self._parts:
            self._parts[part, key] = self._site.part(f"station/{part}", path, collect())
        return self._parts[part, key]

    def _list_pages(self, facet: str, label: str, value: str, stations: list[Station]) -> Iterator[Page]:
        rows = [self._rows[station.id] for station in stations]
        for number, some, pager in paginate(rows, _ROWS, partial(station_list_path, facet, value)):
            yield Page(stations[0].source_path, station_list_path(facet, value, number), "stations", titled(value, number),
                       f"{label}为“{value}”的服务站点，共 {len(rows)} 个。", STATIONS,
                       {"crumbs": [("服务站点", STATIONS)], "total": len(rows), "rows": some, "pager": pager, "facet": facet})


def _row(station: Station, year: int) -> _Row:
    return (href(station.path), station.name, station.town, station.type, station.address, station.phone,
            words_of(station.hours, year))


def _description(station: Station, closed: bool) -> str:
    if closed:
        return f"{station.name}已关闭。"
    return f"{station.name}：{station.type}的地址、电话、开放时间和服务事项。"


def _crumbs(station: Station) -> list[tuple[str, str]]:
    return [("服务站点", STATIONS), (station.type, href(station_list_path("types", station.type)))]


def _today(hours: Hours | None) -> dict[str, Any]:
    """Hours as opening.js reads them."""
    return {"hours": json.dumps(encode_hours(hours), ensure_ascii=False, separators=(",", ":")) if hours else ""}


def _hours(hours: Hours | None) -> dict[str, Any]:
    """Hours as a table, in words where they fit none."""
    return {"rows": hours_rows(hours) if hours else [], "words": hours_words(hours) if hours else "",
            "holiday_stated": hours is not None and hours.holiday is not None}


def _standards(station: Station) -> dict[str, Any]:
    """The ten marks with whether the station has them; none where nothing is said of any."""
    return {"standards": [(name, name in station.standards) for name in STANDARDS] if station.standards else []}


def _unknown(station: Station) -> Sequence[str]:
    """What a visitor needs and the table does not say."""
    return [label for label, value in (("地址", station.address), ("电话", station.phone), ("开放时间", station.hours)) if not value]
