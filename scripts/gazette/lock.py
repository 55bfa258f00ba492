"""The project's lock: one build or publication at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gazette.problems import Problem, ProblemsFound


@contextmanager
def only_one(root: Path) -> Iterator[None]:
    """Holds the project's lock: two at once would tear each other's files."""
    (root / ".cache").mkdir(exist_ok=True)
    try:
        with FileLock(root / ".cache" / "lock", timeout=0):
            yield
    except Timeout:
        raise ProblemsFound([Problem(".cache/lock", 1, "另一次生成或发布正在进行。", "等它结束后再试。")]) from None
