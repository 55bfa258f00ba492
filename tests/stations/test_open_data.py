"""Open data: what is published is valid by its schemas, complete, and safe to open."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from gazette.settings import load_settings
from gazette.stations.finder import finder_data
from gazette.stations.hsds import Directory, table_csv
from gazette.stations.hsds_tables import TABLES, data_package
from gazette.stations.opendata import stations_csv, stations_geojson, stations_json
from gazette.stations.station import Station
from gazette.stations.tables import parse_rows, read_table

_SCHEMAS = Path(__file__).parent / "schemas"
_URL = "https://example.cn/"
# ruff: noqa: E501 - a row is a line
_TABLE = """id,name,type,town,address,lon,lat,crs,phone,hours,services,organizations,accessible,verified,standards
x1,示例站一,党群服务站,示例镇,示例镇示例路1号,108.411139,30.803505,bd09,023-00000001、12351,Mo-Fr 14:00-17:30; PH off,法律援助、学习培训,工会,有坡道,2026-03-01,六有、亮牌子
x2,=示例站二,党群服务站,,,,,,,Apr-Sep 09:00-18:00; Oct-Mar 09:00-17:00,法律援助,工会、妇联,否,,
x3,示例站三,特色型群众之家,示例镇,示例路3号,108.4,30.8,gcj02,,24/7,,,,,
x4,示例站四,特色型群众之家,,,,,,,,,,,,
"""


@pytest.fixture(scope="module")
def stations() -> list[Station]:
    """Four stations: all there is to say of one, next to nothing of another."""
    rows = read_table(_TABLE, "t.csv").rows
    found, problems = parse_rows(rows)
    assert not problems
    return found


@pytest.fixture
def directory(stations: list[Station], project: Path) -> Directory:
    """The same as a package."""
    return Directory(stations, load_settings(project), 2026)


def _read(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"))))


def test_geojson_is_valid(stations: list[Station]) -> None:
    """By the schema of geojson.org; in WGS-84, longitude first; without a place there is no geometry; no crs member."""
    collection = json.loads(stations_geojson(stations, _URL))
    jsonschema.validate(collection, json.loads((_SCHEMAS / "FeatureCollection.json").read_text("utf-8")))
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in collection["features"]] == [
        [108.4, 30.8], None, [108.39541, 30.802265], None]
    assert "crs" not in collection
    assert collection["features"][0]["properties"]["phone"] == ["023-00000001", "12351"]


def test_the_schema_would_tell() -> None:
    """The check above can fail: a place with its numbers as texts is refused."""
    wrong = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": {
        "type": "Point", "coordinates": ["108.4", "30.8"]}}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json.loads((_SCHEMAS / "FeatureCollection.json").read_text("utf-8")))


def test_csv_for_spreadsheets(stations: list[Station]) -> None:
    """A BOM, Chinese labels, lists by 、, and no cell that runs."""
    raw = stations_csv(stations, _URL)
    rows = _read(raw)
    assert raw.startswith(b"\xef\xbb\xbf")
    assert (rows[0]["电话"], rows[0]["建设标准"], rows[0]["网页"]) == (
        "023-00000001、12351", "场所、标识、人员、制度、经费、活动、亮牌子", "https://example.cn/stations/x1.html")
    assert rows[1]["名称"] == "'=示例站二"


def test_json_says_null_for_what_is_unknown(stations: list[Station]) -> None:
    """Arrays for lists, null for nothing, coordinates as stated and in WGS-84."""
    records = json.loads(stations_json(stations, _URL))["stations"]
    assert (records[3]["town"], records[3]["services"], records[3]["lon"], records[3]["wgs84"]) == (None, [], None, None)
    assert (records[0]["lon"], records[0]["crs"], records[0]["wgs84"]) == (108.411139, "bd09", [108.4, 30.8])


def _schema(table: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_SCHEMAS / "hsds-3.0" / f"{table}.json").read_text("utf-8"))
    return found


def _typed(row: dict[str, str], schema: dict[str, Any]) -> dict[str, Any]:
    """A row of a CSV as the object that it stands for: no key for an empty cell, numbers as numbers."""
    kinds = {name: field.get("type") for name, field in schema["properties"].items()}
    return {name: float(cell) if kinds.get(name) == "number" else cell for name, cell in row.items() if cell}


@pytest.mark.parametrize("table", TABLES)
def test_hsds_tables_are_valid(table: str, directory: Directory) -> None:
    """Every row by the schema of its table, formats too; every field is one of the specification's."""
    schema = _schema(table)
    rows = _read(table_csv(table, directory))
    assert rows
    assert set(rows[0]) <= set(schema["properties"])
    validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
    for row in rows:
        assert not list(validator.iter_errors(_typed(row, schema))), row


def test_hsds_keys(directory: Directory) -> None:
    """Ids are uuid5 and unique; every foreign key that datapackage.json declares leads to a row."""
    tables = {name: _read(table_csv(name, directory)) for name in TABLES}
    ids = {name: [row["id"] for row in rows] for name, rows in tables.items()}
    for some in ids.values():
        assert len(set(some)) == len(some)
        assert {UUID(one).version for one in some} == {5}
    keys = 0
    for resource in json.loads(data_package(directory.settings))["resources"]:
        assert resource["path"] == TABLES[resource["name"]][0]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(tables[resource["name"]][0])
        for key in resource["schema"]["foreignKeys"]:
            parent = key["reference"]["resource"] or resource["name"]
            used = {row[key["fields"]] for row in tables[resource["name"]]} - {""}
            assert used <= set(ids[parent])
            keys += len(used)
    assert keys


def test_hsds_says_what_the_table_says(directory: Directory) -> None:
    """Hours by day with the offset of Shanghai, or in words where they change with the season."""
    schedules = _read(table_csv("schedule", directory))
    assert [(row["byday"], row["opens_at"], row["closes_at"], row["notes"]) for row in schedules] == [
        ("MO,TU,WE,TH,FR", "14:00+08:00", "17:30+08:00", "法定节假日：休息"), ("", "", "", ""),
        ("MO,TU,WE,TH,FR,SA,SU", "00:00+08:00", "23:59+08:00", "")]
    assert "4月1日至9月30日" in schedules[1]["description"]


def test_the_same_in_every_build(directory: Directory) -> None:
    """No clock and no chance in any file."""
    assert [table_csv(name, directory) for name in TABLES] == [table_csv(name, directory) for name in TABLES]


def test_the_finder_has_every_station(stations: list[Station]) -> None:
    """Columns of one length, numbers that lead to their texts."""
    data = json.loads(finder_data(stations, 2026))
    columns = ("id", "name", "type", "town", "hours", "services", "organizations", "address", "phone", "accessible", "lon", "lat")
    assert {len(data[name]) for name in columns} == {4}
    assert data["accessible"] == "1000"
    assert [data["organizationNames"][number] for number in data["organizationSets"][data["organizations"][1]]] == ["工会", "妇联"]
    assert data["address"][0] == "示例路1号"
    assert data["pinyin"]["镇"] == "zhen"
