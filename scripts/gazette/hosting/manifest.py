"""The manifest of a site: every file with its digest and size, and the pages that were withdrawn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from gazette.permalinks import is_entry_path
from gazette.problems import Problem, ProblemsFound
from gazette.workers import run_all

# Its name at a host that the press uploads to.
NAME = "manifest.json"
# What overrides/gazette/entry.html writes on the notice in the place of a withdrawn item.
_MARK = b"data-gz-withdrawn"
_FORMAT = 1


class File(NamedTuple):
    """A file of a site: SHA-256 of its bytes in hexadecimal, and how many they are."""

    sha256: str
    size: int


class Manifest(NamedTuple):
    """The files of a site by path, in the order of paths, and the paths of the pages withdrawn."""

    files: Mapping[str, File]
    withdrawn: tuple[str, ...] = ()


EMPTY = Manifest({})


def read_site(site: Path, processes: int = 1) -> Manifest:
    """The manifest of the built site in this folder; raises ProblemsFound where there is none."""
    if not (site / "index.html").is_file():
        raise ProblemsFound([Problem(site.name, 1, "还没有生成网站。", "先运行 gazette build。")])
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    found = list(run_all(partial(_read, site), paths, processes))
    return Manifest({path: file for path, (file, _) in zip(paths, found, strict=True)},
                    tuple(path for path, (_, withdrawn) in zip(paths, found, strict=True) if withdrawn))


def _read(site: Path, path: str) -> tuple[File, bool]:
    content = (site / path).read_bytes()
    return File(sha256(content).hexdigest(), len(content)), is_entry_path(path) and _MARK in content


def serialize(manifest: Manifest) -> str:
    """The manifest as JSON, one file a line, so that two of them can be compared by any tool."""
    lines = ",\n".join(f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(file)}" for path, file in manifest.files.items())
    withdrawn = json.dumps(manifest.withdrawn, ensure_ascii=False)
    return f'{{"format": {_FORMAT},\n"withdrawn": {withdrawn},\n"files": {{\n{lines}\n}}}}\n'


def parse(text: str, name: str) -> Manifest:
    """A manifest from its JSON; raises ProblemsFound where the file `name` holds something else."""
    try:
        read = json.loads(text)
        if read["format"] != _FORMAT:
            raise ValueError(read["format"])
        return Manifest({path: File(*file) for path, file in read["files"].items()}, tuple(read["withdrawn"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ProblemsFound([Problem(name, 1, "这不是网站的文件清单。", "用 gazette manifest 重新生成。")]) from None


def load_manifest(path: Path) -> Manifest:
    """The manifest in a file; EMPTY where there is no such file: nothing was published yet."""
    return parse(path.read_text("utf-8"), path.name) if path.is_file() else EMPTY
