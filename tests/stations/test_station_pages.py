"""Pages of stations as they are built: hours, maps, marks, notices, neighbours, news, machines' data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from gazette.stations.totals import count_stations

from tests.photos import CAMERA, decode, photo
from tests.sample import build_sample, run

# Noon of 10 March 2026 is the moment of these builds (tests/sample.py).
_TABLE = """id,name,type,town,address,lon,lat,crs,phone,hours,verified,standards,closed,image
x1,示例一站,党群服务站,示例镇,示例路1号,108.411139012,30.803505225,bd09,023-00000001,Mo-Fr 09:00-17:00; PH off,2025-03-09,六有,,
x2,示例二站,党群服务站,示例镇,,108.405,30.8,wgs84,,,2025-03-10,,,front.jpg
x3,示例三站,党群服务站,示例镇,,108.9,31.2,wgs84,,,,,,
x4,示例四站,党群服务站,,,108.4,30.8,wgs84,023-00000004,,,,2026-03-01,
x5,示例五站,党群服务站,,,,,,,,,,2026-04-01,
"""
_ITEM = """---
title: 走进示例二站
date: 2026-03-01 09:00
column: 示例栏目一
source: 示例来源
editor: 示例编辑
stations: [x1]
---

介绍一个站点。
"""


@pytest.fixture
def table(project: Path) -> Path:
    """Five stations, a picture, a longer text, and a news item that names two of them."""
    folder = project / "docs/stations"
    (folder / "stations.csv").write_text(_TABLE, "utf-8")
    (folder / "front.jpg").write_bytes(photo(600, 400))
    (folder / "x2.md").write_text("这里有一段**更长的**介绍，见[示例一站](x1.md)。\n", "utf-8")
    item = project / "news/2026/03/01-visit.md"
    item.parent.mkdir(parents=True, exist_ok=True)
    item.write_text(_ITEM, "utf-8")
    return folder / "stations.csv"


def _page(site: Path, one: str) -> str:
    return (site / f"stations/{one}.html").read_text("utf-8")


def test_pages(project: Path, table: Path) -> None:
    """One build, looked at from every side."""
    site = build_sample(project)
    first, second, third, closed, closing = (_page(site, one) for one in ("x1", "x2", "x3", "x4", "x5"))
    _check_maps(first)
    assert "法定节假日以国务院公布的放假安排为准" in first
    assert ("超过一年" in first, "超过一年" in second) == (True, False), "stale after 365 days, not on the 365th"
    assert first.count("<span aria-hidden=\"true\">✓</span>") == 6
    assert re.search(r'示例二站</a> <span>480 米', first), "neighbours by distance"
    assert "附近的站点" not in third
    assert ["相关稿件" in page for page in (first, second, third)] == [True, True, False], "by front matter and by name"
    assert "更长的</strong>" in second
    assert 'href="x1.html"' in second
    assert 'src="front.jpg" alt="示例二站的照片" width="600" height="400" loading="lazy"' in second
    published = (site / "stations/front.jpg").read_bytes()
    assert decode(published).size == (600, 400)
    assert CAMERA.encode() not in published
    assert "已于2026年3月1日关闭" in closed
    assert 'content="noindex"' in closed
    assert "023-00000004" not in closed
    assert "将于2026年4月1日关闭" in closing
    lists = "".join(path.read_text("utf-8") for path in (site / "stations/types").glob("*.html"))
    assert "x3.html" in lists
    assert "x4.html" not in lists
    assert "x4" not in (site / "data/stations.csv").read_text("utf-8-sig")
    assert "/stations/x4.html" not in (site / "sitemap.xml").read_text("utf-8")


def _check_maps(page: str) -> None:
    """Each map gets its own order and its own system."""
    links = [unquote(link).replace("&amp;", "&") for link in re.findall(r'class="gz-map" href="([^"]+)"', page)]
    assert [link.partition("name=")[0].partition("title=")[0].partition(";title")[0] for link in links] == [
        "https://uri.amap.com/marker?position=108.404591,30.797735&",
        "https://api.map.baidu.com/marker?location=30.803505,108.411139&",
        "https://apis.map.qq.com/uri/v1/marker?marker=coord:30.797735,108.404591"]
    assert "coordinate=gaode" in links[0]
    assert "coord_type=bd09ll" in links[1]
    assert ";title:示例一站;addr:示例路1号&" in links[2]


def test_data_for_machines(project: Path, table: Path) -> None:
    """JSON-LD has what is known and nothing else; no text of a table ends the script."""
    table.write_text(_TABLE.replace("示例路1号", "示例路</script 号"), "utf-8")
    page = _page(build_sample(project), "x1")
    # The one before it is the way to the page.
    data = json.loads(re.findall(r'<script type="application/ld\+json">(\{"@context".*?)</script>', page)[-1])
    assert (data["@type"], data["telephone"], data["geo"]["longitude"]) == ("CivicStructure", ["023-00000001"], 108.4)
    assert data["address"]["streetAddress"] == "示例路</script 号"
    assert data["openingHoursSpecification"][0]["opens"] == "09:00"
    assert "image" not in data


def test_a_change_of_one_station_writes_few_files(project: Path, table: Path) -> None:
    """Its page, those beside it, and what lists all: not the page of a station far away."""
    site = build_sample(project)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    table.write_text(_TABLE.replace("示例路1号", "示例路2号"), "utf-8")
    build_sample(project)
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert {"x1.html", "x2.html", "stations.csv", "finder.json"} <= changed
    assert not {"x3.html", "x5.html", "01-visit.html"} & changed


def test_problems_of_texts_and_mentions(project: Path, table: Path) -> None:
    """A text without its station, a link that leads nowhere, an id that no station has: each with its cure."""
    (table.parent / "x9.md").write_text("没有站点。\n", "utf-8")
    item = project / "news/2026/03/01-visit.md"
    item.write_text(_ITEM.replace("[x1]", "[x1, b1]"), "utf-8")
    said = run(project, "check").stderr
    assert "docs/stations/x9.md:1: 没有编号为“x9”的服务站点。 改法：是不是 x" in said
    assert "news/2026/03/01-visit.md:7: 没有编号为“b1”的服务站点。" in said
    item.write_text(_ITEM, "utf-8")
    (table.parent / "x9.md").rename(table.parent / "x1.md")
    (table.parent / "x1.md").write_text("见[别处](nowhere.md)。\n", "utf-8")
    assert "docs/stations/x1.md:1: 链接“nowhere.md”打不开。" in run(project, "check").stderr


def test_totals_reconcile() -> None:
    """What is stated, what is listed, and types that nobody stated."""
    totals = count_stations([], {"甲": 5, "乙": 9})
    assert (totals.stated, totals.listed, [one.stated for one in totals.types]) == (14, 0, [5, 9])


def test_the_shipped_totals_are_the_published_ones() -> None:
    """5 + 9 + 687 + 7,931 as the source says, 14 of them by name."""
    from gazette.settings import load_settings
    from gazette.stations.tables import load_stations

    from tests.browser.project import SHIPPED

    settings = load_settings(SHIPPED)
    stations, problems = load_stations(settings)
    totals = count_stations(stations, settings.options.station_totals)
    assert not problems
    assert [(one.stated, one.listed) for one in totals.types] == [(5, 5), (9, 9), (687, 0), (7931, 0)]
    assert (totals.stated, totals.listed) == (8632, 14)
