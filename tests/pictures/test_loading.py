"""The pictures of a project from build to build: made once, made again where they changed or were torn, told where bad."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gazette.cache import Cache
from gazette.pictures import making, store
from gazette.pictures.loading import Pictures, load_pictures
from gazette.pictures.making import Made, make_files
from gazette.records import Link

from tests.making import NOW, make_entry, make_site
from tests.photos import encode, gradient, photo

_FILE = "news/2026/03/a.jpg"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[_Project]:
    """One item that names one photo, and an empty docs/."""
    project = _Project(tmp_path)
    yield project
    project.cache.close()


class _Project:
    """A project in a folder, loaded as often as a test likes; `decoded` counts the pictures that were decoded for it."""

    def __init__(self, root: Path):
        self.root, self.cache = root, Cache(root / ".cache/gazette.sqlite")
        (root / "docs").mkdir()
        self.write(_FILE, photo(1000, 600))
        self.settings = make_site().settings.model_copy(update={"root": root, "docs_dir": root / "docs"})
        self.entry = make_entry(links=(Link(path=_FILE, written="a.jpg"),))
        self.files = [_FILE]

    def write(self, file: str, content: bytes) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_bytes(content)

    def load(self, processes: int = 1) -> Pictures:
        return load_pictures(self.settings, [self.entry], self.files, NOW, self.cache, processes, lambda done, total: None)

    def folder(self) -> Path:
        return self.root / store.STORE / self.load().by_path[_FILE].digest


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The endings of the pictures decoded from now on."""
    endings: list[str] = []

    def counted(raw: bytes, ending: str) -> Made:
        endings.append(ending)
        return make_files(raw, ending)

    monkeypatch.setattr(making, "make_files", counted)
    return endings


def test_an_unchanged_picture_is_not_decoded_again(project: _Project, decoded: list[str]) -> None:
    """Nor even read; one that was only copied anew is read, and not decoded; one that changed is made again."""
    first = project.load()
    assert (decoded, first.problems) == ([".jpg"], [])
    picture = first.by_path[_FILE]
    assert (picture.width, picture.height, picture.widths) == (1000, 600, (480, 960, 1000))
    assert picture.length == (project.root / store.STORE / picture.digest / "base").stat().st_size
    assert project.load() == first
    os.utime(project.root / _FILE, (1, 1))
    assert project.load().by_path == first.by_path
    assert decoded == [".jpg"]
    project.write(_FILE, photo(1000, 500))
    assert project.load().by_path[_FILE].height == 500
    assert decoded == [".jpg", ".jpg"]


def test_without_the_database_the_files_are_found_by_their_bytes(project: _Project, decoded: list[str]) -> None:
    """The database may be lost by itself."""
    first = project.load()
    project.cache.clear()
    assert project.load() == first
    assert decoded == [".jpg"]


@pytest.mark.parametrize("harm", ["cut", "emptied", "removed", "spoilt", "list gone", "list spoilt", "all gone"])
def test_a_torn_file_is_made_again(project: _Project, decoded: list[str], harm: str) -> None:
    """Whichever it is; afterwards all is as it was."""
    first, folder = project.load(), project.folder()
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    size = folder / "480.webp"
    if harm == "all gone":
        shutil.rmtree(folder)
    elif harm.startswith("list"):
        (folder / "list.json").unlink() if harm == "list gone" else (folder / "list.json").write_bytes(b"[")
    elif harm == "removed":
        size.unlink()
    else:
        content = size.read_bytes()
        size.write_bytes({"cut": content[:-9], "emptied": b"", "spoilt": content[:-9] + b"\0" * 9}[harm])
    assert project.load() == first
    assert decoded == [".jpg", ".jpg"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    project.load()
    assert decoded == [".jpg", ".jpg"], "whole again"


def test_a_new_recipe_makes_all_again(project: _Project, decoded: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the code or of the encoders."""
    before = project.load().by_path[_FILE].digest
    monkeypatch.setattr(making, "recipe", lambda: b"another")
    assert project.load().by_path[_FILE].digest != before
    assert decoded == [".jpg", ".jpg"]


def test_what_is_looked_at(project: _Project) -> None:
    """Pictures that an item names, those of drafts too, and all in docs/; not those of withdrawn items, nor what nobody names."""
    project.write("news/2026/03/unnamed.jpg", b"no picture")
    project.write("docs/stations/front.PNG", photo(20, 10, "PNG"))
    project.write("docs/sketch.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>')
    project.write("docs/box.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -1.5, 40 30"/>')
    project.write("docs/free.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>')
    project.files.append("news/2026/03/unnamed.jpg")
    found = project.load()
    assert found.problems == []
    assert {path: (one.width, one.height, bool(one.widths)) for path, one in found.by_path.items()} == {
        _FILE: (1000, 600, True), "stations/front.PNG": (20, 10, True), "sketch.svg": (30, 20, False),
        "box.svg": (848, 636, False), "free.svg": (0, 0, False)}
    project.entry = make_entry(draft=True, links=project.entry.links)
    assert _FILE in project.load().by_path
    project.entry = make_entry(withdrawn={"date": "2026-03-02 09:00", "reason": "原因"}, links=project.entry.links)
    assert _FILE not in project.load().by_path


def test_a_bad_picture_is_told_with_its_path_and_cure(project: _Project) -> None:
    """Every one of them, each time, until it is mended."""
    project.write(_FILE, b"no picture")
    project.write("docs/torn.png", photo(300, 300, "PNG")[:900])
    project.write("docs/anim.gif", encode(gradient(9, 9, "P"), "GIF", save_all=True, append_images=[gradient(9, 9, "P").rotate(90)]))
    for _ in range(2):
        found = project.load()
        assert [str(problem) for problem in sorted(found.problems)] == [
            f"{file}:1: 图片打不开，文件可能没传完整，或者不是图片。 改法：用看图软件打开它，另存为 JPG 或 PNG，再放进来。"
            for file in ("docs/torn.png", _FILE)]
        assert found.by_path["anim.gif"].widths == ()


def test_a_build_without_pictures_loads_no_library_for_them(project: _Project) -> None:
    """Nor anything else: Pillow alone takes as long as reading a hundred items."""
    (project.root / _FILE).unlink()
    project.files = []
    assert project.load() == Pictures({}, [], set())
    code = "import gazette.build, sys; print([one for one in ('PIL', 'uniseg', 'imagesize') if one in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_many_at_once_are_the_same(project: _Project) -> None:
    """By two processes as by one, two files of the same bytes included."""
    for number in range(6):
        project.write(f"docs/{number}.jpg", photo(500 + number // 2, 300))
    alone = project.load(1)
    shutil.rmtree(project.root / store.STORE)
    assert project.load(2) == alone
    assert len({one.digest for one in alone.by_path.values()}) == 4


def test_what_is_not_needed_any_more_goes(project: _Project) -> None:
    """The files of pictures that a build no longer has."""
    folder = project.folder()
    store.keep(project.root / store.STORE, {folder.name})
    assert folder.is_dir()
    store.keep(project.root / store.STORE, set())
    assert not folder.exists()
    store.keep(project.root / "nowhere", set())
