"""What could be written better in a text: rules of punctuation and figures, and the office's list of words.

Nothing here stops a build. Front matter but for title and summary, code, links and HTML are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gazette.gate.typography import find_typography
from gazette.gate.words import Words
from gazette.problems import Problem

_LEFT_ALONE = re.compile(
    r"\A---\n.*?\n---\n|^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`|<[^<>\n]*>|\]\((?:[^()\n]|\([^()\n]*\))*\)|https?://[^\s，。；、）]+|\[\[[^\[\]\n]*\]\]",
    re.DOTALL | re.MULTILINE)
# The quotes around a whole value are YAML's.
_SPOKEN = re.compile(r"^(?:title|description):[ ]*([\"']?)(.*?)\1$", re.MULTILINE)
# Stands for what is left alone, so that places stay the same; no rule matches it.
_FILLER = "\x00"


class Suggestion(NamedTuple):
    """A place in a text (start and end), what is said of it, what to write instead ('' where a person must choose), and
    whether that can be put in without a person having looked."""

    start: int
    end: int
    message: str
    instead: str
    is_safe: bool


def find_suggestions(text: str, words: Words) -> list[Suggestion]:
    """All suggestions for a Markdown text, in order, none inside another."""
    shown = _shown(text)
    found = sorted(Suggestion(*one) for one in (*find_typography(shown), *words.find(shown)))
    return list(_apart(found))


def _apart(found: list[Suggestion]) -> Iterator[Suggestion]:
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _shown(text: str) -> str:
    """The text with all that readers do not read as text filled up; line ends stay."""
    def fill(match: re.Match[str]) -> str:
        whole = match[0]
        filled = "\n".join(_FILLER * len(line) for line in whole.split("\n"))
        if match.start() == 0 and whole.startswith("---"):
            for spoken in _SPOKEN.finditer(whole):
                filled = filled[:spoken.start(2)] + spoken[2] + filled[spoken.end(2):]
        return filled

    return _LEFT_ALONE.sub(fill, text)


def told_suggestions(text: str, path: str, words: Words) -> Iterator[Problem]:
    """The suggestions as warnings with their lines."""
    for one in find_suggestions(text, words):
        cure = f"写成“{one.instead}”。" if one.instead else "看看用得对不对。"
        yield Problem(path, text.count("\n", 0, one.start) + 1, one.message, cure, "warning")


def apply_safe(text: str, words: Words) -> str:
    """The text with all safe suggestions put in."""
    for one in reversed(find_suggestions(text, words)):
        if one.is_safe:
            text = text[:one.start] + one.instead + text[one.end:]
    return text
