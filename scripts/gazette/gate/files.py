"""What lies in a folder of the project, and names, links and sizes that are refused before anything is read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gazette.problems import Problem

# Bytes. A text of a million characters is a book; beyond the second, readers on a telephone wait in vain.
LARGEST_TEXT = 2_000_000
LARGEST_FILE = 50_000_000
# What people write by hand; a table of all stations of a district takes some megabytes.
_WRITTEN = (".md", ".markdown", ".yml", ".yaml")
TEXTS = (*_WRITTEN, ".csv")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Found(NamedTuple):
    """Paths of files from the project's root, in order, and what is refused."""

    paths: list[str]
    problems: list[Problem]


def walk_files(root: Path, folder: str) -> Found:
    """All files below `folder`; what is hidden is passed over, what is refused is told and left out."""
    found = Found([], [])
    for path, entry in _walk(root, folder):
        if problem := _refuse(path, entry):
            found.problems.append(problem)
        else:
            found.paths.append(path)
    found.paths.sort()
    return found


def _walk(root: Path, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    if not (root / folder).is_dir():
        return
    with os.scandir(root / folder) as entries:
        for entry in entries:
            # Names with a dot or ~ in front are leftovers of editors and systems, never content.
            if entry.name.startswith((".", "~")):
                continue
            path = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(root, path)
            else:
                yield path, entry


def _refuse(path: str, entry: os.DirEntry[str]) -> Problem | None:
    if _UNSEEN.search(entry.name) or ".." in entry.name:
        return Problem(printable(path), 1, "文件名里有不可见的字符或“..”。", "给文件改名，只用文字、数字、减号和一个点。")
    if entry.is_symlink():
        return Problem(path, 1, "这是一个符号链接，不是文件。", "把文件本身放进来。")
    if not entry.is_file():
        return Problem(path, 1, "这不是普通的文件。", "删去它。")
    size, most = entry.stat().st_size, LARGEST_TEXT if path.endswith(_WRITTEN) else LARGEST_FILE
    if size > most:
        return Problem(path, 1, f"文件太大（{size / 1e6:.0f} MB，最多 {most / 1e6:.0f} MB）。", "压缩后再放进来，或分成几个文件。")
    return None


def printable(path: str) -> str:
    """A path that a terminal may show: what cannot be seen is written as its code."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", path)
