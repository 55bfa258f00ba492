"""Runs of digits as people write them: in groups, with blanks or hyphens between, in full width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Blanks (but no line end), hyphens and dashes of all kinds, dots.
SEPARATOR = r"[ \t\r\f\v\u00a0\u2000-\u200a\u202f\u3000\u2010-\u2015\uff0d.·•-]"
# Characters without width, which are taken out of a text before it is searched.
UNSEEN = r"[\u200b-\u200d\u2060\ufeff\xad]"
_RUN = re.compile(rf"\d(?:{SEPARATOR}{{0,3}}\d)*")
_GROUP = re.compile(r"\d+")


class Window(NamedTuple):
    """Neighbouring groups of a run: their digits joined, their lengths, what is between them, and where they stand."""

    digits: str
    shape: tuple[int, ...]
    separators: frozenset[str]
    start: int
    end: int
    # The separators beside the window where the run goes on; '' where it does not.
    before: str
    after: str
    # How many groups stand together with the separator of this window, in the whole run.
    stretch: int

    @property
    def is_even(self) -> bool:
        """Whether all groups are single digits, or there is one group, or one separator between all."""
        return len(self.separators) < 2


def find_windows(text: str, lengths: frozenset[int]) -> Iterator[Window]:
    """Every window whose number of digits is among `lengths`; long ones before those inside them."""
    shortest, longest = min(lengths), max(lengths)
    for run in _RUN.finditer(text):
        if run.end() - run.start() < shortest:
            continue
        groups = list(_GROUP.finditer(text, run.start(), run.end()))
        between = ["", *(text[one.end():other.start()] for one, other in pairwise(groups)), ""]
        for first in range(len(groups)):
            yield from reversed(list(_from(groups, between, first, lengths, longest)))


def _from(groups: list[re.Match[str]], between: list[str], first: int, lengths: frozenset[int], longest: int) -> Iterator[Window]:
    count = 0
    for last in range(first, len(groups)):
        count += len(groups[last][0])
        if count > longest:
            return
        if count in lengths:
            some = groups[first:last + 1]
            separators = frozenset(between[first + 1:last + 1])
            yield Window("".join(group[0] for group in some), tuple(len(group[0]) for group in some), separators,
                         some[0].start(), some[-1].end(), between[first], between[last + 1],
                         _stretch(between, first, last, separators))


def _stretch(between: list[str], first: int, last: int, separators: frozenset[str]) -> int:
    low, high = first, last
    while low > 0 and between[low] in separators:
        low -= 1
    while high + 1 < len(between) - 1 and between[high + 1] in separators:
        high += 1
    return high - low + 1
