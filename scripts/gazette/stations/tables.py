"""The tables in docs/stations/: CSV files to rows, rows to `Station` records, rows back to CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import lru_cache
from io import StringIO

from pydantic import ValidationError

from gazette.cache import digest_of
from gazette.csv_tables import Row, Table, parse_table
from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound
from gazette.records import explain
from gazette.settings import Settings
from gazette.stations.rules import check_stations
from gazette.stations.station import FIELDS, LABELS, LISTS, Station

FOLDER = "stations"
_NEEDED = ("id", "name", "type")


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
    return parse_table(text, path, LABELS, _NEEDED)


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
