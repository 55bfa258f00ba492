"""What all commands share: where the project is, and how problems are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gazette.problems import ProblemsFound

root_option = click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=Path(),
                           help="项目文件夹（有 mkdocs.yml 的那一个），默认是当前文件夹。")


@contextmanager
def told(outcome: str) -> Iterator[None]:
    """Prints problems instead of a traceback, says what came of it, and ends with exit code 1."""
    try:
        yield
    except ProblemsFound as found:
        for problem in found.problems:
            click.echo(str(problem), err=True)
            if os.environ.get("GITHUB_ACTIONS"):
                click.echo(problem.annotation())
        click.echo(f"共 {len(found.problems)} 处问题。{outcome}", err=True)
        sys.exit(1)
