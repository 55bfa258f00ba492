"""Lines of Chinese: broken where the Unicode Standard (UAX 14) allows it, so that no line begins with 、 or ends with 《."""

from __future__ import annotations

from collections.abc import Callable

_ELLIPSIS = "……"


def break_lines(text: str, width: Callable[[str], float], room: float, most: int) -> list[str]:
    """The text in at most `most` lines, none wider than `room` by the measure `width`; what does not fit gives way to ……."""
    from uniseg.linebreak import line_break_units  # most builds draw none

    lines: list[str] = []
    rest = [piece for unit in line_break_units(" ".join(text.split())) for piece in _fitting(unit, width, room)]
    while rest:
        taken = _take(rest, width, room)
        line, rest = "".join(rest[:taken]).rstrip(), rest[taken:]
        if rest and len(lines) == most - 1:
            return [*lines, _shortened(line, width, room)]
        lines.append(line)
    return lines


def _take(units: list[str], width: Callable[[str], float], room: float) -> int:
    """How many of the units fit into a line, at least one."""
    line = ""
    for number, unit in enumerate(units):
        line += unit
        if number and width(line.rstrip()) > room:
            return number
    return len(units)


def _fitting(unit: str, width: Callable[[str], float], room: float) -> list[str]:
    """A unit that is wider than a line, such as a long address, in pieces that are not."""
    if width(unit.rstrip()) <= room:
        return [unit]
    return list(unit)


def _shortened(line: str, width: Callable[[str], float], room: float) -> str:
    while line and width(line + _ELLIPSIS) > room:
        line = line[:-1]
    return line.rstrip("，、；：。 《（“「") + _ELLIPSIS
