"""Every file about stations that is not a page: the finder's data, open data, the map, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from gazette.cache import digest_of
from gazette.pages import Output, Site, copied
from gazette.stations.finder import finder_data
from gazette.stations.holidays import calendar_json
from gazette.stations.hsds import Directory, table_csv
from gazette.stations.hsds_tables import TABLES, data_package
from gazette.stations.opendata import stations_csv, stations_geojson, stations_json
from gazette.stations.svg_map import render_map
from gazette.stations.totals import count_stations

FINDER, MAP, CALENDAR = "data/finder.json", "data/stations-map.svg", "data/calendar.json"
HSDS = "data/hsds"
_ORIGIN = "docs/stations"


def station_outputs(site: Site) -> Iterator[Output]:
    """The files, the dearest first; each is made where it is written, and again only when a row or the year changes."""
    stations, url, year = site.content.open_stations, site.settings.site_url, site.content.now.year
    directory = Directory(stations, site.settings, year)
    types = [one.name for one in count_stations(stations, site.settings.options.station_totals).types]
    files: dict[str, Callable[[], bytes]] = {
        FINDER: partial(finder_data, stations, year),
        "data/stations.json": partial(stations_json, stations, url),
        "data/stations.geojson": partial(stations_geojson, stations, url),
        "data/stations.csv": partial(stations_csv, stations, url),
        **{f"{HSDS}/{TABLES[name][0]}": partial(table_csv, name, directory) for name in TABLES},
        f"{HSDS}/datapackage.json": partial(data_package, site.settings),
        CALENDAR: partial(calendar_json, year),
    }
    if any(station.point for station in stations):
        files[MAP] = partial(render_map, stations, types)
    everything = _Key(site, year)
    for path, render in files.items():
        yield Output(path, _ORIGIN, everything, render)
    for image in dict.fromkeys(station.image for station in stations if station.image):
        yield copied(site.settings.docs_dir / "stations" / image, f"stations/{image}", f"{_ORIGIN}/{image}")


class _Key:
    """The key that all files share: of every open row, the year and the look; made once, when it is first asked for."""

    def __init__(self, site: Site, year: int):
        self._site, self._year, self._key = site, year, ""

    def __call__(self) -> str:
        if not self._key:
            rows = (station.digest.encode() for station in self._site.content.open_stations)
            self._key = digest_of(self._site.look, str(self._year).encode(), *rows)
        return self._key
