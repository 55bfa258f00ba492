"""Tables that editors keep: CSV with a header of field names or their Chinese labels, to rows of text with their lines."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import NamedTuple

from gazette.problems import Problem, ProblemsFound, nearest

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


def parse_table(text: str, path: str, labels: Mapping[str, str], needed: Sequence[str]) -> Table:
    """The rows of a table whose fields have these labels; raises ProblemsFound where its header or the CSV itself is wrong."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    headers = {name: name for name in labels} | {label: name for name, label in labels.items()}
    try:
        written = [cell.strip() for cell in next(reader, [])]
        header = [headers.get(cell, cell) for cell in written]
        if faults := list(_check_header(header, path, labels, needed)):
            raise ProblemsFound(faults)
        problems: list[Problem] = []
        rows = list(_rows(reader, header, path, problems))
    except csv.Error as error:
        raise ProblemsFound([Problem(
            path, reader.line_num, f"表格读不出来（{_csv_fault(error)}）。", "检查这一行的英文双引号是否成对，格子里的双引号要写两个。")]) from None
    return Table(any(cell in labels.values() for cell in written), rows, problems)


def render_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows in UTF-8 with a BOM, for Excel."""
    text = StringIO(newline="")
    text.write("\ufeff")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _csv_fault(error: csv.Error) -> str:
    said = str(error)
    return "格子太大" if "limit" in said else "双引号没有结束" if "unexpected end" in said else "双引号的位置不对"


def _check_header(header: list[str], path: str, labels: Mapping[str, str], needed: Sequence[str]) -> Iterator[Problem]:
    if len(header) > MOST_COLUMNS:
        yield Problem(path, 1, f"表头有 {len(header)} 列，最多 {MOST_COLUMNS} 列。", "只留需要的列。")
        return
    for name in needed:
        if name not in header:
            yield Problem(path, 1, f"表头缺少“{labels[name]}”（{name}）这一列。", "在第一行补上这一列。")
    for cell in dict.fromkeys(header):
        if cell not in labels:
            near = nearest(cell, [*labels, *labels.values()])
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
