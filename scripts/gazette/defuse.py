"""Cells that a spreadsheet would run as a formula, made harmless, and brought back.

A cell that starts with = + - @ (or their full-width forms, or a tab or line end that hides one) gets an apostrophe in
front (OWASP, "CSV Injection"). So does one that already has apostrophes before such a sign: that makes it reversible.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def defuse(cell: str) -> str:
    """The text as a cell that is text."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def restore(cell: str) -> str:
    """The text of a cell that `defuse` made."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
