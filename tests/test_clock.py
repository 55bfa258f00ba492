"""The one clock, in the time zone of the contract."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from gazette.clock import read_clock


@pytest.fixture(autouse=True)
def _system_zone() -> Iterator[None]:
    """Gives the system's time zone back to it."""
    yield
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"])
def test_the_moment_is_that_of_shanghai_anywhere(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH is one moment, whatever the machine's time zone."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        patched.setenv("SOURCE_DATE_EPOCH", "1773115200")
        time.tzset()
        assert read_clock().isoformat() == "2026-03-10T12:00:00+08:00"


def test_without_it_the_clock_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Now, eight hours ahead of UTC; an empty variable is none."""
    for value in (None, ""):
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        if value is not None:
            monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        before = datetime.now(UTC)
        now = read_clock()
        assert before <= now <= datetime.now(UTC)
        assert now.utcoffset() == timedelta(hours=8)
