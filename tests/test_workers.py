"""Work shared out to processes: what goes wrong there is told here."""

from __future__ import annotations

import os

import pytest
from gazette.workers import run_all

_ITEMS = range(230)


def _fail_late(number: int) -> int:
    if number == 201:
        raise ValueError("示例")
    return number


@pytest.mark.parametrize("processes", [1, 2])
def test_a_fault_in_one_item_ends_the_work(processes: int) -> None:
    """With the fault itself; the work after it runs as ever."""
    with pytest.raises(ValueError, match="示例"):
        list(run_all(_fail_late, _ITEMS, processes))
    assert list(run_all(str, _ITEMS, processes)) == [str(number) for number in _ITEMS]


@pytest.mark.parametrize(("items", "processes", "shared"), [(230, 2, True), (230, 1, False), (99, 2, False), (0, 2, False)])
def test_little_work_is_not_shared_out(items: int, processes: int, shared: bool) -> None:
    """Starting processes costs more than a hundred items."""
    found = set(run_all(lambda _: os.getpid(), range(items), processes))
    assert (bool(found) and os.getpid() not in found) == shared
