"""Runs of digits as people write them: in groups, with blanks or hyphens between, in full width."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import groupby, pairwise
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
    # How many groups stand together with the separator of this window, in the whole run; 0 where it has several.
    stretch: int

    @property
    def is_even(self) -> bool:
        """Whether all groups are single digits, or there is one group, or one separator between all."""
        return len(self.separators) < 2


def find_windows(text: str, lengths: frozenset[int]) -> Iterator[Window]:
    """Every window whose number of digits is among `lengths`; long ones before those inside them."""
    shortest, longest = min(lengths), max(lengths)
    for found in _RUN.finditer(text):
        if found.end() - found.start() >= shortest:
            run = _Run(text, *found.span())
            for first in range(len(run.starts)):
                yield from reversed(list(run.windows(first, lengths, longest)))


class _Run:
    """A run cut into its groups; a drawing may have millions of them, so their places are kept as plain numbers."""

    def __init__(self, text: str, start: int, end: int):
        self._text = text
        spans = [group.span() for group in _GROUP.finditer(text, start, end)]
        self.starts, self._ends = (array("Q", side) for side in zip(*spans, strict=True))
        # What is between a group and the one before; '' at both ends.
        self._between = ["", *(text[end:start] for (_, end), (start, _) in pairwise(spans)), ""]
        # How often each of these stands in a row.
        rows = (len(list(row)) for _, row in groupby(self._between))
        self._rows = array("Q", (count for count in rows for _ in range(count)))

    def windows(self, first: int, lengths: frozenset[int], longest: int) -> Iterator[Window]:
        """The windows that begin with the group of that number."""
        count = 0
        for last in range(first, len(self.starts)):
            count += self._ends[last] - self.starts[last]
            if count > longest:
                return
            if count in lengths:
                places = range(first, last + 1)
                separators = frozenset(self._between[first + 1:last + 1])
                yield Window("".join(self._text[self.starts[place]:self._ends[place]] for place in places),
                             tuple(self._ends[place] - self.starts[place] for place in places), separators,
                             self.starts[first], self._ends[last], self._between[first], self._between[last + 1],
                             (1, self._rows[last] + 1, 0)[min(len(separators), 2)])
