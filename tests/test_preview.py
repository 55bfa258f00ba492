"""A preview puts only what has changed into the site that is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from gazette.build import build
from gazette.problems import ProblemsFound

from tests.browser.project import link_packages
from tests.sample import NOW, build_sample, run, sample_project, tree

_ITEMS = 230
_CHANGED = "news/2025/01/01-item-0"
_GONE = "news/2025/02/02-item-1"
_NEW = "news/2026/03/07-new"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOW)
    project = sample_project(tmp_path / "project", _ITEMS)
    build_sample(project)
    return project


def _change(project: Path) -> None:
    item = project / f"{_CHANGED}.md"
    text = item.read_text("utf-8")
    item.write_text(text.replace("的**正文**", "的**新正文**"), "utf-8")
    (project / f"{_NEW}.md").write_text(text.replace("示例稿件0", "新稿件"), "utf-8")
    (project / f"{_GONE}.md").unlink()


def test_it_is_what_a_whole_build_writes(project: Path) -> None:
    """An item changed, one added, one gone: every file as a build writes it, those that are the same left where they were."""
    site = project / "site"
    before = {path: os.stat(site / path).st_ino for path in tree(site)}
    _change(project)
    build(project, search=False, preview=True, processes=2)
    shown = tree(site)
    stayed = {path for path in shown if os.stat(site / path).st_ino == before.get(path)}
    assert f"{_GONE}.html" not in shown
    assert {f"{_CHANGED}.html", f"{_NEW}.html"} <= shown.keys() - stayed
    assert len(stayed) > len(shown) / 2
    build_sample(project)
    assert tree(site) == shown
    assert not list(project.glob(".site.*"))


def test_what_was_spoilt_by_hand_is_mended(project: Path) -> None:
    page = project / "site" / f"{_CHANGED}.html"
    good = page.read_bytes()
    page.write_text("手改过的", "utf-8")
    build(project, search=False, preview=True)
    assert page.read_bytes() == good


def test_a_fault_leaves_the_site_as_it_was(project: Path) -> None:
    before = tree(project / "site")
    _change(project)
    (project / f"{_CHANGED}.md").write_text("---\ntitel: 写错的名称\n---\n", "utf-8")
    with pytest.raises(ProblemsFound):
        build(project, search=False, preview=True)
    assert tree(project / "site") == before


def test_a_changed_template_is_seen(project: Path) -> None:
    """Templates are compiled once for all previews, but anew once one of them, or the macros they share, is changed."""
    build(project, search=False, preview=True)
    for file, mark in (("entry.html", "模板改过"), ("_macros.html", "宏改过")):
        template = project / "overrides/gazette" / file
        old = template.read_text("utf-8")
        marked = old.replace("<nav ", f"<nav data-mark={mark} ") if file.startswith("_") else f"{old}<p>{mark}</p>"
        assert marked != old
        template.write_text(marked, "utf-8")
        build(project, search=False, preview=True)
        assert mark in (project / "site" / f"{_CHANGED}.html").read_text("utf-8")


def test_the_search_index_stays_or_is_made(project: Path) -> None:
    """The index of the last build stays as it is; where a part of it is missing, all of the site is made."""
    link_packages(project)
    assert run(project, "build").returncode == 0
    site = project / "site"
    index = {path: content for path, content in tree(site).items() if path.startswith("pagefind")}
    assert index
    _change(project)
    build(project, preview=True)
    shown = tree(site)
    assert f"{_NEW}.html" in shown
    assert {path: content for path, content in shown.items() if path.startswith("pagefind")} == index
    folder = sorted(path.split("/")[0] for path in index)[0]
    (site / folder).rename(project / "lost")
    build(project, preview=True)
    assert (site / folder).is_dir()
    assert run(project, "build").returncode == 0
    clean = sample_project(project.parent / "clean", _ITEMS)
    link_packages(clean)
    _change(clean)
    assert run(clean, "build").returncode == 0
    assert tree(site) == tree(clean / "site")
