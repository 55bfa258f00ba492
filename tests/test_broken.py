"""One bad file for each fault (tests/broken/): all problems are told in one run, and the old site stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.browser.project import REPOSITORY, build, copy_project, environment, gazette
from tests.conftest import Goldens

_BROKEN = REPOSITORY / "tests/broken"


@pytest.mark.parametrize("stage", ["read", "linked"])
def test_every_fault_is_told_at_once_with_line_and_cure(stage: str, tmp_path: Path, goldens: Goldens) -> None:
    """Exit 1; the full list of `path:line: message 改法：cure`; the old site untouched, and nothing left beside it."""
    project = copy_project(tmp_path / "project")
    site = build(project)
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in site.rglob("*")}
    for path in (_BROKEN / stage).rglob("*"):
        if path.is_file():
            target = project / path.relative_to(_BROKEN / stage)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    done = subprocess.run(gazette("build", "--root", str(project)), env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout == ""
    goldens.compare(f"broken-{stage}.txt", done.stderr)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in site.rglob("*")} == before
    assert not list(project.glob(".site*"))


def test_a_build_and_a_check_tell_the_same(tmp_path: Path) -> None:
    """`gazette check` prints what `gazette build` would, and writes no site."""
    project = copy_project(tmp_path / "project")
    (project / "news/2026/11/20-bad.md").write_text("---\ntitle: 示例\n---\n", "utf-8")
    said = [subprocess.run(gazette(command, "--root", str(project)), env=environment(), capture_output=True, text=True, check=False).stderr
            for command in ("build", "check")]
    assert said[0] == said[1]
    assert "news/2026/11/20-bad.md:1: 缺少 date（发布时间）。" in said[0]
    assert not (project / "site").exists()
