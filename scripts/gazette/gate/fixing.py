"""`gazette fix`: the safe suggestions put into the texts, and the difference shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from gazette.entries import find_news
from gazette.front_matter import decode_text
from gazette.gate.suggestions import apply_safe
from gazette.gate.words import load_words
from gazette.problems import Problem, ProblemsFound
from gazette.settings import load_settings


class Fixed(NamedTuple):
    """A file that changes: its path from the root, the difference, and its new bytes."""

    path: str
    difference: str
    content: bytes


def find_fixes(root: Path, files: Sequence[str] = ()) -> Iterator[Fixed]:
    """What would change in these files, or in all items; raises ProblemsFound where the list of words is broken."""
    load_settings(root)
    words, problems = load_words(root)
    if problems:
        raise ProblemsFound(problems)
    for path in files or find_news(root)[0]:
        try:
            raw = (root / path).read_bytes()
        except OSError:
            raise ProblemsFound([Problem(path, 1, "找不到这个文件。", "检查文件名和所在文件夹。")]) from None
        text = decode_text(raw, path)
        better = apply_safe(text, words)
        if better != text:
            shown = unified_diff(text.splitlines(True), better.splitlines(True), path, path, n=0)
            # Line ends and the mark at the head stay as they were.
            again = better.replace("\n", "\r\n") if b"\r\n" in raw else better
            yield Fixed(path, "".join(shown), raw[:3] * raw.startswith(b"\xef\xbb\xbf") + again.encode())
