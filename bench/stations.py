"""Synthetic service stations as rows of the press's station table."""

import random
from collections.abc import Iterator
from datetime import timedelta

from bench.names import Names
from bench.prose import Prose
from bench.size import NEWEST, Size
from bench.words import SERVICES, STANDARDS

HEADER = [
    *("id", "name", "type", "town", "community", "address", "lon", "lat", "crs"),
    *("phone", "hours", "services", "standards", "accessible", "verified", "image", "note"),
]
LABELS = {
    "id": "编号",
    "type": "类别",
    "town": "镇街",
    "community": "村社区",
    "address": "地址",
    "lon": "经度",
    "lat": "纬度",
    "phone": "电话",
    "hours": "开放时间",
    "services": "服务事项",
    "standards": "建设标准",
    "accessible": "无障碍",
    "verified": "核实日期",
    "note": "备注",
}
HOURS = ("Mo-Fr 09:00-17:30; Sa 09:00-12:00", "Mo-Su 08:30-18:00", "Mo-Fr 08:30-12:00,14:00-18:00")


def station_rows(size: Size, names: Names) -> Iterator[dict[str, str]]:
    """Yield the stations, each cell filled but the picture's, since none is made."""
    rng = random.Random(f"stations {size.seed}")
    prose = Prose(rng)
    for number in range(1, size.stations + 1):
        town = rng.choice(names.towns)
        kind = rng.choice(names.station_types)
        community = f"示例社区{rng.randint(1, 12):02}"
        yield {
            "id": f"sample-{number:05}",
            "name": f"{town}{kind}{number:05}",
            "type": kind,
            "town": town,
            "community": community,
            "address": f"{town}{community}示例路{number}号",
            "lon": f"{rng.uniform(107.9, 108.9):.6f}",
            "lat": f"{rng.uniform(30.4, 31.3):.6f}",
            "crs": "wgs84",
            "phone": f"023-{number:08}",
            "hours": rng.choice(HOURS),
            "services": "、".join(rng.sample(SERVICES, k=rng.randint(2, 6))),
            "standards": "、".join(rng.sample(STANDARDS, k=rng.randint(3, 6))),
            "accessible": rng.choice(("是", "否")),
            "verified": f"{NEWEST - timedelta(days=rng.randint(0, 300))}",
            "image": "",
            "note": prose.clause(),
        }
