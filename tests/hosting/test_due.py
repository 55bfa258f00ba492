"""Whether a build is due: an embargo or an expiry since the last one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from gazette.hosting.due import NOT_DUE, is_due, remember_due

from tests.browser.project import REPOSITORY
from tests.making import moment
from tests.sample import NOW, build_sample, run, sample_project


def test_an_embargo_makes_a_build_due(tmp_path: Path) -> None:
    """Not before its moment, then until the site is built again; no public file of the site gives the moment away."""
    project = sample_project(tmp_path / "project")
    later, tasks = project / "news/2026/03/06-later.md", project / "docs/registers/tasks.csv"
    # A deadline would come before.
    tasks.write_text(tasks.read_text("utf-8").replace("2026-03-10", "2026-02-10"), "utf-8")
    site = build_sample(project)
    noted = (project / ".cache/due").read_text("utf-8")
    come = moment(noted[:16].replace("T", " "))
    assert noted[:10] in later.read_text("utf-8")
    assert all(noted.encode() not in path.read_bytes() for path in site.rglob("*") if path.is_file())
    before, after = [str(int(come.timestamp()) + seconds) for seconds in (-1, 0)]
    assert [run(project, "due", SOURCE_DATE_EPOCH=epoch).returncode for epoch in (NOW, before, after)] == [NOT_DUE, NOT_DUE, 0]
    build_sample(project, SOURCE_DATE_EPOCH=after)
    assert run(project, "due", SOURCE_DATE_EPOCH=after).returncode == NOT_DUE


@pytest.mark.parametrize("noted", [None, "明天", "2026-13-01"])
def test_without_a_note_a_build_is_due(noted: str | None, tmp_path: Path) -> None:
    """A lost or spoilt note makes one build too many, never one too few."""
    (tmp_path / ".cache").mkdir()
    if noted:
        (tmp_path / ".cache/due").write_text(noted, "utf-8")
    assert is_due(tmp_path, moment("2026-03-10 12:00"))[0]
    remember_due(tmp_path, None)
    assert is_due(tmp_path, moment("2026-03-10 12:00")) == (False, "没有定时的变动。")


@pytest.mark.parametrize(("due", "did"), [("2026-03-10 11:00", True), ("2026-03-10 13:00", False)])
def test_make_due_does_what_is_to_be_done(due: str, did: bool, tmp_path: Path) -> None:
    """Only then; either way the step is green. No environment is set up for it."""
    for name in ("Makefile", "scripts"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    (tmp_path / ".cache").mkdir()
    remember_due(tmp_path, moment(due))
    done = subprocess.run(["make", "--silent", "due", "DO=touch done"], cwd=tmp_path, env=os.environ | {"SOURCE_DATE_EPOCH": NOW}, check=False)
    assert done.returncode == 0
    assert (tmp_path / "done").exists() == did
    assert not (tmp_path / ".venv").exists()
