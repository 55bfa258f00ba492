"""The heads of items as they are, or were, written: read without rendering the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gazette.entries import parse_front_matter
from gazette.front_matter import decode_text, split_document
from gazette.problems import ProblemsFound
from gazette.records import FrontMatter


class Head(NamedTuple):
    """An item's path, its front matter, and the line of each key."""

    path: str
    written: FrontMatter
    lines: Mapping[str, int]


def parse_head(raw: bytes, path: str) -> Head | None:
    """The head of an item; None where it cannot be read, which is told elsewhere."""
    try:
        document = split_document(decode_text(raw, path), path)
        return Head(path, parse_front_matter(document, path), document.lines)
    except ProblemsFound:
        return None


def read_heads(root: Path, paths: Iterable[str]) -> Iterator[Head]:
    """The heads of these files, of those that can be read."""
    for path in paths:
        if head := parse_head((root / path).read_bytes(), path):
            yield head
