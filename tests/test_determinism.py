"""The output depends on content, settings and day alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.project import environment, link_packages
from tests.sample import NOW, build_sample, run, sample_project, tree

# More than two chunks for each of two processes, so that the work is really shared out.
_ITEMS = 230


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a clean build."""
    return tree(build_sample(sample_project(tmp_path_factory.mktemp("first") / "project", _ITEMS, clean=True), "--processes", "2"))


@pytest.mark.parametrize("more", [
    {"TZ": "America/New_York", "LANG": "C", "LC_ALL": "C"}, {"TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"},
    {"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"}])
def test_clean_builds_anywhere_are_the_same_bytes(first: dict[str, bytes], tmp_path: Path, more: dict[str, str]) -> None:
    """Another folder, one process, another time zone, language and order of sets: the same tree."""
    project = sample_project(tmp_path / "elsewhere" / "other", _ITEMS, clean=True)
    assert tree(build_sample(project, "--processes", "1", **more)) == first


def test_a_warm_build_is_like_a_clean_one(first: dict[str, bytes], tmp_path: Path) -> None:
    """Item added, changed and removed again, a page of the site spoilt by hand: the next build is like the first."""
    project = sample_project(tmp_path / "project", _ITEMS)
    site = build_sample(project)
    item = project / "news/2025/01/01-item-0.md"
    text = item.read_text("utf-8")
    item.write_text(text + "\n添上一段。\n", "utf-8")
    (project / "news/2026/03/07-new.md").write_text(text.replace("示例稿件0", "新稿件"), "utf-8")
    changed = tree(build_sample(project))
    assert changed != first
    assert "news/2026/03/07-new.html" in changed
    item.write_text(text, "utf-8")
    (project / "news/2026/03/07-new.md").unlink()
    (site / "about.html").write_text("手改过的", "utf-8")
    assert tree(build_sample(project)) == first


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "foreign", "other version"])
def test_a_harmed_cache_is_a_slow_build_never_a_wrong_one(first: dict[str, bytes], tmp_path: Path, harm: str) -> None:
    """Whatever became of the cache, the site is the same."""
    project = sample_project(tmp_path / "project", _ITEMS)
    build_sample(project)
    cache = project / ".cache/gazette.sqlite"
    if harm == "missing":
        shutil.rmtree(project / ".cache")
    elif harm == "empty":
        cache.write_bytes(b"")
    elif harm == "cut":
        cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])
    elif harm == "foreign":
        cache.write_bytes(b"not a database at all" * 1000)
    else:
        subprocess.run([sys.executable, "-c", f"import sqlite3; sqlite3.connect({str(cache)!r}).execute('PRAGMA user_version = 99')"],
                       check=True)
    assert tree(build_sample(project)) == first


def test_mkdocs_build_gives_the_same_site(tmp_path: Path) -> None:
    """The command of MkDocs, through the hook, writes what `gazette build` writes, search included."""
    project = sample_project(tmp_path / "project")
    link_packages(project)
    done = run(project, "build")
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "by-mkdocs")], cwd=project, check=True,
                   env=environment() | {"SOURCE_DATE_EPOCH": NOW})
    assert tree(tmp_path / "by-mkdocs") == tree(project / "site")


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    """A second build links every file; one changed item writes its page and the few that show it."""
    project = sample_project(tmp_path / "project", _ITEMS)
    site = build_sample(project)
    before = {path: os.stat(site / path).st_ino for path in tree(site)}
    build_sample(project)
    assert {path: os.stat(site / path).st_ino for path in tree(site)} == before
    item = project / "news/2025/01/01-item-0.md"
    item.write_text(item.read_text("utf-8").replace("的**正文**", "的**新正文**"), "utf-8")
    build_sample(project)
    written = {path for path in tree(site) if os.stat(site / path).st_ino != before[path]}
    assert "news/2025/01/01-item-0.html" in written
    assert len(written) < 20, sorted(written)
