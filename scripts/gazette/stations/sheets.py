"""Files that staff keep (Excel workbooks, CSV in any usual encoding) to plain rows of text, or a clear refusal."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from gazette.csv_tables import MOST_COLUMNS
from gazette.problems import Problem, ProblemsFound

MOST_BYTES, MOST_UNPACKED = 50_000_000, 400_000_000
# Sheets that the export makes for map providers: they are no tables of stations.
MAP_SHEET = "上图"
MOST_ROWS = 100_000
_FORMULA = re.compile(rb"<f[ >/]")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_ERRORS = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_OLE = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of workbooks with a password


class Sheet(NamedTuple):
    """One sheet: how to name it in messages, and its rows as (number from 1, cells), empty ones left out."""

    path: str
    title: str
    rows: list[tuple[int, list[str]]]


def read_sheets(file: Path) -> list[Sheet]:
    """The sheets of a workbook, or the one of a CSV; raises ProblemsFound with the reason where it cannot be read."""
    name = file.name
    try:
        size = file.stat().st_size
        raw = file.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise refused(name, f"文件打不开（{error.strerror}）。", "检查文件名和所在文件夹；文件如果正在 Excel 里打开，先关闭。") from None
    if not size:
        raise refused(name, "文件是空的。", "检查是不是选错了文件。")
    if size > MOST_BYTES:
        raise refused(name, f"文件太大（{size // 1_000_000} MB，最多 {MOST_BYTES // 1_000_000} MB）。", "删去表里的图片和多余的工作表。")
    if raw.startswith(_OLE):
        raise refused(name, "这是旧格式的 .xls 文件，或者设了密码。", "用 Excel 或 WPS 打开，取消密码，另存为 .xlsx。")
    if raw.startswith(b"PK"):
        return _read_workbook(raw, name)
    if raw.lstrip()[:1] == b"<":
        raise refused(name, "这是网页或 XML 文件，不是表格。", "用 Excel 或 WPS 打开，另存为 .xlsx。")
    return [_read_csv(raw, name)]


def refused(path: str, message: str, hint: str, line: int = 1) -> ProblemsFound:
    """The error for a file that cannot be taken."""
    return ProblemsFound([Problem(path, line, message, hint)])


def _read_workbook(raw: bytes, name: str) -> list[Sheet]:
    import openpyxl  # takes a tenth of a second to load

    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise refused(name, "文件解开以后太大。", "删去表里的图片和多余的工作表。")
            parts = {part: archive.read(part) for part in archive.namelist() if part.startswith("xl/worksheets/")}
        values = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        formulas = (openpyxl.load_workbook(BytesIO(raw), read_only=True)
                    if any(_FORMULA.search(part) for part in parts.values()) else None)
        return [_read_sheet(sheet, formulas[sheet.title] if formulas else None, parts, name)
                for sheet in values.worksheets if sheet.sheet_state == "visible" and not sheet.title.startswith(MAP_SHEET)]
    except ProblemsFound:
        raise
    except Exception as error:
        raise refused(name, f"工作簿读不出来（{type(error).__name__}）。", "用 Excel 或 WPS 打开，另存为新的 .xlsx 文件再试。") from None


def _read_sheet(sheet: Any, formulas: Any, parts: dict[str, bytes], name: str) -> Sheet:
    path = f"{name}[{sheet.title}]"
    merged = _Merged(parts.get(sheet._worksheet_path.lstrip("/"), b""))
    rows: list[tuple[int, list[str]]] = []
    for number, cells in enumerate(_cells_of(sheet, path), 1):
        texts = [_text(value) for value in cells]
        if any(texts):
            merged.fill(texts, number)
            _check_errors(texts, path, number)
            rows.append((number, texts))
    if formulas is not None:
        _check_formulas(formulas, dict(rows), path)
    return Sheet(path, sheet.title, rows)


def _cells_of(sheet: Any, path: str) -> Iterator[tuple[Any, ...]]:
    # Stated dimensions are wrong in files of some programs, and too large in most.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS and any(value is not None for value in cells):
            raise refused(path, f"表格超过 {MOST_ROWS} 行。", "分成几个文件，或删去下面多余的行。", number)
        if any(value is not None for value in cells[MOST_COLUMNS:]):
            raise refused(path, f"表格超过 {MOST_COLUMNS} 列。", "只留需要的列。", number)
        yield cells[:MOST_COLUMNS]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _merged_columns(xml: bytes) -> Iterator[tuple[int, int, int]]:
    """(column from 0, first row, last row) of each cell merged down one column; those across columns are titles."""
    from openpyxl.utils import column_index_from_string

    for left, top, right, bottom in _MERGED.findall(xml):
        if left == right and top != bottom:
            yield column_index_from_string(left.decode()) - 1, int(top), int(bottom)


class _Merged:
    """Cells merged down a column: Excel keeps their text in the first one only."""

    def __init__(self, xml: bytes):
        self._spans = list(_merged_columns(xml))
        self._texts: dict[int, str] = {}

    def fill(self, texts: list[str], number: int) -> None:
        """Puts the text into the row `number` wherever it lies in such a cell."""
        for place, (column, first, last) in enumerate(self._spans):
            if number == first and column < len(texts):
                self._texts[place] = texts[column]
            elif first < number <= last and place in self._texts:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = self._texts[place]


def _check_errors(texts: list[str], path: str, number: int) -> None:
    for text in texts:
        if _ERRORS.fullmatch(text):
            raise refused(path, f"有一格是错误值 {text}。", "在 Excel 里改正这一格的公式，或直接写上内容。", number)


def _check_formulas(formulas: Any, rows: dict[int, list[str]], path: str) -> None:
    """A formula counts as the value that Excel last worked out; without one nothing is known of it."""
    for number, cells in enumerate(formulas.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        for place, value in enumerate(cells):
            texts = rows.get(number, [])
            if isinstance(value, str) and value.startswith("=") and not (place < len(texts) and texts[place]):
                raise refused(path, f"第 {place + 1} 列是公式 {value[:30]}，还没有算出值。", "在 Excel 里打开并保存一次，或把公式换成内容。", number)


def _read_csv(raw: bytes, name: str) -> Sheet:
    text = decode_csv(raw, name)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    rows = []
    try:
        for cells in islice(reader, MOST_ROWS + 1):
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise refused(name, f"表格有 {len(cells)} 列，最多 {MOST_COLUMNS} 列。", "只留需要的列。", reader.line_num)
            if any(cells):
                rows.append((reader.line_num, cells[:MOST_COLUMNS]))
    except csv.Error:
        raise refused(name, "表格读不出来。", "检查这一行的英文双引号是否成对。", reader.line_num) from None
    if len(rows) > MOST_ROWS:
        raise refused(name, f"表格超过 {MOST_ROWS} 行。", "分成几个文件。", MOST_ROWS)
    return Sheet(name, "", rows)


def decode_csv(raw: bytes, name: str) -> str:
    """Bytes in UTF-8, UTF-16 or GB18030 (GBK) to text; raises ProblemsFound where they are none of these."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in raw[:200]:
        # UTF-16 without its mark: a comma or a line end has its zero first or last.
        encodings = ["utf-16-be" if raw[:200:2].count(0) > raw[1:200:2].count(0) else "utf-16-le"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise refused(name, "看不出文件的编码。", "用 Excel 或 WPS 打开，另存为 .xlsx，或“CSV UTF-8”。")


def _delimiter(text: str) -> str:
    head = "\n".join(text.split("\n", 20)[:20])
    return max(",\t;，", key=head.count) if any(mark in head for mark in ",\t;，") else ","
