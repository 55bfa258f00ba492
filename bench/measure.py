"""Measures a command: wall and CPU time, and the peak memory of all its processes together."""

import os
import subprocess
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

# For each sample the kernel walks all page tables; ten a second took a third of a core from what is measured.
SAMPLE_SECONDS = 0.5
# A day after the repository's own first items: before their hour they would be under embargo.
CLOCK = datetime(2026, 11, 25, tzinfo=UTC)
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": f"{CLOCK.timestamp():.0f}"}


class CommandError(Exception):
    """The measured command did not end well; the message holds the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run took: seconds on the wall clock, seconds of CPU, and bytes of peak memory.

    CPU is that of the process and of all descendants that were waited for. Memory is the greatest sum of proportional
    sets (PSS) over the process tree: a page that several processes share counts once.
    """

    wall: float
    cpu: float
    memory: int


def measure(argv: list[str], cwd: Path, log: Path) -> Usage:
    """Run the command in `cwd` with its output in `log`; raises CommandError on a status other than 0."""
    os.sync()  # or the run would pay for what the last one left to be written
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            argv, cwd=cwd, env=os.environ | ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise CommandError(f"{' '.join(argv)} ended with status {process.returncode}:\n{end}")
    return Usage(wall, used.ru_utime + used.ru_stime, sampler.peak)


class _Sampler(threading.Thread):
    """Keeps the peak of the process tree's memory while the main thread waits for its root to end."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._root = root
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, _tree_memory(self._root))

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _tree_memory(pid: int) -> int:
    """Resident bytes of a process and its descendants; a process that has just ended counts as nothing."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_bytes()
        resident = int(rollup.partition(b"\nPss:")[2].split(maxsplit=1)[0]) * 1024
        # A child stands under the thread that started it, so all threads are asked.
        children = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    except (OSError, IndexError):
        return 0
    return resident + sum(map(_tree_memory, children))


def _children(task: Path) -> list[int]:
    try:
        return [int(child) for child in (task / "children").read_bytes().split()]
    except OSError:
        return []
