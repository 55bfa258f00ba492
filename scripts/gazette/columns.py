"""news/columns.yml: the publicity columns of the site."""

from __future__ import annotations

from pathlib import Path

from gazette.problems import Problem
from gazette.records import Column
from gazette.yaml_lists import load_list

COLUMNS = "news/columns.yml"


def load_columns(root: Path) -> tuple[list[Column], list[Problem]]:
    """The columns in the order of the file, and what is wrong in it."""
    if not (root / COLUMNS).is_file():
        return [], [Problem(COLUMNS, 1, "找不到栏目清单。", "新建这个文件，写上各栏目的 slug、name、description。")]
    rows, problems = load_list(root, COLUMNS, Column)
    if not rows and not problems:
        return [], [Problem(COLUMNS, 1, "栏目清单是空的。", "至少写一个栏目的 slug、name、description。")]
    columns: list[Column] = []
    for line, column in rows:
        if any(column.slug == other.slug or column.name == other.name for other in columns):
            problems.append(Problem(COLUMNS, line, f"栏目“{column.name}”的 slug 或 name 与前面的重复。", "改成不同的名称。"))
        columns.append(column)
    return columns, sorted(problems, key=lambda problem: problem.line)
