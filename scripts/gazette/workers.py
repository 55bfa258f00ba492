"""Work on many items by all cores, results in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 50
# What forked children work on: inherited with the memory of the parent, so that no item is ever copied to them.
_work: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()


def count_cores() -> int:
    """The number of cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(work: Callable[[Item], Result], items: Sequence[Item], processes: int,
            meanwhile: Callable[[], object] = lambda: None, chunk: int = _CHUNK) -> Iterator[Result]:
    """`work` of each item, in the order of the items; in this process where forking is not to be had or not worth it.

    `meanwhile` is done in this process in any case, while the others are at work. A process takes `chunk` items at a time:
    fewer where each takes long.
    """
    if processes < 2 or len(items) < 2 * chunk or "fork" not in multiprocessing.get_all_start_methods():
        meanwhile()
        yield from map(work, items)
        return
    global _work, _items
    _work, _items = work, items
    # A collection in a child would touch, and so copy, every page of memory it shares with the parent.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processes, initializer=_start) as pool:
            found = pool.imap(partial(_run_chunk, chunk), range(0, len(items), chunk))
            meanwhile()
            for results in found:
                yield from results
    finally:
        _work, _items = None, ()
        gc.unfreeze()


def _start() -> None:
    gc.disable()
    # The pool ends its workers by this signal, of which the command itself may make more.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _run_chunk(chunk: int, start: int) -> list[Any]:
    assert _work is not None
    return [_work(item) for item in _items[start:start + chunk]]
