"""Frames: slots filled once, and a new run of MkDocs whenever something it reads has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.frames import FRAME_SOURCES, Frame, Frames, Saved, _frames_key, frame_source
from gazette.settings import load_settings

from tests.sample import sample_project


def test_slots_are_filled() -> None:
    """Each by its name, as often as it stands there; one without a value stays empty."""
    frame = Frame("<title>[[gazette:title]]</title>[[gazette:none]]<li[[gazette:here:a/b.html]]>[[gazette:title]]")
    assert frame.fill({"title": "甲", "here:a/b.html": " class"}).decode() == "<title>甲</title><li class>甲"


def test_a_value_is_not_looked_through_for_slots() -> None:
    """A title may look like a slot."""
    assert Frame("[[gazette:title]]|[[gazette:body]]").fill({"title": "[[gazette:body]]", "body": "乙"}).decode() == "[[gazette:body]]|乙"


def test_a_frame_is_known_by_its_text() -> None:
    """Pages are written again when their frame changes."""
    assert Frame("甲").digest == Frame("甲").digest != Frame("乙").digest


def test_there_is_a_frame_for_each_depth() -> None:
    """Indentation of the templates is left out of all pages made from it."""
    pages = {source.removesuffix(".md") + ".html": Saved(source, f"\n  <p>\n\n    {depth}\n  </p>") for depth, source in enumerate(FRAME_SOURCES)}
    frames = Frames(pages | {"about.html": Saved("about.md", "关于")})
    assert [frames.at_depth(depth).fill({}).decode() for depth in range(4)] == [f"<p>\n{depth}\n</p>" for depth in range(4)]
    assert dict(frames.handwritten()) == {"about.html": Saved("about.md", "关于")}
    assert [source.count("/") for source in FRAME_SOURCES] == [0, 1, 2, 3]
    assert frame_source(2).startswith("---\n")


@pytest.mark.parametrize("name", [
    "mkdocs.yml", "docs/index.md", "docs/new.md", "docs/picture.png", "overrides/main.html", "overrides/gazette/entry.html",
    "overrides/assets/gazette.css", "scripts/hooks.py", "news/columns.yml"])
def test_a_change_of_what_mkdocs_reads_makes_it_run_again(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, pages, templates, styles, the hook, the columns of the navigation; the news is none of it."""
    monkeypatch.delenv("SITE_URL", raising=False)
    project = sample_project(tmp_path / "project")
    before = _frames_key(load_settings(project))
    (project / "news/2026/03/01-plain.md").write_text("另一正文", "utf-8")
    assert _frames_key(load_settings(project)) == before
    with (project / name).open("a", encoding="utf-8") as file:
        file.write("\n# 改\n")
    assert _frames_key(load_settings(project)) != before


def test_another_address_makes_it_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SITE_URL stands in the head of every page."""
    project = sample_project(tmp_path / "project")
    keys = set()
    for address in ("https://a.example/", "https://b.example/"):
        monkeypatch.setenv("SITE_URL", address)
        keys.add(_frames_key(load_settings(project)))
    assert len(keys) == 2
