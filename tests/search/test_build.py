"""Building the index: what is indexed again, what happens without Pagefind, and when the press is killed."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser.project import build, copy_project, environment, gazette


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the repository's content, not yet built."""
    return copy_project(tmp_path / "project")


def _index_files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.glob("pagefind-*/**/*") if path.is_file()}


def test_only_the_changed_shard_is_indexed_again(project: Path) -> None:
    """A change to a news item leaves the files of the stations' index the same files (same inode)."""
    site = build(project)
    stations = {path.name: path.stat().st_ino for path in site.glob("pagefind-stations/**/*") if path.is_file()}
    item = next((project / "news/2026/11").glob("*.md"))
    item.write_text(item.read_text("utf-8") + "\n后来补充的一段。\n", "utf-8")
    build(project)
    assert {path.name: path.stat().st_ino for path in site.glob("pagefind-stations/**/*") if path.is_file()} == stations


def test_the_index_is_the_same_from_any_state_of_the_cache(project: Path) -> None:
    """Cold, warm, and with index files in the cache cut short, the same bytes come out."""
    first = _index_files(build(project))
    assert any(name.endswith(".pf_fragment") for name in first)
    assert _index_files(build(project)) == first
    for path in (project / ".cache/search").glob("*/fragment/*"):
        path.write_bytes(path.read_bytes()[:10])
    assert _index_files(build(project)) == first


def test_without_pagefind_the_message_names_both_ways_on(project: Path) -> None:
    """No node_modules: exit 1 with the cure; --no-search builds the rest without an index."""
    (project / "node_modules").unlink()
    done = subprocess.run(gazette("build", "--root", str(project)), env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "package.json:1: 站内搜索需要的程序 Pagefind 没有安装。" in done.stderr
    assert "--no-search" in done.stderr
    assert not (project / "site").exists()
    subprocess.run(gazette("build", "--no-search", "--root", str(project)), env=environment(), check=True, capture_output=True)
    assert (project / "site/index.html").exists()
    assert not list((project / "site").glob("pagefind*"))


def test_killed_while_an_indexer_runs_the_old_site_stays_and_no_process_is_left(project: Path) -> None:
    """SIGKILL to the press ends Pagefind with it; the site is the old one, and the next build is like a clean one."""
    site = build(project)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    item = next((project / "news/2026/11").glob("*.md"))
    item.write_text(item.read_text("utf-8") + "\n后来补充的一段。\n", "utf-8")
    # A stand-in that takes its time, as Pagefind does with thousands of pages, and tells its number.
    slow = project / "slow"
    slow.write_text(f"#!/bin/sh\necho $$ > {project}/indexer.pid\nexec sleep 60\n")
    slow.chmod(0o755)
    (project / "node_modules").unlink()
    program = project / "node_modules/@pagefind/test/bin/pagefind_extended"
    program.parent.mkdir(parents=True)
    program.symlink_to(slow)
    press = subprocess.Popen(gazette("build", "--root", str(project)), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    number = _wait_for(project / "indexer.pid")
    press.kill()
    press.communicate()
    deadline = time.monotonic() + 20
    while _is_alive(number) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _is_alive(number)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def _wait_for(path: Path) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.02)
    raise AssertionError("the indexer was never started")


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # A killed process whose new parent has not yet asked for it is a zombie, not alive.
    return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text() if Path(f"/proc/{number}").exists() else False
