"""Blocks as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from gazette.blocks import Block, Run, Table

_LISTED = ("bullet", "number")


def plain_text(blocks: Iterable[Block | Table]) -> str:
    """Paragraphs with a blank line between them, list items on lines of their own, cells of tables parted by tabs."""
    parts: list[str] = []
    last: Block | Table | None = None
    for block in blocks:
        together = isinstance(block, Block) and isinstance(last, Block) and block.kind in _LISTED and last.kind in _LISTED
        parts += ["\n" if together else "\n\n"] if parts else []
        parts.append(_table(block) if isinstance(block, Table) else _paragraph(block))
        last = block
    return "".join(parts) + "\n"


def _paragraph(block: Block) -> str:
    mark = f"{block.ordinal}. " if block.kind == "number" else "· " if block.kind == "bullet" else ""
    indent = "" if block.kind == "heading" else "  " * (block.level - 1)
    return indent + mark + _words(block.runs).replace("\n", "\n" + indent)


def _table(table: Table) -> str:
    return "\n".join("\t".join(_words(cell).replace("\n", " ") for cell in row) for row in table.rows)


def _words(runs: Iterable[Run]) -> str:
    """The text; the address of a link follows it, and the mark of a footnote stands in brackets."""
    words = []
    for href, linked in groupby(runs, key=lambda run: run.href):
        group = list(linked)
        text = "".join(run.text for run in group)
        if href and all("superscript" in run.marks for run in group):
            words.append(f"[{text}]")
        else:
            words.append(f"{text}（{href}）" if href not in ("", text) else text)
    return "".join(words)
