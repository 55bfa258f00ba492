"""The tables in docs/stations/: CSV files to rows, rows to `Station` records, rows back to CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import StringIO
from typing import NamedTuple

from pydantic import ValidationError

from gazette.cache import digest_of
from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.records import explain
from gazette.settings import Settings
from gazette.stations.rules import check_stations
from gazette.stations.station import FIELDS, LABELS, LISTS, Station

FOLDER = "stations"
_HEADERS = {name: name for name in FIELDS} | {label: name for name, label in LABELS.items()}
_NEEDED = ("id", "name", "type")
MOST_COLUMNS = 200


class Row(NamedTuple):
    """A row as text: its cells that are not empty by field, the file and the line."""

    values: dict[str, str]
    path: str
    line: int


class Table(NamedTuple):
    """A table: whether its header is Chinese, its rows, and what is wrong with rows that have more cells than it."""

    chinese: bool
    rows: list[Row]
    problems: list[Problem]


def load_stations(settings: Settings) -> tuple[list[Station], list[Problem]]:
    """The stations of all tables in order of file and row, and what is wrong in them."""
    stations: list[Station] = []
    problems: list[Problem] = []
    for path in table_paths(settings):
        some, faults = _load_table((settings.root / path).read_bytes(), path)
        stations += some
        problems += faults
    return stations, [*problems, *check_stations(stations, settings)]


@lru_cache(maxsize=100)
def _load_table(raw: bytes, path: str) -> tuple[list[Station], list[Problem]]:
    """One table; a preview has it from the build before."""
    try:
        table = read_table(decode_text(raw, path), path)
    except ProblemsFound as found:
        return [], found.problems
    stations, faults = parse_rows(table.rows)
    return stations, [*table.problems, *faults]


def load_rows(settings: Settings) -> tuple[list[Row], list[Problem]]:
    """The rows of all tables as text, in order of file and row, and what is wrong with the files."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for path in table_paths(settings):
        try:
            table = read_table(decode_text((settings.root / path).read_bytes(), path), path)
            rows += table.rows
            problems += table.problems
        except ProblemsFound as found:
            problems += found.problems
    return rows, problems


def table_paths(settings: Settings) -> list[str]:
    """The tables, as paths from the project's root, in order."""
    return [table.relative_to(settings.root).as_posix() for table in sorted((settings.docs_dir / FOLDER).glob("*.csv"))]


def read_table(text: str, path: str) -> Table:
    """The rows of a table; raises ProblemsFound where its header or the CSV itself is wrong."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        written = [cell.strip() for cell in next(reader, [])]
        header = [_HEADERS.get(cell, cell) for cell in written]
        if faults := list(_check_header(header, path)):
            raise ProblemsFound(faults)
        problems: list[Problem] = []
        rows = list(_rows(reader, header, path, problems))
    except csv.Error as error:
        raise ProblemsFound([Problem(
            path, reader.line_num, f"表格读不出来（{_csv_fault(error)}）。", "检查这一行的英文双引号是否成对，格子里的双引号要写两个。")]) from None
    return Table(any(cell in LABELS.values() for cell in written), rows, problems)


def _csv_fault(error: csv.Error) -> str:
    said = str(error)
    return "格子太大" if "limit" in said else "双引号没有结束" if "unexpected end" in said else "双引号的位置不对"


def _check_header(header: list[str], path: str) -> Iterator[Problem]:
    if len(header) > MOST_COLUMNS:
        yield Problem(path, 1, f"表头有 {len(header)} 列，最多 {MOST_COLUMNS} 列。", "只留需要的列。")
        return
    for name in _NEEDED:
        if name not in header:
            yield Problem(path, 1, f"表头缺少“{LABELS[name]}”（{name}）这一列。", "在第一行补上这一列。")
    for cell in dict.fromkeys(header):
        if cell not in FIELDS:
            near = nearest(cell, _HEADERS)
            yield Problem(path, 1, f"表头里不认识“{cell}”。", f"是不是 {near}？" if near else "删去这一列。")
        elif header.count(cell) > 1:
            yield Problem(path, 1, f"表头里“{cell}”出现了不止一次。", "只留一列。")


def _rows(reader: Iterable[list[str]], header: list[str], path: str, problems: list[Problem]) -> Iterator[Row]:
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if len(cells) > len(header):
            problems.append(Problem(path, line, f"这一行有 {len(cells)} 格，表头只有 {len(header)} 列。", "含逗号的格子要用英文双引号括起来。"))
            continue
        values = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell and not cell.isspace()}
        if values:
            yield Row(values, path, line)


def parse_rows(rows: Iterable[Row]) -> tuple[list[Station], list[Problem]]:
    """The stations of rows, each checked by itself, and the problems of the others."""
    stations, problems = [], []
    for row in rows:
        values: dict[str, object] = dict(row.values)
        for name in LISTS:
            if name in values:
                values[name] = row.values[name].split("、")
        digest = digest_of(repr(row.values).encode())
        try:
            stations.append(Station.model_validate({**values, "source_path": row.path, "line": row.line, "digest": digest}))
        except ValidationError as error:
            problems += [Problem(row.path, row.line, *explain(fault, Station)[1:]) for fault in error.errors()]
    return stations, problems


def render_table(rows: Iterable[Row], chinese: bool) -> str:
    """The CSV of a table, with all fields, its header in Chinese or English."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([LABELS[name] if chinese else name for name in FIELDS])
    writer.writerows([row.values.get(name, "") for name in FIELDS] for row in rows)
    return text.getvalue()
