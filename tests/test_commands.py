"""The command line: every command says in Chinese what it is for, and wrong calls end with a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from gazette.cli import main


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*path, name))


@pytest.mark.parametrize("path", list(_commands(main)), ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    """--help and -h give the same, in Chinese, for the command and each of its options."""
    told = [CliRunner().invoke(main, [*path, option]) for option in ("--help", "-h")]
    assert [done.exit_code for done in told] == [0, 0]
    assert told[0].output == told[1].output
    assert re.search(r"\n\n  .*[\u4e00-\u9fff]{2}", told[0].output)
    options = [option for option in re.findall(r"\n  (-.*(?:\n {5,}.*)*)", told[0].output) if "--help" not in option]
    assert all(re.search("[\u4e00-\u9fff]{2}", option) for option in options), options


@pytest.mark.parametrize("command", [["build", "--no-search"], ["check"], ["new", "示例"]])
def test_outside_a_project_the_message_says_where_to_run(command: list[str], tmp_path: Path) -> None:
    """Exit 1 and a cure, no traceback; nothing is written but what the command may keep for itself."""
    done = CliRunner().invoke(main, [*command, "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert re.search(r"^(mkdocs\.yml|news/columns\.yml):1: 找不到.* 改法：", done.output)
    assert not (tmp_path / "site").exists()
