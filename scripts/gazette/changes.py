"""Changes of records that are no entries, as their feeds tell them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol


class Change(Protocol):
    """What happened to a record on a day, and what is known of it; each change is an item of its own in a feed."""

    @property
    def digest(self) -> str:
        """Stands for all that is told of the change."""

    @property
    def name(self) -> str:
        """A path that stands for the record for ever: its feed items' ids are made from it and the day."""

    @property
    def path(self) -> str:
        """The page that shows the record."""

    @property
    def day(self) -> date:
        """The day of the change."""

    @property
    def updated(self) -> datetime:
        """The beginning of that day in Shanghai: the hour is not known."""

    @property
    def title(self) -> str:
        """The record and what happened to it."""

    @property
    def categories(self) -> tuple[str, ...]:
        """What kind of record it is."""

    def values(self) -> Iterable[tuple[str, str]]:
        """Label and value of what is known of the record."""
