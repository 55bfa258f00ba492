"""What holds for the time of a block: a folder that is empty, a collector that rests."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def emptied(folder: Path) -> Iterator[None]:
    """An empty folder for the time of the block; a build that was killed may have left it full."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def without_collector() -> Iterator[None]:
    """Python's search for cycles would go through every record again and again: a fifth of a build, for nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
