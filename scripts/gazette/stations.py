"""Service stations: the CSV tables in docs/stations/ to `Station` records."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from pydantic import ValidationError

from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.records import Station, explain
from gazette.settings import Settings

_FIELDS = [name for name in Station.model_fields if name not in ("source_path", "line")]
# Both headers that a table may have; the Chinese one is the label of the field.
_HEADERS = {name: name for name in _FIELDS} | {str(Station.model_fields[name].title): name for name in _FIELDS}
_NEEDED = ("id", "name", "type")
_LISTS = ("services", "standards")


def load_stations(settings: Settings) -> tuple[list[Station], list[Problem]]:
    """The stations of all tables in order of file and row, and what is wrong in them."""
    folder = settings.docs_dir / "stations"
    stations: list[Station] = []
    problems: list[Problem] = []
    for table in sorted(folder.glob("*.csv")):
        path = table.relative_to(settings.root).as_posix()
        try:
            for result in _parse_table(decode_text(table.read_bytes(), path), path):
                (problems if isinstance(result, Problem) else stations).append(result)  # type: ignore[arg-type]
        except ProblemsFound as found:
            problems += found.problems
    problems += _check_ids(stations)
    problems += _check_lists(stations, settings)
    return stations, problems


def _parse_table(text: str, path: str) -> Iterator[Station | Problem]:
    rows = csv.reader(StringIO(text, newline=""))
    header = [_HEADERS.get(cell.strip(), cell.strip()) for cell in next(rows, [])]
    faults = list(_check_header(header, path))
    if faults:
        raise ProblemsFound(faults)
    for row in rows:
        if any(cell.strip() for cell in row):
            yield from _parse_row(header, row, path, rows.line_num)


def _check_header(header: list[str], path: str) -> Iterator[Problem]:
    for name in _NEEDED:
        if name not in header:
            yield Problem(path, 1, f"表头缺少“{Station.model_fields[name].title}”（{name}）这一列。", "在第一行补上这一列。")
    for cell in header:
        if cell not in _FIELDS:
            near = nearest(cell, _HEADERS)
            yield Problem(path, 1, f"表头里不认识“{cell}”。", f"是不是 {near}？" if near else "删去这一列。")
        elif header.count(cell) > 1:
            yield Problem(path, 1, f"表头里“{cell}”出现了不止一次。", "只留一列。")


def _parse_row(header: list[str], row: list[str], path: str, line: int) -> Iterator[Station | Problem]:
    if len(row) > len(header):
        yield Problem(path, line, f"这一行有 {len(row)} 格，表头只有 {len(header)} 列。", "含逗号的格子要用英文双引号括起来。")
        return
    values: dict[str, object] = {name: cell.strip() for name, cell in zip(header, row, strict=False) if cell.strip()}
    for name in _LISTS:
        if name in values:
            values[name] = str(values[name]).split("、")
    try:
        yield Station.model_validate({**values, "source_path": path, "line": line})
    except ValidationError as error:
        for fault in error.errors():
            yield Problem(path, line, *explain(fault, Station)[1:])


def _check_ids(stations: list[Station]) -> Iterator[Problem]:
    first: dict[str, Station] = {}
    for station in stations:
        other = first.setdefault(station.id, station)
        if other is not station:
            yield Problem(station.source_path, station.line, f"编号 {station.id} 与 {other.source_path} 第 {other.line} 行重复。",
                          "每个站点用自己的编号，编号定了不再改。")


def _check_lists(stations: list[Station], settings: Settings) -> Iterator[Problem]:
    """Town and type against the lists of the settings, where those are given."""
    for name, label, known in (("town", "镇街", settings.options.towns), ("type", "类别", settings.options.station_types)):
        for station in stations:
            value = getattr(station, name)
            if known and value and value not in known:
                near = nearest(value, known)
                yield Problem(station.source_path, station.line, f"{label}“{value}”不在 mkdocs.yml 的清单里。",
                              f"是不是“{near}”？" if near else "改正它，或把它加进清单。")
