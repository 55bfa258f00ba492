"""The editor's handbook: what it shows is there, and what it quotes is what the press says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from markdown.extensions.toc import slugify_unicode

from .browser.project import REPOSITORY, copy_project, environment, gazette

_HANDBOOK = "CONTRIBUTING.zh-CN.md"
_TEXT = (REPOSITORY / _HANDBOOK).read_text("utf-8")


def _anchors(text: str) -> set[str]:
    """The headings as GitHub makes anchors of them."""
    return {slugify_unicode(title, "-") for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


def test_links_lead_somewhere() -> None:
    """Files that exist, headings that exist."""
    links = re.findall(r"\]\(([^)\s]+)\)", _TEXT)
    assert len(links) > 20
    for link in links:
        path, _, anchor = link.partition("#")
        file = REPOSITORY / (path or _HANDBOOK)
        assert file.is_file(), link
        assert not anchor or anchor in _anchors(file.read_text("utf-8")), link


def test_pictures_are_small_and_all_shown() -> None:
    """Less than 80 KB each, with a text for those who do not see them."""
    pictures = sorted((REPOSITORY / ".github/handbook").iterdir())
    assert pictures
    for picture in pictures:
        assert picture.stat().st_size < 80_000
        assert re.search(rf"!\[[^\]]+\]\(\.github/handbook/{re.escape(picture.name)}\)", _TEXT), picture.name


def test_the_messages_are_the_real_ones(tmp_path: Path) -> None:
    """The wrong item of the handbook, as the press takes it."""
    match = re.search(r"例如这样一篇 `([^`]+)`：\n\n```markdown\n(.+?)```\n\n检查会说：\n\n```text\n(.+?)```", _TEXT, re.DOTALL)
    assert match
    project = copy_project(tmp_path / "project")
    (project / match[1]).write_text(match[2], "utf-8")
    done = subprocess.run(gazette("check", "--root", str(project)), env=environment(), capture_output=True, text=True,
                          encoding="utf-8", check=False)
    assert done.returncode == 1
    said = (done.stdout + done.stderr).splitlines()
    assert [line for line in said if line.startswith(match[1])] == match[3].splitlines()


def test_only_commands_that_exist_are_named() -> None:
    """Each `gazette …` and `make …` of the handbook."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"make ([a-z-]+)", _TEXT)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    named = set(re.findall(r"gazette ((?:stations )?[a-z]+)", _TEXT))
    assert named == {"new", "check", "stations import", "stations export"}
    for command in named:
        done = subprocess.run(gazette(*command.split(), "--help"), env=environment(), capture_output=True, check=False)
        assert done.returncode == 0, command
