"""Opening hours: OpenStreetMap's syntax, read by opening-hours-py, to weekly tables that people and the finder use.

Each distinct text is read once: thousands of stations share a few dozen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stubs lack the error

_DAY = 24 * 60
_QUOTED = re.compile(r'"[^"]*"')
# What cannot be put into a weekly table: school holidays, Easter, the sun, n-th weekdays, weeks, fallbacks, open ends,
# steps and repetitions, shifts by days.
_IRREGULAR = re.compile(r"SH|easter|sunrise|sunset|dawn|dusk|\[|week|\|\||\d\+|/\d|[+-]\d+ day")
_MONTHS = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_YEAR = re.compile(r"(?<![\d:])(?:19|20)\d\d(?![\d:])")
_MOST_SEASONS = 6
# A year that begins on a Monday, for texts that are the same all year.
_MONDAY = date(2024, 1, 1)
# National Day is a holiday in opening-hours-py's calendar of China; these years put it on each day of the week.
_NATIONAL_DAYS = [date(year, 10, 1) for year in (2018, 2019, 2020, 2021, 2022, 2023, 2025)]


class Span(NamedTuple):
    """Minutes from midnight, `end` past 1440 where it is on the next day; unsure where the text says "unknown"."""

    start: int
    end: int
    sure: bool = True
    note: str = ""


Day = tuple[Span, ...]


class Season(NamedTuple):
    """A weekly table, Monday first, from its first day (month, day) to its last, over New Year where that is earlier;
    None for a day of the week it never meets."""

    first: tuple[int, int]
    last: tuple[int, int]
    week: tuple[Day | None, ...]


class Hours(NamedTuple):
    """What a text says: seasons (none where it fits no table), the day on public holidays (None: not stated), and
    the only year it was read for (0: any)."""

    text: str
    seasons: tuple[Season, ...]
    holiday: Day | None
    year: int = 0

    @property
    def on_weekends(self) -> bool:
        """Whether Saturday or Sunday has hours in any season."""
        return any(season.week[day] for season in self.seasons for day in (5, 6))


def check_hours(text: str) -> str:
    """'' where opening-hours-py reads the text, else where it stops, in Chinese."""
    try:
        OpeningHours(text)
    except ParserError as error:
        place = re.search(r"--> \d+:(\d+)", str(error))
        column = int(place.group(1)) if place else 1
        return f"从第 {column} 个字符“{text[column - 1:column + 9]}”起读不懂"
    return ""


@cache
def read_hours(text: str, year: int) -> Hours:
    """The tables of a text that `check_hours` accepts, with the seasons of `year`."""
    bare = _QUOTED.sub("", text)
    dated = year if _YEAR.search(bare) else 0
    if _IRREGULAR.search(bare.replace("24/7", "")):
        return Hours(text, (), None, dated)
    holiday, fits = _holiday(text) if "PH" in bare else (None, True)
    if not fits:
        return Hours(text, (), None, dated)
    hours = OpeningHours(text)
    if dated or _MONTHS.search(bare):
        seasons = tuple(_seasons(_days(hours, date(year, 1, 1), (date(year + 1, 1, 1) - date(year, 1, 1)).days)))
        seasons = seasons if dated else _over_new_year(seasons)
    else:
        days = _days(hours, _MONDAY, 7)
        seasons = (Season((1, 1), (12, 31), tuple(days.values())),)
    return Hours(text, seasons if len(seasons) <= _MOST_SEASONS else (), holiday, dated)


def _holiday(text: str) -> tuple[Day | None, bool]:
    """The day on public holidays, and whether it is the same whatever day of the week they fall on."""
    hours = OpeningHours(text, country="CN")
    found = {_days(hours, day, 1)[day] for day in _NATIONAL_DAYS}
    return (found.pop(), True) if len(found) == 1 else (None, False)


def _days(hours: OpeningHours, first: date, count: int) -> dict[date, Day]:
    """The spans that begin on each day; what lasts a whole day or longer is cut at midnight."""
    start = datetime(first.year, first.month, first.day)
    end = start + timedelta(days=count)
    days: dict[date, list[Span]] = {first + timedelta(days=number): [] for number in range(count)}
    # One day earlier, so that what is open past midnight is not taken for what opens at midnight.
    for opens, closes, state, note in hours.intervals(start - timedelta(days=1), end + timedelta(days=1)):
        if state != State.CLOSED:
            for piece, until in _cut(opens, closes):
                if piece.date() in days:
                    minutes = (piece.hour * 60 + piece.minute, int((until - piece).total_seconds()) // 60)
                    days[piece.date()].append(Span(minutes[0], sum(minutes), state == State.OPEN, note))
    return {day: tuple(spans) for day, spans in days.items()}


def _cut(opens: datetime, closes: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The parts of an interval: whole days, where it is longer than one, so that none of them is on two days."""
    while closes - opens > timedelta(days=1):
        midnight = datetime(opens.year, opens.month, opens.day) + timedelta(days=1)
        yield opens, midnight
        opens = midnight
    if closes > opens:
        yield opens, closes


def _seasons(days: dict[date, Day]) -> Iterator[Season]:
    """Runs of days in which each day of the week has one table."""
    week: dict[int, Day] = {}
    first = last = next(iter(days))
    for day, spans in days.items():
        if week.setdefault(day.weekday(), spans) != spans:
            yield _season(first, last, week)
            first, week = day, {day.weekday(): spans}
        last = day
    yield _season(first, last, week)


def _season(first: date, last: date, week: dict[int, Day]) -> Season:
    return Season((first.month, first.day), (last.month, last.day), tuple(week.get(day) for day in range(7)))


def _over_new_year(seasons: tuple[Season, ...]) -> tuple[Season, ...]:
    """The winter as one season, where the year begins and ends with the same table."""
    if len(seasons) < 2 or seasons[0].week != seasons[-1].week:
        return seasons
    return (*seasons[1:-1], Season(seasons[-1].first, seasons[0].last, seasons[0].week))


def _in_season(season: Season, day: tuple[int, int]) -> bool:
    if season.first <= season.last:
        return season.first <= day <= season.last
    return day >= season.first or day <= season.last


def today_of(hours: Hours, day: date) -> Day | None:
    """The spans of an ordinary day; None where the hours fit no table or another year."""
    if hours.year not in (0, day.year):
        return None
    return next((season.week[day.weekday()] for season in hours.seasons if _in_season(season, (day.month, day.day))), None)


def group_days(week: Iterable[Day | None]) -> list[tuple[int, int, Day]]:
    """Neighbouring days of the week with the same spans: (first, last, spans), Monday is 0; days never met left out."""
    groups: list[tuple[int, int, Day]] = []
    for number, day in enumerate(week):
        if day is None:
            continue
        if groups and groups[-1][2] == day and groups[-1][1] == number - 1:
            groups[-1] = (groups[-1][0], number, day)
        else:
            groups.append((number, number, day))
    return groups
