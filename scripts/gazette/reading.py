"""What makes a text easy to read on its page: a contents list, tables that scroll by themselves and can be put in order."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from gazette.markdown import text_of

# A shorter text is seen at a glance, and so is a shorter table.
_LEAST_HEADINGS = 3
SORTABLE_FROM = 5
_HEADING = re.compile(r'<h([23])\b[^>]*?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
# A table with a class or of a list of the press has been seen to already.
_PART = re.compile(r"<h[1-6]\b[^>]*>(?P<heading>.*?)</h[1-6]>|<table>(?P<table>.*?)</table>", re.DOTALL)


class Heading(NamedTuple):
    """A heading of a text: 2 or 3, its anchor, its words."""

    level: int
    anchor: str
    words: str


def contents_of(body: str) -> list[Heading]:
    """The headings of a text in HTML; none where they are too few for a contents list."""
    if body.count("<h2") + body.count("<h3") < _LEAST_HEADINGS:
        return []
    found = [Heading(int(level), html.unescape(anchor), text_of(words)) for level, anchor, words in _HEADING.findall(body)]
    return found if len(found) >= _LEAST_HEADINGS else []


def with_regions(body: str) -> str:
    """The HTML with each table in a region that the keyboard reaches, named after the heading above it.

    A table with a head and rows enough to be put in order says so by `data-sort`.
    """
    if "<table>" not in body:
        return body
    heading, labels = "", set[str]()

    def look(match: re.Match[str]) -> str:
        nonlocal heading
        if match["table"] is None:
            heading = text_of(match["heading"])
            return match[0]
        label, number = f"{heading}的表格" if heading else "表格", 1
        while label in labels:
            number += 1
            label = f"{heading}的第{number}张表格" if heading else f"第{number}张表格"
        labels.add(label)
        return (f'<div class="gz-scroll" tabindex="0" role="region" aria-label="{html.escape(label)}（可以左右移动）">\n'
                f"<table{' data-sort' if _can_be_sorted(match['table']) else ''}>{match['table']}</table>\n</div>")

    return _PART.sub(look, body)


def _can_be_sorted(table: str) -> bool:
    head, _, rows = table.partition("<tbody")
    return re.search(r"<th[ >]", head) is not None and rows.count("<tr") >= SORTABLE_FROM and not re.search(r"\b(?:col|row)span=", table)


def with_sorting(inner: str, root: str) -> str:
    """The HTML of a page's own part with the script that puts tables in order, where there is such a table."""
    if "<table" not in inner or not re.search(r"<table[^>]* data-sort>", inner):
        return inner
    return f'{inner}<script type="module" src="{root}assets/sort.js"></script>\n'
