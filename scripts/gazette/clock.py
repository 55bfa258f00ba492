"""The one clock of a build, in the time zone of the contract."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta, timezone

# Asia/Shanghai has had no change of offset since 1991, so no time zone database is needed.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def read_clock() -> datetime:
    """Now in Shanghai, or the moment of SOURCE_DATE_EPOCH (seconds since 1970, UTC) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), SHANGHAI) if epoch else datetime.now(SHANGHAI)


def day_start(day: date) -> datetime:
    """The beginning of a day in Shanghai: when what is known by the day only comes, or came."""
    return datetime.combine(day, time(), SHANGHAI)
