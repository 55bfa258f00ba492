"""The pictures of a project, made ready to be published: from the cache where they are known, on all cores where not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gazette.cache import Cache, digest_of
from gazette.gate.files import walk_files
from gazette.pictures import store
from gazette.pictures.picture import DRAWING, WIDE, Picture, is_picture
from gazette.problems import Problem
from gazette.records import Entry
from gazette.settings import Settings
from gazette.workers import run_all

# Where in a drawing its proportions stand: min-x, min-y, width and height, as SVG 1.1 has them.
_HEAD_BYTES = 10_000
_NUMBER = rb"(\d+(?:\.\d+)?)"
_VIEW_BOX = re.compile(rb"<svg\b[^>]*\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+" + _NUMBER + rb"[\s,]+" + _NUMBER + rb"\s*[\"']")


class Pictures(NamedTuple):
    """Pictures by their path in the site, what is refused, and the digests that the cache should keep."""

    by_path: dict[str, Picture]
    problems: list[Problem]
    kept: set[str]


class _Source(NamedTuple):
    """A file with a picture: its path from the project's root and in the site, and what stands for its present state."""

    file: str
    path: str
    state: str


def load_pictures(settings: Settings, entries: Iterable[Entry], files: Sequence[str], now: datetime, cache: Cache, processes: int,
                  on_made: Callable[[int, int], None]) -> Pictures:
    """The pictures among the `files` beside the items that one of these names, and those in docs/.

    Those of drafts and of items to come are looked at as well, so that none turns out to be torn on the day.
    """
    paths = _named(settings, entries, files, now)
    pictures = Pictures({}, [], set())
    if not paths:
        return pictures
    from gazette.pictures.making import recipe  # loads Pillow, which a build without pictures does without

    printed = recipe()
    sources = [_source(settings.root, file, path, printed) for file, path in paths.items()]
    fresh = []
    for source in sources:
        if picture := _recall(settings.root, cache.record(source.state)):
            pictures.by_path[source.path] = picture
        else:
            fresh.append(source)
    made = run_all(partial(_make, settings.root, printed), fresh, processes, chunk=1)
    for number, (source, result) in enumerate(zip(fresh, made, strict=True), 1):
        if isinstance(result, Problem):
            pictures.problems.append(result)
        else:
            pictures.by_path[source.path] = result
            cache.add([(source.state, json.dumps([result, store.state(_folder(settings.root, result.digest))]), "")])
        on_made(number, len(fresh))
    pictures.kept.update(source.state for source in sources)
    return pictures


def _named(settings: Settings, entries: Iterable[Entry], files: Sequence[str], now: datetime) -> dict[str, str]:
    """Path in the site by file."""
    docs = settings.docs_dir.relative_to(settings.root).as_posix()
    named = {file: file.removeprefix(f"{docs}/") for file in walk_files(settings.root, docs).paths if is_picture(file)}
    if beside := {file for file in files if is_picture(file)}:
        shown = (entry for entry in entries if entry.state(now) not in ("withdrawn", "expired"))
        named |= {file: file for file in sorted(beside & {link.path for entry in shown for link in entry.links})}
    return named


def _source(root: Path, file: str, path: str, printed: bytes) -> _Source:
    status = os.stat(root / file)
    return _Source(file, path, digest_of(b"picture", printed, file.encode(), f"{status.st_size} {status.st_mtime_ns}".encode()))


def _folder(root: Path, digest: str) -> Path:
    return root / store.STORE / digest


def _recall(root: Path, record: str) -> Picture | None:
    """The picture of that record, where its files have not been touched since."""
    if not record:
        return None
    values, state = json.loads(record)
    picture = store.picture_of(values)
    return picture if not picture.widths or store.state(_folder(root, picture.digest)) == state else None


def _make(root: Path, printed: bytes, source: _Source) -> Picture | Problem:
    """A picture whose state is new: the files may still be there, where it was only copied anew."""
    from gazette.pictures.making import Unusable, make_files

    raw = (root / source.file).read_bytes()
    ending = os.path.splitext(source.file)[1].lower()
    digest = digest_of(printed, ending.encode(), raw)
    if ending == DRAWING:
        return _drawing(root / source.file, digest, len(raw))
    if known := store.find(_folder(root, digest)):
        return known
    try:
        made = make_files(raw, ending)
    except Unusable as fault:
        return Problem(source.file, 1, *fault.args)
    widths = tuple(sorted(int(name.removesuffix(".webp")) for name in made.files if name != "base"))
    picture = Picture(digest, *made.size, len(made.files.get("base", raw)), widths)
    if widths:
        store.put(_folder(root, digest), picture, made.files)
    return picture


def _drawing(file: Path, digest: str, length: int) -> Picture:
    import imagesize  # only sites with drawings need it

    width, height = imagesize.get(file)
    if width <= 0 or height <= 0:
        width, height = _box_of(file)
    return Picture(digest, round(width), round(height), length)


def _box_of(file: Path) -> tuple[float, float]:
    """Width and height of a drawing that states its proportions only: browsers show it as wide as the text. (0, 0) where unknown."""
    with open(file, "rb") as opened:
        box = _VIEW_BOX.search(opened.read(_HEAD_BYTES))
    if not box or not float(box[1]) or not float(box[2]):
        return 0, 0
    return WIDE, WIDE * float(box[2]) / float(box[1])
