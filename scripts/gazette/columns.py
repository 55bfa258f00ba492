"""news/columns.yml: the publicity columns of the site."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from gazette.front_matter import decode_text, parse_sequence
from gazette.problems import Problem, ProblemsFound
from gazette.records import Column, explain

COLUMNS = "news/columns.yml"


def load_columns(root: Path) -> tuple[list[Column], list[Problem]]:
    """The columns in the order of the file, and what is wrong in it."""
    path = root / COLUMNS
    if not path.is_file():
        return [], [Problem(COLUMNS, 1, "找不到栏目清单。", "新建这个文件，写上各栏目的 slug、name、description。")]
    try:
        rows = parse_sequence(decode_text(path.read_bytes(), COLUMNS), COLUMNS)
    except ProblemsFound as found:
        return [], found.problems
    if not rows:
        return [], [Problem(COLUMNS, 1, "栏目清单是空的。", "至少写一个栏目的 slug、name、description。")]
    columns: list[Column] = []
    problems: list[Problem] = []
    for line, row in rows:
        try:
            column = Column.model_validate(row)
        except ValidationError as error:
            problems += [Problem(COLUMNS, line, *explain(fault, Column)[1:]) for fault in error.errors()]
            continue
        if any(column.slug == other.slug or column.name == other.name for other in columns):
            problems.append(Problem(COLUMNS, line, f"栏目“{column.name}”的 slug 或 name 与前面的重复。", "改成不同的名称。"))
        columns.append(column)
    return columns, problems
