"""A report as data: parts with a finding each and, where there is more to say, a table."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

# What fits on a printed page or two; the numbers above the table count all.
_MOST_ROWS = 100


class Part(NamedTuple):
    """One part: its title, the finding in a sentence or two, and a table (its header and its rows) or none."""

    title: str
    finding: str
    header: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()

    def cut(self) -> Part:
        """The part with as many rows as can be read, and a word on the others."""
        left = len(self.rows) - _MOST_ROWS
        return self if left <= 0 else self._replace(finding=f"{self.finding}下面列出前 {_MOST_ROWS} 行，还有 {left} 行没有列出。",
                                                    rows=self.rows[:_MOST_ROWS])


class Month(NamedTuple):
    """A month, and the last day of it that a report can speak of: its end, or today."""

    year: int
    month: int
    until: date

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def holds(self, day: date) -> bool:
        """Whether the day is in the month, and not after today."""
        return self.first <= day <= self.until

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def month_at(today: date, written: str = "") -> Month:
    """The month that is written as YYYY-MM, or else the last that is over; raises ValueError for one that has not begun."""
    if written and not re.fullmatch(r"\d{4}-\d{2}", written):
        raise ValueError
    year, month = map(int, written.split("-")) if written else (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    end = date(year, month, monthrange(year, month)[1])
    if date(year, month, 1) > today:
        raise ValueError
    return Month(year, month, min(end, today))
