"""Press kits: what is in the ZIP, which items have one, and that the same item gives the same bytes."""

from __future__ import annotations

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from gazette.fixed_zip import unpack

from tests.conftest import Goldens
from tests.sample import build_sample, run, sample_project, tree

_FULL, _PLAIN = "news/2026/03/02-full", "news/2026/03/01-plain"


def project_with_kits(target: Path) -> Path:
    """The sample project with the setting turned on."""
    project = sample_project(target)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("press_kit: false", "press_kit: true"), "utf-8")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built with kits."""
    return build_sample(project_with_kits(tmp_path_factory.mktemp("kits") / "project"))


def test_the_kit_of_a_full_item(site: Path) -> None:
    """Text twice, the picture as it was handed in, and what it shows and whose it is."""
    files = unpack((site / f"{_FULL}.zip").read_bytes())
    assert list(files) == ["02-full.docx", "02-full.txt", "图片/01-picture.svg", "图片说明.txt"]
    assert files["图片/01-picture.svg"] == (site / "news/2026/03/picture.svg").read_bytes()
    credit = files["图片说明.txt"].decode("utf-8-sig")
    assert "图片/01-picture.svg\r\n说明：示例图片\r\n来源：示例来源\r\n" in credit


def test_the_text_says_where_it_is_from(site: Path, goldens: Goldens) -> None:
    """The plain text, to the last letter: source, hands, address, corrections, summary, text, terms."""
    text = unpack((site / f"{_FULL}.zip").read_bytes())["02-full.txt"]
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n")
    goldens.compare("press-kit.txt", text.decode("utf-8-sig").replace("\r\n", "\n"))


def test_the_word_document_reads_back(site: Path) -> None:
    """The same text as in the plain file, with the title as heading, links, and the item's own dates."""
    document = Document(BytesIO(unpack((site / f"{_FULL}.zip").read_bytes())["02-full.docx"]))
    title, *rest = document.paragraphs
    assert title.style
    assert (title.style.name, title.text) == ("Heading 1", "各项齐全的稿件：甲 & 乙")
    assert [link.address for one in rest for link in one.hyperlinks] == [
        "https://example.org/a", "https://wanzhou.example/news/2026/03/02-full.html", "https://wanzhou.example/press.html"]
    about = document.core_properties
    assert (about.title, about.author, about.last_modified_by) == ("各项齐全的稿件：甲 & 乙", "示例作者", "")
    # 08:00 in Shanghai, the time of the correction.
    assert about.created is not None
    assert about.created.replace(tzinfo=None) == datetime(2026, 3, 3, 0, 0)


def test_an_item_without_pictures_has_no_credits(site: Path) -> None:
    """Two files only; their dates are the item's."""
    with ZipFile(site / f"{_PLAIN}.zip") as archive:
        assert archive.namelist() == ["01-plain.docx", "01-plain.txt"]
        assert {info.date_time[:3] for info in archive.infolist()} == {(2026, 3, 1)}


def test_only_items_that_are_shown_have_a_kit(site: Path) -> None:
    """None for withdrawn, expired, draft and embargoed items, and their pages name none; the pages of the others link theirs."""
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.zip")} == {f"{_PLAIN}.zip", f"{_FULL}.zip"}
    for path in site.glob("news/*/*/*.html"):
        linked = "媒体稿件包下载" in path.read_text("utf-8")
        assert linked == path.with_suffix(".zip").exists(), path
    assert '<a href="02-full.zip" download>' in (site / f"{_FULL}.html").read_text("utf-8")


def test_the_press_page_tells_of_kits(site: Path) -> None:
    """Where they are made, the page for media says what is in them."""
    assert "里面是" in (site / "press.html").read_text("utf-8")


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """In another folder, at another file time, with another order of sets and on another clock of the machine."""
    project = project_with_kits(tmp_path / "elsewhere" / "project")
    other = build_sample(project, PYTHONHASHSEED="7", TZ="America/New_York")
    kits = {path: content for path, content in tree(site).items() if path.endswith(".zip")}
    assert kits
    assert {path: content for path, content in tree(other).items() if path.endswith(".zip")} == kits


def test_a_kit_is_made_again_only_when_its_item_changes(tmp_path: Path) -> None:
    """A new picture changes the kit it is in; withdrawal takes a kit away; the others stay as they are."""
    project = project_with_kits(tmp_path / "project")
    site = build_sample(project)
    before = {name: os.stat(site / f"{name}.zip").st_ino for name in (_FULL, _PLAIN)}
    picture = project / "news/2026/03/picture.svg"
    picture.write_text(picture.read_text("utf-8").replace("h4v3", "h2v3"), "utf-8")
    build_sample(project)
    assert os.stat(site / f"{_FULL}.zip").st_ino != before[_FULL]
    assert os.stat(site / f"{_PLAIN}.zip").st_ino == before[_PLAIN]
    assert unpack((site / f"{_FULL}.zip").read_bytes())["图片/01-picture.svg"] == picture.read_bytes()
    item = project / f"{_FULL}.md"
    item.write_text(item.read_text("utf-8").replace("pinned: true", "withdrawn: {date: 2026-03-04 08:00, reason: 示例。}"), "utf-8")
    build_sample(project)
    assert not (site / f"{_FULL}.zip").exists()
    assert (site / f"{_PLAIN}.zip").exists()


def test_no_kits_unless_asked_for(tmp_path: Path) -> None:
    """The setting is off by default; no page names a kit."""
    site = build_sample(sample_project(tmp_path / "project"))
    assert not list(site.rglob("*.zip"))
    assert not [path for path in site.rglob("*.html") if "媒体稿件包" in path.read_text("utf-8")]



def test_a_setting_that_is_neither_yes_nor_no(tmp_path: Path) -> None:
    """The line of the setting, and how to write it."""
    project = project_with_kits(tmp_path / "project")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("press_kit: true", "press_kit: 要的"), "utf-8")
    done = run(project, "build", "--no-search")
    assert done.returncode == 1
    assert "设置 press_kit 缺失或写得不对。 改法：写 true 或 false。" in done.stderr
