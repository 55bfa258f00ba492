"""The workflows: whatever they run a person can run; they may do little; what they use is pinned."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.browser.project import REPOSITORY

_WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
_PINNED = re.compile(r"uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def _jobs(workflow: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values())


def test_there_are_five() -> None:
    """So that the tests below look at something."""
    assert [path.stem for path in _WORKFLOWS] == ["audit", "check", "due", "publish", "upgrades"]


@pytest.mark.parametrize("workflow", _WORKFLOWS, ids=lambda path: path.stem)
def test_a_step_runs_a_command_that_the_project_has(workflow: Path) -> None:
    """Each is one line that calls make, with a target of the Makefile, or a script in .ci/."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    commands = [step["run"] for job in _jobs(workflow) for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        assert "\n" not in command.strip()
        program, *arguments = command.replace('"', "").split()
        if program == "make":
            target = next(word for word in arguments if not word.startswith("-"))
            assert re.search(rf"^([a-z -]* )?{target.replace('$NEXT', 'newest')}( [a-z -]*)?:", makefile, re.MULTILINE), command
        else:
            assert (REPOSITORY / program).is_file(), command


@pytest.mark.parametrize("workflow", _WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_little_and_uses_what_is_pinned(workflow: Path) -> None:
    """No permission but those that a job names, a limit of time for each, one run at a time, full commits with their version."""
    text = workflow.read_text("utf-8")
    read = yaml.safe_load(text)
    assert read["permissions"] == {}
    assert read["concurrency"]["group"]
    for job in _jobs(workflow):
        assert job["permissions"]
        assert job["timeout-minutes"] <= 40
    used = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses: " in line]
    assert [line for line in used if not _PINNED.fullmatch(line)] == []
