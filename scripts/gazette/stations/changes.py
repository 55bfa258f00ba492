"""Changes of stations as news: the day on which each was last verified, or closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from gazette.clock import day_start
from gazette.stations.hours_words import words_of
from gazette.stations.station import LABELS, Station

# What is told of a station besides its name, in this order.
_TOLD = ("type", "town", "community", "address", "phone", "hours", "services", "standards", "organizations", "accessible", "note")


class StationChange(NamedTuple):
    """A station, the day of its change, and whether it was closed on it."""

    station: Station
    day: date
    closed: bool

    @property
    def digest(self) -> str:
        """Stands for all that is told of the change."""
        return f"{self.station.digest} {self.day} {self.closed}"

    @property
    def updated(self) -> datetime:
        """The beginning of the day."""
        return day_start(self.day)

    @property
    def path(self) -> str:
        """The station's page."""
        return self.station.path

    @property
    def name(self) -> str:
        """The page, as ids of stations are permanent."""
        return self.station.path

    @property
    def title(self) -> str:
        """万达广场党群服务站（2026-11-24核实）"""
        return f"{self.station.name}（{self.day}{'关闭' if self.closed else '核实'}）"

    @property
    def categories(self) -> tuple[str, ...]:
        """Its type and town."""
        return tuple(filter(None, (self.station.type, self.station.town)))

    def values(self) -> Iterator[tuple[str, str]]:
        """Label and value of what is known of the station; of a closed one its kind and place only."""
        for name in _TOLD[:3] if self.closed else _TOLD:
            value = getattr(self.station, name)
            if value:
                yield LABELS[name], words_of(value, self.day.year) if name == "hours" else value if isinstance(value, str) else "、".join(value)


def station_changes(stations: Iterable[Station], today: date) -> list[StationChange]:
    """The last change of each station that has one, newest first."""
    found = filter(None, (_last_change(station, today) for station in stations))
    return sorted(found, key=lambda change: (-change.day.toordinal(), change.station.id))


def _last_change(station: Station, today: date) -> StationChange | None:
    if station.closed and station.is_closed(today):
        return StationChange(station, station.closed, closed=True)
    # A day to come is a slip.
    return StationChange(station, station.verified, closed=False) if station.verified and station.verified <= today else None
