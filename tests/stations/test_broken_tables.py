"""Tables that are broken in every way that happens: a clear message or the right reading, never a crash, never a write."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from gazette.cli import main

HEADER = "编号,名称,类别"
_HEAD = tuple(HEADER.split(","))
_ROW = ("x2", "示例站二", "党群服务站")
OLD = f"{HEADER}\nx1,示例站一,党群服务站\n"


def _book(*rows: tuple[Any, ...], prepare: Callable[[openpyxl.Workbook], object] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    prepare(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _put(cell: str, value: str) -> Callable[[openpyxl.Workbook], object]:
    def put(book: openpyxl.Workbook) -> None:
        book.active[cell] = value  # type: ignore[index]
    return put


def _merge(cells: str) -> Callable[[openpyxl.Workbook], object]:
    return lambda book: book.active.merge_cells(cells)  # type: ignore[union-attr]


def _second_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("站点")
    sheet.append(_HEAD)
    sheet.append(_ROW)


def _bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 450_000_000)
    return file.getvalue()


# Name of the file → its bytes, and what the refusal says.
REFUSED: dict[str, tuple[bytes, str]] = {
    "empty.csv": (b"", "文件是空的"),
    "empty.xlsx": (_book(), "找不到表头"),
    "no-header.csv": ("x2,示例站二,党群服务站\n".encode(), "找不到表头"),
    "header-only.csv": (f"{HEADER}\n".encode(), "没有站点"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧格式的 .xls"),
    "web.xls": (b"<html><table><tr><td>x</td></tr></table></html>", "网页"),
    "torn.xlsx": (_book(_HEAD, _ROW)[:900], "读不出来"),
    "no-book.xlsx": (b"PK\x03\x04" + b"\x00" * 40, "读不出来"),
    "bomb.xlsx": (_bomb(), "文件解开以后太大"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x81\xff\xfe", "看不出文件的编码"),
    "bytes.csv": (f"{HEADER}\nx2,".encode() + b"\xff\xff\xff\n", "看不出文件的编码"),
    "double-header.csv": ("编号,名称,类别,站点名称\nx2,甲,乙,丙\n".encode(), "“名称”出现了不止一次"),
    "same-id.csv": (f"{HEADER}\nx2,甲站,党群服务站\nx2,乙站,党群服务站\n".encode(), "编号 x2 与"),
    "bad-id.csv": (f"{HEADER}\n甲 2,甲站,党群服务站\n".encode(), "id（编号）的值不对"),
    "no-type.csv": (f"{HEADER}\nx2,甲站,\n".encode(), "缺少 type（类别）"),
    "no-name.csv": (f"{HEADER}\nx2,,党群服务站\n".encode(), "缺少 name（名称）"),
    "unknown-type.csv": (f"{HEADER}\nx2,甲站,党群服务战\n".encode(), "是不是“党群服务站”"),
    "swapped.csv": (f"{HEADER},经度,纬度,坐标系\nx2,甲站,党群服务站,30.8,108.4,wgs84\n".encode(), "经度和纬度写反了"),
    "far.csv": (f"{HEADER},经度,纬度,坐标系\nx2,甲站,党群服务站,116.4,39.9,wgs84\n".encode(), "不在本区范围内"),
    "no-crs.csv": (f"{HEADER},经度,纬度\nx2,甲站,党群服务站,108.4,30.8\n".encode(), "没有写坐标系"),
    "wrong-crs.csv": (f"{HEADER},经度,纬度,坐标系\nx2,甲站,党群服务站,108.4,30.8,北京54\n".encode(), "crs（坐标系）的值不对"),
    "half.csv": (f"{HEADER},经度,坐标系\nx2,甲站,党群服务站,108.4,wgs84\n".encode(), "经度和纬度要一起写"),
    "degrees.csv": (f"{HEADER},经度,纬度,坐标系\nx2,甲站,党群服务站,东,西,wgs84\n".encode(), "不是度数"),
    "phone.csv": (f"{HEADER},电话\nx2,甲站,党群服务站,二三四\n".encode(), "phone（电话）"),
    "hours.csv": (f"{HEADER},开放时间\nx2,甲站,党群服务站,早九晚五\n".encode(), "开放时间从第 1 个字符"),
    "date.csv": (f"{HEADER},核实日期\nx2,甲站,党群服务站,2026年13月1日\n".encode(), "verified（核实日期）"),
    "future.csv": (f"{HEADER},核实日期\nx2,甲站,党群服务站,2999-01-01\n".encode(), "还没有到"),
    "standard.csv": (f"{HEADER},建设标准\nx2,甲站,党群服务站,场所、七有\n".encode(), "不在六有三亮一统里"),
    "image.csv": (f"{HEADER},照片\nx2,甲站,党群服务站,../../secret.jpg\n".encode(), "image（照片）"),
    "tags.csv": (f"{HEADER}\nx2,<script>alert(1)</script>,党群服务站\n".encode(), "不能有 HTML 标记"),
    "wide.csv": (("编号,名称,类别" + ",列" * 1_000_000 + "\nx2,甲站,党群服务站\n").encode(), "最多 200 列"),
    "wide.xlsx": (_book(_HEAD, _ROW, prepare=_put("XFD1", "很远")), "超过 200 列"),
    "deep.xlsx": (_book(_HEAD, _ROW, prepare=_put("A1048576", "很深")), "超过 100000 行"),
    "formula.xlsx": (_book(_HEAD, ("x2", '="甲"&"站"', "党群服务站")), "还没有算出值"),
    "error.xlsx": (_book(_HEAD, ("x2", "#REF!", "党群服务站")), "错误值"),
    "quote.csv": (f'{HEADER}\nx2,"甲站,党群服务站\n'.encode() + b"x" * 200_000, "表格读不出来"),
}
# Name of the file → its bytes: all say the station x2, in one way or another.
READ: dict[str, bytes] = {
    "utf8-bom.csv": f"\ufeff{HEADER}\nx2,示例站二,党群服务站\n".encode(),
    "gbk.csv": f"{HEADER}\nx2,示例站二,党群服务站\n".encode("gbk"),
    "utf16.csv": f"{HEADER}\nx2,示例站二,党群服务站\n".encode("utf-16"),
    "utf16-unmarked.csv": f"{HEADER}\nx2,示例站二,党群服务站\n".encode("utf-16-le"),
    "tabs.csv": f"{HEADER}\nx2,示例站二,党群服务站\n".replace(",", "\t").encode(),
    "semicolons.csv": f"{HEADER}\r\nx2,示例站二,党群服务站\r\n".replace(",", ";").encode(),
    "english.csv": "id,name,type\nx2,示例站二,党群服务站\n".encode(),
    "spaces.csv": "\n\n 编 号 , 站点名称（必填）,类　型\nｘ２ ,示例 站二 ,　党群服务站\n".encode(),
    "title.xlsx": _book(("某区服务站点一览表",), (), _HEAD, _ROW, ("合计", "1 个"), prepare=_merge("A1:C1")),
    "second.xlsx": _book(("说明",), prepare=_second_sheet),
    "styled-far.xlsx": _book(_HEAD, _ROW, prepare=lambda book: setattr(book.active["XFD9"], "number_format", "0.00")),  # type: ignore[index]
}


def _import(project: Path, name: str, raw: bytes) -> tuple[int, str]:
    """Exit code and output of an import that asks nothing."""
    file = project / name
    file.write_bytes(raw)
    done = CliRunner().invoke(main, ["stations", "import", str(file), "--root", str(project), "--yes", "--partial"])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def table(project: Path) -> Path:
    """A table with one station."""
    path = project / "docs/stations/stations.csv"
    path.write_text(OLD, "utf-8")
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_message_and_nothing_written(name: str, project: Path, table: Path) -> None:
    """Exit 1, what is wrong and where in Chinese with a cure, within seconds; the tables are as they were."""
    raw, message = REFUSED[name]
    started = time.monotonic()
    code, said = _import(project, name, raw)
    assert code == 1
    assert message in said
    assert " 改法：" in said
    assert "没有写入任何内容" in said
    assert table.read_text("utf-8") == OLD
    assert sorted(path.name for path in table.parent.iterdir() if path.suffix != ".md") == ["stations.csv"]
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("name", READ)
def test_read_rightly(name: str, project: Path, table: Path) -> None:
    """The station is added, whatever the file looks like."""
    code, said = _import(project, name, READ[name])
    assert (code, "+ x2 示例站二" in said) == (0, True), said
    assert "x2,示例站二,党群服务站," in table.read_text("utf-8")


def test_cells_merged_down_a_column_count_for_every_row(project: Path, table: Path) -> None:
    """Staff merge the town of neighbouring rows: each of them is in it."""
    raw = _book(("编号", "名称", "类别", "镇街"), ("x2", "甲站", "党群服务站", "示例镇"), ("x3", "乙站", "党群服务站", None),
                prepare=_merge("D2:D3"))
    _import(project, "merged.xlsx", raw)
    assert [row.split(",")[3] for row in table.read_text("utf-8").splitlines()[2:]] == ["示例镇", "示例镇"]
