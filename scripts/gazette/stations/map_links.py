"""Links that open a place in the three maps that people use, in the forms that the map providers publish.

Amap (lbs.amap.com, "URI API", 单点标注) takes longitude,latitude in GCJ-02; Baidu (lbsyun.baidu.com, "地图调起API", marker)
latitude,longitude in BD-09; Tencent (lbs.qq.com, "地图 URI API", marker) latitude,longitude in GCJ-02.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from gazette.stations.coordinates import Point, convert
from gazette.stations.station import Station


def map_links(station: Station, site_name: str) -> list[tuple[str, str]]:
    """(name of the map, address) for each map; none where the station has no coordinates."""
    gcj02 = station.point_in("gcj02")
    if gcj02 is None:
        return []
    bd09 = (station.crs == "bd09" and station.point_in("bd09")) or convert(gcj02, "gcj02", "bd09")
    name, source, address = quote(station.name), _quoted(site_name), quote(station.address or station.name)
    return [
        ("高德地图", f"https://uri.amap.com/marker?position={_lon_lat(gcj02)}&name={name}&src={source}&coordinate=gaode&callnative=1"),
        ("百度地图", f"https://api.map.baidu.com/marker?location={_lat_lon(bd09)}&title={name}&content={address}"
                 f"&output=html&coord_type=bd09ll&src={source}"),
        ("腾讯地图", f"https://apis.map.qq.com/uri/v1/marker?marker=coord:{_lat_lon(gcj02)};title:{name};addr:{address}"
                 f"&coord_type=2&referer={source}"),
    ]


_quoted = cache(quote)


def _lon_lat(point: Point) -> str:
    return f"{point.lon:.6f},{point.lat:.6f}"


def _lat_lon(point: Point) -> str:
    return f"{point.lat:.6f},{point.lon:.6f}"
