"""`gazette stations import`: a staff's sheet against a table, told as a difference before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gazette.clock import read_clock
from gazette.csv_tables import Row
from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound
from gazette.settings import Settings
from gazette.stations.cells import clean
from gazette.stations.headers import find_header
from gazette.stations.rules import check_stations
from gazette.stations.sheets import Sheet, read_sheets, refused
from gazette.stations.station import FIELDS
from gazette.stations.tables import parse_rows, read_table, render_table, table_paths
from gazette.whole_files import replace_file

# Rows below the table: sums, notes, who filled it in.
_FOOTER = re.compile(r"(?:合计|总计|小计|共计|注|备注|说明|填表|填报|制表|审核|单位)(?:[：:\s人日期说明]|$)")
USUAL = "docs/stations/stations.csv"
_NEW_ID = "n{:05}"


@dataclass
class Import:
    """What an import would do: the rows of each table to be written, and how they differ from those that are there."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, Row]] = field(default_factory=list)
    gone: list[Row] = field(default_factory=list)
    same: int = 0
    notes: list[str] = field(default_factory=list)
    chinese: dict[str, bool] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many rows would be different."""
        return len(self.added) + len(self.changed) + len(self.gone)


class _Sheets(NamedTuple):
    """Rows of the sheets that have a header, the fields that they have, and what was passed over."""

    rows: list[Row]
    fields: set[str]
    notes: list[str]


def plan_import(file: Path, settings: Settings, table: str, *, partial: bool) -> Import:
    """Reads a file and compares it with the tables; raises ProblemsFound with all faults.

    A row goes where its station is already, a new one to `table` ('': the usual one); with a table named, only that one
    is compared. Cells of columns that the sheet does not have stay as they are. A station that is not in the sheet is
    marked as closed today, unless the sheet is `partial`; one that is in it again is open again.
    """
    sheets = _collect(read_sheets(file))
    tables = {path: read_table(decode_text((settings.root / path).read_bytes(), path), path) for path in table_paths(settings)}
    if faults := [problem for one in tables.values() for problem in one.problems]:
        raise ProblemsFound(faults)
    compared = {path: one for path, one in tables.items() if not table or path == table}
    old = [row for one in compared.values() for row in one.rows]
    others = [row for path, one in tables.items() if path not in compared for row in one.rows]
    plan = Import(notes=sheets.notes, chinese={path: one.chinese for path, one in compared.items()})
    incoming = _identify(sheets.rows, old, [*old, *others])
    _compare(plan, incoming, old, sheets.fields, table or USUAL, None if partial else read_clock().date())
    stations, problems = parse_rows(row for rows in plan.rows.values() for row in rows)
    rest, _ = parse_rows(others)
    problems += check_stations([*rest, *stations], settings)
    if problems:
        raise ProblemsFound(problems)
    return plan


def _collect(sheets: Sequence[Sheet]) -> _Sheets:
    found = _Sheets([], set(), [])
    for sheet in sheets:
        header = find_header(sheet)
        if header is None:
            if sheet.title:
                found.notes.append(f"工作表“{sheet.title}”没有站点表头，已跳过。")
            continue
        if header.ignored:
            found.notes.append(f"{sheet.path} 里这些列没有导入：{'、'.join(header.ignored)}。")
        found.fields.update(header.columns)
        for number, cells in sheet.rows[header.row + 1:]:
            values = {name: clean(name, cells[column]) for name, column in header.columns.items() if column < len(cells)}
            values = {name: value for name, value in values.items() if value}
            if _is_footer(cells, values):
                found.notes.append(f"{sheet.path} 第 {number} 行不是站点，已跳过：{' '.join(filter(None, cells))[:30]}")
            elif values:
                found.rows.append(Row(values, sheet.path, number))
    if not found.fields:
        raise refused(sheets[0].path if sheets else "", "找不到表头。",
                      "表头要有“名称”和另外至少两列，例如 编号、名称、类别、镇街、地址、电话、开放时间。")
    if not found.rows:
        raise refused(sheets[0].path, "表头下面没有站点。", "检查是不是选错了文件。")
    return found


def _is_footer(cells: Sequence[str], values: dict[str, str]) -> bool:
    first = next(filter(None, map(str.strip, cells)), "")
    return bool(_FOOTER.match(first)) and "type" not in values


def _identify(rows: Iterable[Row], old: Sequence[Row], taken: Sequence[Row]) -> list[Row]:
    """Rows with an id each: their own, that of the one station with the same name and town, or a new one."""
    named: dict[tuple[str, str], list[str]] = {}
    for row in old:
        named.setdefault(_name_of(row), []).append(row.values.get("id", ""))
    ids = {row.values.get("id", "") for row in taken}
    found, number = [], 0
    for row in rows:
        if "id" not in row.values:
            same = named.get(_name_of(row), [])
            if len(same) == 1:
                one = same[0]
            else:
                number = next(n for n in range(number + 1, number + len(ids) + 2) if _NEW_ID.format(n) not in ids)
                one = _NEW_ID.format(number)
            row = Row({"id": one, **row.values}, row.path, row.line)
        found.append(row)
    return found


def _name_of(row: Row) -> tuple[str, str]:
    return row.values.get("name", ""), row.values.get("town", "")


def _compare(plan: Import, incoming: Sequence[Row], old: Sequence[Row], fields: set[str], table: str, closing: date | None) -> None:
    """Fills the plan; rows keep their order, new ones come last in `table`. Without a day of closing, others stay."""
    known = {row.values.get("id", ""): row for row in old}
    fresh: dict[str, Row] = {}
    doubles = []
    for row in incoming:
        if row.values["id"] in fresh:
            doubles.append(row)  # told by the check of ids, with both lines
        else:
            fresh[row.values["id"]] = _merge(known.get(row.values["id"]), row, fields, closing)
    for one, before in known.items():
        after = fresh.pop(one, None)
        if after is None:
            after = _closed(before, closing)
            plan.gone += [after] if after is not before else []
        elif after.values != before.values:
            plan.changed.append((before, after))
        plan.same += after.values == before.values
        plan.rows.setdefault(before.path, []).append(after)
    plan.added += fresh.values()
    if fresh or doubles:
        plan.rows.setdefault(table, []).extend([*fresh.values(), *doubles])


def _merge(before: Row | None, row: Row, fields: set[str], closing: date | None) -> Row:
    """A row of the sheet, with what the table knows in columns that the sheet does not have."""
    kept = {name: value for name, value in before.values.items() if name not in fields} if before else {}
    if closing:
        kept.pop("closed", None)
    values = {**kept, **row.values}
    return Row({name: values[name] for name in FIELDS if name in values}, row.path, row.line)


def _closed(row: Row, day: date | None) -> Row:
    return row if day is None or "closed" in row.values else Row({**row.values, "closed": day.isoformat()}, row.path, row.line)


def write_import(plan: Import, root: Path) -> list[str]:
    """Puts the new tables in the place of the old ones, each in one step; gives the paths of those that changed."""
    written = []
    for path, rows in plan.rows.items():
        target = root / path
        text = render_table(rows, plan.chinese.get(path, True))
        if target.exists() and target.read_text("utf-8-sig") == text:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, text.encode())
        written.append(path)
    return written


def check_table_name(table: str) -> None:
    """A table is a CSV in docs/stations/; raises ProblemsFound for any other path."""
    if table and not re.fullmatch(r"docs/stations/[^/\\.][^/\\]*\.csv", table):
        raise ProblemsFound([Problem("--table", 1, f"“{table}”不是站点表格。", f"写 docs/stations/ 里的 CSV 文件，例如 {USUAL}。")])
