"""What is wrong in the content, told so that an editor can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple


class Problem(NamedTuple):
    """One fault: where (path from the project's root, line from 1), what, and the cure; both texts in Chinese.

    A warning is told but stops nothing.
    """

    path: str
    line: int
    message: str
    hint: str = ""
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        mark = "提醒：" if self.level == "warning" else ""
        return f"{self.path}:{self.line}: {mark}{self.message}" + (f" 改法：{self.hint}" if self.hint else "")

    def annotation(self) -> str:
        """The fault as a workflow command of GitHub, which shows it beside the line."""
        text = self.message + (f" 改法：{self.hint}" if self.hint else "")
        return f"::{self.level} file={_escape(self.path, ':,')},line={self.line}::{_escape(text)}"


def _escape(text: str, more: str = "") -> str:
    """Text as workflow commands want it (their documentation gives these characters, and no others)."""
    return "".join(f"%{ord(one):02X}" if one in f"%\r\n{more}" else one for one in text)


class ProblemsFound(Exception):
    """Raised once all faults of a stage are known; carries them in the order an editor would read them."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[list[Problem]]]:
        """So that it may also be raised by a process of the press for another."""
        return type(self), (self.problems,)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or '' where none is near."""
    from difflib import get_close_matches  # only needed where something is already wrong

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.5)), "")
