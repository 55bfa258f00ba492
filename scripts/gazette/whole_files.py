"""Files written whole."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path


def replace_file(file: Path, content: bytes) -> None:
    """Writes a file beside the old one and puts it in its place, in one step; of two processes at it, the later one's stays."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(file)


def write_all(file: FileIO, content: bytes) -> None:
    """Writes all of it into a file without a buffer: where the disk is nearly full, that takes a part and says so by its number."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest):]
