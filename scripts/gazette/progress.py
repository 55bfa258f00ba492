"""Progress of a long build, on a terminal only."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from gazette.gathering import Progress, silent

# Shorter stages are over before a bar can be read.
_FEWEST = 500
_PAUSE_SECONDS = 0.1


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A function that shows how far a stage is; it does nothing where the output is not a terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    # No refreshing thread: the build forks, and a fork with threads can hang.
    with Bars(console=Console(stderr=True), auto_refresh=False, transient=True) as bars:
        tasks: dict[str, object] = {}
        shown = 0.0

        def show(stage: str, done: int, total: int) -> None:
            nonlocal shown
            if total < _FEWEST:
                return
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)  # type: ignore[arg-type]
            if done == total or time.monotonic() - shown > _PAUSE_SECONDS:
                shown = time.monotonic()
                bars.refresh()

        yield show
