"""What all commands share: where the project is, and how problems are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from gazette.problems import Problem, ProblemsFound

root_option = click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(),
                           help="项目文件夹（有 mkdocs.yml 的那一个），默认是当前文件夹。")


@contextmanager
def told(outcome: str) -> Iterator[None]:
    """Prints problems instead of a traceback, says what came of it, and ends with exit code 1."""
    try:
        yield
    except ProblemsFound as found:
        _tell_errors(found.problems, outcome)
        sys.exit(1)


def tell(problems: Sequence[Problem], looked_at: str) -> None:
    """Prints what a check found: warnings as they are, errors where errors go, and a line to sum up."""
    errors = [problem for problem in problems if problem.level == "error"]
    warnings = [problem for problem in problems if problem.level == "warning"]
    for problem in warnings:
        click.echo(str(problem))
        _annotate(problem)
    if errors:
        _tell_errors(errors, "网站没有改动。")
    else:
        click.echo(f"没有发现问题：{looked_at}。" + (f"另有 {len(warnings)} 处提醒。" if warnings else ""))


def _tell_errors(problems: Sequence[Problem], outcome: str) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
        _annotate(problem)
    click.echo(f"共 {len(problems)} 处问题。{outcome}", err=True)


def _annotate(problem: Problem) -> None:
    """On GitHub a problem is shown on its line as well."""
    if os.environ.get("GITHUB_ACTIONS"):
        click.echo(problem.annotation())


def paths_in(root: Path, files: Sequence[Path]) -> list[str]:
    """Files of the command line, which are told from the current folder, as paths from the project's root; exits where one is outside."""
    paths = []
    for file in files:
        # Links are not followed: the check itself refuses them.
        absolute = Path(os.path.abspath(file))
        if not absolute.is_relative_to(root):
            _tell_errors([Problem(str(file), 1, "这个文件不在项目里。", "只写项目文件夹里的文件。")], "")
            sys.exit(1)
        paths.append(absolute.relative_to(root).as_posix())
    return paths
