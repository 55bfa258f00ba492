"""Whether an embargo or an expiry has come since the last build. Run as a module, it needs nothing but Python.

The moment is kept outside the site: an item under embargo is not to be guessed from anything public.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from gazette.clock import read_clock

# The exit code where nothing is due: 1 means that something failed.
NOT_DUE = 3
_DUE = ".cache/due"


def remember_due(root: Path, due: datetime | None) -> None:
    """Notes when the site that was just built will be out of date by itself; None where nothing is to come.

    Written after the site: a build killed in between makes one publication too many, never one too few.
    """
    (root / _DUE).write_text(due.isoformat() if due else "", "utf-8")


def is_due(root: Path, now: datetime) -> tuple[bool, str]:
    """Whether the site should be built again at the moment `now`, and why, in one Chinese line. Reads no content."""
    try:
        noted = (root / _DUE).read_text("utf-8")
        due = datetime.fromisoformat(noted) if noted else None
    except (OSError, ValueError):
        return True, "没有上一次生成的记录，应当重新生成。"
    if due is None:
        return False, "没有定时的变动。"
    if due <= now:
        return True, f"{due:%Y-%m-%d %H:%M} 有稿件定时发布、到期，或有站点关闭，应当重新生成。"
    return False, f"还没有到时间，下一次定时变动在 {due:%Y-%m-%d %H:%M}。"


def tell_due(root: Path) -> int:
    """Prints the line; gives the exit code: 0 where the site should be built again, else NOT_DUE."""
    due, line = is_due(root, read_clock())
    print(line)
    return 0 if due else NOT_DUE


if __name__ == "__main__":
    sys.exit(tell_due(Path()))
