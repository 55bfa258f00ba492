"""Where the files of pictures are kept between builds: a folder each, named for the picture's digest.

A file torn on the disk is found out: at each build by its size and time of change, and where these are new by its seal.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from gazette.cache import digest_of
from gazette.pictures.picture import Picture
from gazette.whole_files import replace_file

# Where it is, from the root of the project.
STORE = ".cache/pictures"
_LIST = "list.json"


def put(folder: Path, picture: Picture, files: Mapping[str, bytes]) -> None:
    """Keeps the files of a picture, and last of all the list of them with their seals."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        replace_file(folder / name, content)
    seals = {name: digest_of(content) for name, content in files.items()}
    replace_file(folder / _LIST, json.dumps([picture, seals]).encode())


def find(folder: Path) -> Picture | None:
    """The picture whose files are kept there, each as it was made; None where any is missing or torn."""
    try:
        values, seals = json.loads((folder / _LIST).read_bytes())
        whole = all(digest_of((folder / name).read_bytes()) == seal for name, seal in seals.items())
    except (OSError, ValueError):
        return None
    return picture_of(values) if whole else None


def state(folder: Path) -> list[Any]:
    """Name, size and time of change of each file kept there: what tells that one was touched, without reading it."""
    try:
        return sorted([entry.name, entry.stat().st_size, entry.stat().st_mtime_ns] for entry in os.scandir(folder))
    except OSError:
        return []


def picture_of(values: list[Any]) -> Picture:
    """A picture from the JSON of one."""
    digest, width, height, length, widths = values
    return Picture(digest, width, height, length, tuple(widths))


def keep(folder: Path, names: Collection[str]) -> None:
    """Removes everything else from a folder of the cache."""
    if folder.is_dir():
        for entry in os.scandir(folder):
            if entry.name not in names:
                shutil.rmtree(entry.path) if entry.is_dir() else os.unlink(entry.path)
