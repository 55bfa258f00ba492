"""What must hold for stations beyond the single cell: coordinates that go together, known names, ids that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from gazette.clock import read_clock
from gazette.problems import Problem, nearest
from gazette.settings import Settings
from gazette.stations.station import LABELS, Station

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


def check_stations(stations: Sequence[Station], settings: Settings) -> Iterator[Problem]:
    """Everything that is wrong with stations that are good by themselves."""
    yield from _check_ids(stations)
    yield from _check_names(stations, settings)
    today = read_clock().date()
    for station in stations:
        yield from _check_place(station, settings.options.bounds)
        if station.image:
            yield from _check_image(station, settings)
        if station.verified and station.verified > today:
            yield _problem(station, "verified", f"{station.verified} 还没有到。", "写实际核实的那一天。")


def _problem(station: Station, field: str, message: str, hint: str) -> Problem:
    return Problem(station.source_path, station.line, f"{field}（{LABELS[field]}）：{message}", hint)


def _check_ids(stations: Sequence[Station]) -> Iterator[Problem]:
    first: dict[str, Station] = {}
    for station in stations:
        other = first.setdefault(station.id, station)
        if other is not station:
            yield _problem(station, "id", f"编号 {station.id} 与 {other.source_path} 第 {other.line} 行重复。",
                           "每个站点用自己的编号，编号定了不再改。")


def _check_names(stations: Sequence[Station], settings: Settings) -> Iterator[Problem]:
    """Town, type and organizations against the lists of the settings, where those are given."""
    options = settings.options
    for field, known in (("town", options.towns), ("type", options.station_types), ("organizations", options.organizations)):
        for station in stations if known else ():
            value = getattr(station, field)
            for name in value if isinstance(value, tuple) else (value,):
                if name and name not in known:
                    near = nearest(name, known)
                    yield _problem(station, field, f"“{name}”不在 mkdocs.yml 的清单里。",
                                   f"是不是“{near}”？" if near else "改正它，或把它加进清单。")


def _check_place(station: Station, bounds: tuple[float, float, float, float] | None) -> Iterator[Problem]:
    lon, lat = station.lon, station.lat
    if lon is None and lat is None:
        if station.crs:
            yield _problem(station, "crs", "写了坐标系，却没有经度和纬度。", "补上经度和纬度，或删去坐标系。")
        return
    if lon is None or lat is None:
        yield _problem(station, "lon" if lon is None else "lat", "经度和纬度要一起写。", "补上缺的那一个。")
        return
    if not station.crs:
        yield _problem(station, "crs", "有坐标，没有写坐标系。", "手机定位写 wgs84，高德和腾讯地图写 gcj02，百度地图写 bd09；不清楚的先不要填坐标。")
    if bounds and not _within(lon, lat, bounds):
        west, south, east, north = bounds
        swapped = _within(lat, lon, bounds)
        yield _problem(station, "lon", f"坐标（{lon}，{lat}）不在本区范围内。",
                       "经度和纬度写反了，换过来。" if swapped else f"经度应在 {west} 到 {east} 之间，纬度应在 {south} 到 {north} 之间。")


def _within(lon: float, lat: float, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north


def _check_image(station: Station, settings: Settings) -> Iterator[Problem]:
    path = PurePosixPath(station.image)
    if path.is_absolute() or ".." in path.parts or path.suffix.lower() not in _PICTURES:
        yield _problem(station, "image", f"“{station.image}”不能用。", f"写 docs/stations/ 里的图片文件名，格式为 {'、'.join(_PICTURES)}。")
    elif not (settings.docs_dir / "stations" / path).is_file():
        yield _problem(station, "image", f"找不到照片“{station.image}”。", "把照片放进 docs/stations/，文件名要完全一样。")
