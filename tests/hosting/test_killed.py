"""SIGKILL at any moment of a build or a publication: what is served stays whole, and the next build is like a clean one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser.project import environment, gazette
from tests.sample import NOW, build_sample, run, sample_project, tree

_ITEMS = 200
_MOMENTS = 20


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment() | {"SOURCE_DATE_EPOCH": NOW}, check=True, capture_output=True)
    return time.perf_counter() - started


def _kill(command: list[str], after: float) -> bool:
    """Runs the command and kills it with all its children after so many seconds; whether it was still at work."""
    process = subprocess.Popen(command, env=environment() | {"SOURCE_DATE_EPOCH": NOW}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               start_new_session=True)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        # The group of this child alone: a session of its own was begun for it.
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def _write(project: Path, version: int) -> None:
    """All items say which version they are, so that a mixture of two would show."""
    for item in project.glob("news/2025/*/*.md"):
        text = item.read_text("utf-8").partition("\n\n版本")[0]
        item.write_text(f"{text}\n\n版本{version}\n", "utf-8")


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The sites of versions 0 and 1, each from a clean build."""
    sites = []
    for version in (0, 1):
        project = sample_project(tmp_path_factory.mktemp("clean") / "project", _ITEMS)
        _write(project, version)
        sites.append(tree(build_sample(project)))
    assert sites[0] != sites[1]
    return sites[0], sites[1]


def test_a_build_killed_at_twenty_moments(versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path) -> None:
    """After each kill the site is the old or the new one, to the byte; then the next build gives what a clean one gives."""
    project = sample_project(tmp_path / "project", _ITEMS)
    _write(project, 0)
    build_sample(project)
    command = gazette("build", "--no-search", "--root", str(project))
    _write(project, 1)
    full = _seconds(command)
    moments = random.Random(9)
    killed = 0
    for number in range(_MOMENTS):
        _write(project, number % 2)
        after = moments.uniform(0.1, full)
        hit = _kill(command, after)
        killed += hit
        # A machine that has become quicker: later moments would all come too late.
        full = full if hit else after
        assert tree(project / "site") in versions, number
        if number % 4 == 3:
            assert tree(build_sample(project)) == versions[number % 2]
            assert not list(project.glob(".site.*"))
    assert killed >= _MOMENTS // 4


def test_a_publication_killed_at_twenty_moments(versions: tuple[dict[str, bytes], dict[str, bytes]], tmp_path: Path) -> None:
    """The folder that is served holds the old or the new site, whole, and the next publication is not hindered."""
    project, folder = sample_project(tmp_path / "project", _ITEMS), tmp_path / "www"
    sites = [project / "site", tmp_path / "other"]
    _write(project, 1)
    build_sample(project).rename(sites[1])
    _write(project, 0)
    build_sample(project)
    command = gazette("publish", str(folder), "--root", str(project))
    full = _seconds(command)
    moments = random.Random(10)
    killed = 0
    for _ in range(_MOMENTS):
        sites[0].rename(tmp_path / "third")
        sites[1].rename(sites[0])
        (tmp_path / "third").rename(sites[1])
        killed += _kill(command, moments.uniform(0.1, full))
        assert tree(folder) in versions
    assert killed >= _MOMENTS // 4
    assert run(project, "publish", str(folder)).returncode == 0
    assert tree(folder) == tree(project / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "project", "www", "www.gone.map"]
