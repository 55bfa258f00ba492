"""Imports and exports: the sheet that staff keep, the difference that is told, and the way back."""

from __future__ import annotations

import csv
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from gazette.cli import main
from gazette.defuse import defuse, restore
from gazette.stations.cells import clean
from hypothesis import given
from hypothesis import strategies as some

_TABLE = """id,name,type,town,phone,services,closed
x1,示例站一,党群服务站,示例镇,023-00000001,法律援助,
x2,示例站二,党群服务站,示例镇,,,
x3,示例站三,党群服务站,,,,2025-01-01
"""
# 2026-11-24 10:00 in Shanghai.
_NOW = "1795485600"


@pytest.fixture
def table(project: Path) -> Path:
    """Three stations, one of them closed."""
    path = project / "docs/stations/stations.csv"
    path.write_text(_TABLE, "utf-8")
    return path


def _run(project: Path, *arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["stations", *arguments, "--root", str(project)], input=answer, env={"SOURCE_DATE_EPOCH": _NOW})


def _rows(table: Path) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(StringIO(table.read_text("utf-8")))}


def _messy_sheet() -> bytes:
    """Title merged over the columns, a blank row, full-width digits, stray blanks, serial numbers, sums below."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
            ("示例区服务站点统计表", *[None] * 12), (), ("填报单位：示例单位",),
            ("序号", "编 号", "站点名称（必填）", "类型", "所属镇街", "详细地址", "联系电话", "服务时间", "服务内容",
             "经度", "纬度", "坐标来源", "核实时间"),
            (1, "ｘ１", " 示例 站一 ", "党群服务站", "示例镇", "示例路１２号", "０２３－０００００００１；13800000000",
             "周一至周五 9：00-17：30，周六日休息", "法律援助，学习培训；法律援助", "108.39°", 30.8, "高德地图", 45992),
            (2, None, "示例站二", "党群服务站", "示例镇", "", "（023）00000002转8", "每天8:30-18:00", "", None, None, "", datetime(2026, 3, 1)),
            (3, None, "示例站四", "党群服务站", "", "-", "", "", "", None, None, "", "2026年3月5日"),
            ("合计", None, "3个")):
        sheet.append(row)
    sheet.merge_cells("A1:M1")
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_messy_sheet(project: Path, table: Path) -> None:
    """Every cell as it should stand in the table, ids by name and town, a new id, and columns that mean nothing told."""
    (project / "messy.xlsx").write_bytes(_messy_sheet())
    done = _run(project, "import", str(project / "messy.xlsx"), "--yes")
    assert done.exit_code == 0, done.output
    assert "这些列没有导入：序号" in done.output
    assert "不是站点，已跳过：合计" in done.output
    assert "新增 1 个，修改 2 个，消失 0 个，不变 1 个。" in done.output
    assert "    地址：（空） → 示例路12号" in done.output
    assert "+ n00001 示例站四" in done.output
    rows = _rows(table)
    assert {name: rows["x1"][name] for name in ("phone", "hours", "services", "lon", "lat", "crs", "verified")} == {
        "phone": "023-00000001、13800000000", "hours": "Mo-Fr 09:00-17:30; Sa,Su off", "services": "法律援助、学习培训",
        "lon": "108.39", "lat": "30.8", "crs": "gcj02", "verified": "2025-12-01"}
    assert (rows["x2"]["phone"], rows["x2"]["hours"], rows["x2"]["verified"]) == ("023-00000002-8", "Mo-Su 08:30-18:00", "2026-03-01")
    assert (rows["n00001"]["address"], rows["n00001"]["verified"]) == ("", "2026-03-05")


def _sheet(project: Path, text: str) -> str:
    path = project / "sheet.csv"
    path.write_text(text, "utf-8")
    return str(path)


def test_a_station_that_is_gone_is_closed_not_deleted(project: Path, table: Path) -> None:
    """It is told before, and keeps its row with the day; what was closed before stays as it was."""
    done = _run(project, "import", _sheet(project, "编号,名称,类别\nx1,示例站一,党群服务站\n"), answer="y\n")
    assert "消失 1 个" in done.output
    assert "- x2 示例站二" in done.output
    assert {one: row["closed"] for one, row in _rows(table).items()} == {"x1": "", "x2": "2026-11-24", "x3": "2025-01-01"}
    assert _rows(table)["x1"]["phone"] == "023-00000001", "a column that the sheet does not have is kept"


def test_part_of_the_stations(project: Path, table: Path) -> None:
    """--partial leaves all others open."""
    _run(project, "import", _sheet(project, "编号,名称,类别\nx1,新名称,党群服务站\n"), "--yes", "--partial")
    assert [(row["name"], row["closed"]) for row in _rows(table).values()][:2] == [("新名称", ""), ("示例站二", "")]


def test_a_closed_station_that_comes_back_is_open(project: Path, table: Path) -> None:
    """Being in a sheet again is enough."""
    _run(project, "import", _sheet(project, "编号,名称,类别\nx3,示例站三,党群服务站\n"), "--yes", "--partial")
    assert _rows(table)["x3"]["closed"] == "2025-01-01"
    _run(project, "import", _sheet(project, "编号,名称,类别\nx1,示例站一,党群服务站\nx3,示例站三,党群服务站\n"), "--yes")
    assert _rows(table)["x3"]["closed"] == ""


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_without_a_yes_nothing_is_written(project: Path, table: Path, answer: str) -> None:
    """The difference is told, then the question; no, or no answer at all, changes nothing."""
    done = _run(project, "import", _sheet(project, "编号,名称,类别\nx1,别的名称,党群服务站\n"), answer=answer)
    assert "    名称：示例站一 → 别的名称" in done.output
    assert table.read_text("utf-8") == _TABLE


def test_rows_go_to_the_table_that_has_them(project: Path, table: Path) -> None:
    """With several tables each is compared and written for itself; a new station goes into the usual one."""
    other = table.with_name("other.csv")
    other.write_text("编号,名称,类别\ny1,别处一,党群服务站\n", "utf-8")
    text = "编号,名称,类别\nx1,示例站一,党群服务站\nx2,示例站二,党群服务站\ny1,别处壹,党群服务站\nz1,新站,党群服务站\n"
    done = _run(project, "import", _sheet(project, text), "--yes")
    assert "已写入 docs/stations/other.csv、docs/stations/stations.csv。" in done.output
    assert other.read_text("utf-8").splitlines()[0].startswith("编号,名称")
    assert "别处壹" in other.read_text("utf-8")
    assert "z1" in _rows(table)
    assert "y1" not in _rows(table)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_comes_back_without_a_difference(project: Path, table: Path, ending: str) -> None:
    """Also with cells that a spreadsheet would run, or that look as if they were made harmless before."""
    head = "id,name,type,phone,note,lon,lat,crs\n"
    table.write_text(f"{head}x1,=1+1站,党群服务站,,'=1,108.390,30.80,bd09\nx2,@站,党群服务站,,-5,,,\n00,+站,党群服务站,,\t尾,,,\n", "utf-8")
    out = project / f"out.{ending}"
    assert _run(project, "export", str(out)).exit_code == 0
    assert "不变 3 个" in (done := _run(project, "import", str(out))).output, done.output


def test_no_cell_of_an_export_is_a_formula(project: Path, table: Path) -> None:
    """Not in the workbook's XML, and none in the CSV begins with a sign that starts one."""
    table.write_text("id,name,type\nx1,\"=HYPERLINK(\"\"http://x\"\",1)\",党群服务站\n", "utf-8")
    _run(project, "export", str(project / "out.xlsx"))
    _run(project, "export", str(project / "out.csv"))
    book = openpyxl.load_workbook(project / "out.xlsx")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert "'=HYPERLINK" in (project / "out.csv").read_text("utf-8-sig")


def test_sheets_for_map_providers(project: Path, table: Path) -> None:
    """One for each system, each with its own coordinates; a CSV in the one that is asked for."""
    table.write_text("id,name,type,lon,lat,crs\nx1,站,党群服务站,108.4,30.8,wgs84\nx2,无坐标,党群服务站,,,\n", "utf-8")
    _run(project, "export", str(project / "out.xlsx"))
    book = openpyxl.load_workbook(project / "out.xlsx")
    found = {name: [tuple(cell.value for cell in row[-3:]) for row in book[name].iter_rows(min_row=2)] for name in book.sheetnames[1:]}
    assert found == {
        "上图-WGS-84（手机定位）": [("108.400000", "30.800000", "WGS-84")],
        "上图-GCJ-02（高德、腾讯）": [("108.404591", "30.797735", "GCJ-02")],
        "上图-BD-09（百度）": [("108.411139", "30.803505", "BD-09")]}
    _run(project, "export", str(project / "out.csv"), "--crs", "gcj02")
    assert "108.404591,30.797735,GCJ-02" in (project / "out.csv").read_text("utf-8-sig")


@given(some.text(max_size=20))
def test_defusing_is_undone(text: str) -> None:
    """Every text comes back, and none that is written can start a formula."""
    assert restore(defuse(text)) == text
    assert defuse(text)[:1] not in tuple("=+-@＝＋－＠\t\r\n")


@given(some.sampled_from(["id", "name", "phone", "hours", "verified", "lon", "services", "crs", "accessible"]), some.text(max_size=30))
def test_cleaning_never_fails(field: str, text: str) -> None:
    """Whatever is typed gives a text without blanks around it."""
    assert clean(field, text) == clean(field, text).strip()
