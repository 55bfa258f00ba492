"""Public holidays and the weekends worked instead (调休), from the State Council's yearly notices.

The package chinesecalendar carries them for the years whose notice is out; opening-hours-py's own calendar of China
has single days only and no 调休, so it cannot say what is open on a day.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import chinese_calendar
from chinese_calendar import constants

_CHINESE = {holiday.value: holiday.chinese for holiday in constants.Holiday}


def known_years() -> tuple[int, int]:
    """The first and last year that are known."""
    years = [day.year for day in constants.holidays]
    return min(years), max(years)


def holidays_of(year: int) -> dict[date, str]:
    """Days off of that year with the name of the holiday; empty where its notice is not known."""
    return {day: _CHINESE.get(name, name) for day, name in sorted(constants.holidays.items()) if day.year == year}


def workdays_of(year: int) -> dict[date, str]:
    """Saturdays and Sundays of that year that are worked, with the holiday they make up for."""
    return {day: _CHINESE.get(name, name) for day, name in sorted(constants.workdays.items()) if day.year == year}


def calendar_json(year: int) -> bytes:
    """`calendar_data` as a file, for pages of stations."""
    return json.dumps(calendar_data(year), ensure_ascii=False, separators=(",", ":")).encode()


def calendar_data(year: int) -> dict[str, Any]:
    """That year and the next as far as they are known: {"years": [...], "off": {"2026-10-01": "国庆节"}, "work": {...}}."""
    years = [one for one in (year, year + 1) if holidays_of(one)]
    return {"source": f"chinesecalendar {chinese_calendar.__version__}", "years": years,
            "off": {day.isoformat(): name for one in years for day, name in holidays_of(one).items()},
            "work": {day.isoformat(): name for one in years for day, name in workdays_of(one).items()}}
