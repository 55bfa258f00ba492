"""YAML files that are a list of records: the columns, words, allowances, schemas of registers."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from gazette.front_matter import decode_text, parse_sequence
from gazette.problems import Problem, ProblemsFound
from gazette.records import Record, explain

Kind = TypeVar("Kind", bound=Record)


def load_list(root: Path, path: str, kind: type[Kind]) -> tuple[list[tuple[int, Kind]], list[Problem]]:
    """(Line, record) of each good element of the file `path`, and what is wrong in the others; nothing where there is no file."""
    file = root / path
    if not file.is_file():
        return [], []
    try:
        rows = parse_sequence(decode_text(file.read_bytes(), path), path)
    except ProblemsFound as found:
        return [], found.problems
    records: list[tuple[int, Kind]] = []
    problems: list[Problem] = []
    for line, row in rows:
        try:
            records.append((line, kind.model_validate(row)))
        except ValidationError as error:
            problems += [Problem(path, line, *explain(fault, kind)[1:]) for fault in error.errors()]
    return records, problems
