"""Input made to do harm is refused quickly, with a message, in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gazette.gate.personal import find_personal
from gazette.gate.suggestions import find_suggestions
from gazette.gate.words import Words

from tests.browser.project import environment, gazette
from tests.gate.project import write
from tests.sample import NOW, run, sample_project

_COMMANDS = [["check"], ["build", "--no-search"]]
# Kilobytes a process may take; the press itself takes some 120 MB.
_MOST = 400_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the sample project."""
    return sample_project(tmp_path / "project")


# A process begins with the memory of the one that starts it, which the system counts: so a small one starts the command.
_MEASURED = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime)
"""


def _refused(project: Path, command: list[str]) -> str:
    done = subprocess.run([sys.executable, "-c", _MEASURED, *gazette(*command, "--root", str(project))], capture_output=True,
                          env=environment() | {"SOURCE_DATE_EPOCH": NOW}, encoding="utf-8", check=True)
    code, kilobytes, seconds = done.stdout.split()[-3:]
    assert int(code) == 1
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()
    assert int(kilobytes) < _MOST
    assert float(seconds) < 5
    return done.stderr


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command[0])
def test_sizes_are_bounded(project: Path, command: list[str]) -> None:
    """10 MB of front matter, an item and a page of 300 MB, an attachment of 200 MB (sparse files)."""
    write(project, "news/2026/03/05-head.md", more="description: " + "示" * 3_400_000 + "\n")
    write(project, "news/2026/03/05-short.md", more="description: " + "示" * 30_000 + "\n")
    for name, size in (("05-text.md", 300_000_000), ("05-film.pdf", 200_000_000)):
        with (project / "news/2026/03" / name).open("wb") as file:
            file.truncate(size)
    told = _refused(project, command)
    assert "news/2026/03/05-head.md:1: 文件太大（10 MB，最多 2 MB）。" in told
    assert "news/2026/03/05-short.md:1: 稿件信息太长" in told
    assert "news/2026/03/05-text.md:1: 文件太大（300 MB，最多 2 MB）。" in told
    assert "news/2026/03/05-film.pdf:1: 文件太大（200 MB，最多 50 MB）。" in told


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command[0])
def test_yaml_cannot_grow(project: Path, command: list[str]) -> None:
    """Nine lines of aliases stand for a billion values; deep nesting is refused too."""
    laughs = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))
    write(project, "news/2026/03/05-laughs.md", more=laughs)
    write(project, "news/2026/03/05-deep.md", more="tags: " + "[" * 9000 + "]" * 9000 + "\n")
    write(project, "news/2026/03/05-steps.md", more="tags:\n  " + "- " * 9000 + "x\n")
    told = _refused(project, command)
    assert "news/2026/03/05-laughs.md:8: 不支持 & 和 * 引用。" in told
    for name in ("deep", "steps"):
        assert f"news/2026/03/05-{name}.md:2: 清单套得太深，读不出来。" in told


@pytest.mark.parametrize("text", [
    "[" * 900_000, "- " * 900_000, "? " * 900_000, "- &a0 [x]\n" + "".join(f"- &a{n} [*a{n - 1}]\n" for n in range(1, 60_000))],
    ids=["lists", "steps", "keys", "aliases"])
def test_lists_of_the_office_cannot_grow_either(project: Path, text: str) -> None:
    """A million deep, and a chain of aliases as long as the file may be: the message, and no end without a word."""
    (project / "news/words.yml").write_text(text, "utf-8")
    told = _refused(project, ["check"])
    assert "news/words.yml:1: " in told
    assert "套得太深" in told or "不支持 & 和 * 引用" in told


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command[0])
def test_links_out_of_the_project_are_refused(project: Path, command: list[str], tmp_path: Path) -> None:
    """To a file, to a folder, and in a circle; in news and docs."""
    (tmp_path / "secret.md").write_text("外面的内容", "utf-8")
    (project / "news/2026/03/05-out.md").symlink_to(tmp_path / "secret.md")
    (project / "news/2026/04").symlink_to(tmp_path)
    (project / "news/2026/03/05-circle.pdf").symlink_to("05-circle.pdf")
    (project / "docs/out.md").symlink_to(tmp_path / "secret.md")
    told = _refused(project, command)
    for path in ("news/2026/03/05-out.md", "news/2026/04", "news/2026/03/05-circle.pdf", "docs/out.md"):
        assert f"{path}:1: 这是一个符号链接，不是文件。" in told


@pytest.mark.parametrize("command", _COMMANDS, ids=lambda command: command[0])
def test_odd_names_are_refused_and_shown_safely(project: Path, command: list[str]) -> None:
    """Control characters, marks that turn the direction of writing, two dots, bytes that are no UTF-8; a pipe."""
    folder = os.fsencode(project / "news/2026/03")
    for name in (b"05-\x1b[2J.pdf", b"05-a\nb.md", "05-\u202egpj.pdf".encode(), b"05-a..b.txt", b"05-\xff.txt"):
        with open(folder + b"/" + name, "wb"):
            pass
    os.mkfifo(folder + b"/05-pipe.txt")
    told = _refused(project, command)
    for shown in ("05-\\u001b[2J.pdf", "05-a\\u000ab.md", "05-\\u202egpj.pdf", "05-a..b.txt", "05-\\udcff.txt"):
        assert f"news/2026/03/{shown}:1: 文件名里有不可见的字符或“..”。" in told
    assert "news/2026/03/05-pipe.txt:1: 这不是普通的文件。" in told
    assert "\x1b" not in told


def test_a_check_of_the_file_alone_refuses_it_too(project: Path, tmp_path: Path) -> None:
    """What an editor hands in is refused as in the check of everything."""
    (project / "news/2026/03/05-out.md").symlink_to(tmp_path)
    with (project / "news/2026/03/05-film.pdf").open("wb") as file:
        file.truncate(200_000_000)
    told = run(project, "check", str(project / "news/2026/03/05-out.md"), str(project / "news/2026/03/05-film.pdf"))
    assert told.returncode == 1
    assert "05-out.md:1: 这是一个符号链接，不是文件。" in told.stderr
    assert "05-film.pdf:1: 文件太大" in told.stderr


_LONG = 30_000


@pytest.mark.parametrize("text", [
    "1 " * _LONG, "123 " * _LONG, "1-" * _LONG, "1.5," * _LONG, "一" * _LONG + "栋", "家住" + "一" * _LONG + "号", "a" * _LONG + "@",
    "(" + "示" * _LONG, '"' + "示" * _LONG, "(" * _LONG, "](" * _LONG, "<" * _LONG, "[[" * _LONG, "示" + "." * _LONG, "示" + " " * _LONG,
    "一零" * _LONG, "1" * _LONG + "千", "渝A" * _LONG, "```\n" * _LONG], ids=lambda text: text[:4] + text[-2:])
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    """What would be looked through again from each of its letters takes minutes; processor time, as the machine may be busy."""
    began = time.process_time()
    find_personal(text)
    find_suggestions(text, Words([]))
    assert time.process_time() - began < 4
