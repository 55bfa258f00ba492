"""Bars as SVG: numbers one can compare at a glance, as wide as a phone, with all of it in words for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

# Far apart in lightness too, so that they differ without colour; the last is of what is not listed.
COLOURS = ("#8a8f98", "#d9a441", "#5fa97d", "#14532d", "#3d5a98", "#7a3b80")
REST = "#e4e4e7"
_WIDTH, _ROW, _BAR = 320, 40, 14


class Bar(NamedTuple):
    """A bar: its label, its parts in the order of the legend, what is said at its end."""

    label: str
    parts: tuple[float, ...]
    said: str


def render_bars(title: str, legend: Sequence[tuple[str, str]], bars: Sequence[Bar], to_scale: bool = False) -> str:
    """An svg element; `legend` has name and colour of each part. All bars are of full length unless they are to one scale."""
    longest = max((sum(bar.parts) for bar in bars), default=0)
    words = "；".join(f"{bar.label}：{_words(legend, bar)}" for bar in bars)
    rows = "".join(_row(number, bar, legend, longest if to_scale else sum(bar.parts)) for number, bar in enumerate(bars))
    return (f'<svg class="gz-bars" viewBox="0 0 {_WIDTH} {_ROW * len(bars)}" role="img" aria-label="{escape(f"{title}。{words}。")}">'
            f"{rows}</svg>")


def _words(legend: Sequence[tuple[str, str]], bar: Bar) -> str:
    if len(legend) == 1:
        return bar.said
    return "，".join(f"{name}{number:g}" for (name, _), number in zip(legend, bar.parts, strict=True) if number) or "没有"


def _row(number: int, bar: Bar, legend: Sequence[tuple[str, str]], whole: float) -> str:
    top = number * _ROW
    shapes = [f'<text x="0" y="{top + 14}">{escape(bar.label)}</text>'
              f'<text x="{_WIDTH}" y="{top + 14}" text-anchor="end">{escape(bar.said)}</text>']
    left = 0.0
    for (_, colour), part in zip(legend, bar.parts, strict=True):
        width = _WIDTH * part / whole if whole else 0
        if width:
            shapes.append(f'<rect x="{left:.1f}" y="{top + 20}" width="{width:.1f}" height="{_BAR}" fill="{colour}"/>')
        left += width
    return "".join(shapes)
