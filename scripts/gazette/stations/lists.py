"""What handwritten pages show of all stations: the finder with its lists, totals, and the map."""

from __future__ import annotations

from typing import Any

from gazette.content import FACETS
from gazette.pages import Site
from gazette.permalinks import href, station_list_path
from gazette.stations.outputs import MAP
from gazette.stations.svg_map import colour_of
from gazette.stations.totals import count_stations

# How many of a type are named on the page itself; its list has them all.
_SAMPLE = 20


def directory(site: Site) -> dict[str, Any]:
    """The finder, and the lists by type and town that stand in for it without JavaScript."""
    stations = site.content.open_stations
    return {"total": len(stations), "example": stations[0].name[:4] if stations else "", "facets": [
        (label, [(value, href(station_list_path(facet, value)), len(some),
                  [(station.name, href(station.path)) for station in some[:_SAMPLE]] if facet == "types" else [])
                 for value, some in site.content.open_by[field].items()])
        for facet, (field, label) in FACETS.items()]}


def finder_box(site: Site) -> dict[str, Any]:
    """A box that leads to the finder: the names of its fields, and what they let choose."""
    choices = [(field, label, list(site.content.open_by[field])) for field, label in FACETS.values()]
    shown = directory(site)
    return {"total": shown["total"], "example": shown["example"], "choices": choices}


def totals(site: Site) -> dict[str, Any]:
    """Counts by type against what public documents state, and by town."""
    counted = count_stations(site.content.open_stations, site.settings.options.station_totals)
    types = [(*one, href(station_list_path("types", one.name)) if one.listed else "") for one in counted.types]
    towns = [(town, href(station_list_path("towns", town)), counts) for town, counts in counted.towns]
    return {"types": types, "towns": towns, "without_town": counted.without_town, "stated": counted.stated, "listed": counted.listed}


def station_map(site: Site) -> dict[str, Any]:
    """The map with its legend; nothing where no station has coordinates."""
    located = [station for station in site.content.open_stations if station.point]
    counted = count_stations(site.content.open_stations, site.settings.options.station_totals)
    on_map = count_stations(located, {})
    counts = {one.name: one.listed for one in on_map.types}
    legend = [(one.name, colour_of(number), counts[one.name]) for number, one in enumerate(counted.types) if counts.get(one.name)]
    return {"map": MAP, "located": len(located), "missing": len(site.content.open_stations) - len(located), "legend": legend}
