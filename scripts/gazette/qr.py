"""QR codes as SVG: segno codes a few, the thousands of others follow from them.

With version, error correction, mask and length fixed, every module of a QR code is a sum modulo 2 of bits of the
content (Reed-Solomon codes are linear). So one code of an all-zero text and one for each bit that is set give every
other code by exclusive or, at a hundredth of the time. The mask is fixed, which the standard wants chosen for looks;
readers do not mind.
"""

from __future__ import annotations

import re
from functools import lru_cache

import segno

_MASK = 0
_QUIET = 4  # modules of white around, as the standard asks
_DARK = re.compile("1+")


class QrCodes:
    """Codes of addresses; error correction M (15 %), the smallest version that holds the address."""

    def __init__(self) -> None:
        self._blank: dict[int, tuple[int, int]] = {}
        self._bits: dict[tuple[int, int, int], int] = {}
        self._parts: dict[tuple[int, int, bytes], int] = {}

    def matrix(self, address: str) -> list[str]:
        """The rows of the code as strings of 1 (dark) and 0."""
        content = address.encode()
        length, (number, width) = len(content), self._blank_of(len(content))
        # All addresses of a site begin alike, and most bytes come again at their place.
        head = content.rfind(b"/") + 1
        number ^= self._part(length, 0, content[:head])
        for place in range(head, length):
            number ^= self._part(length, place, content[place:place + 1])
        text = f"{number:0{width * width}b}"
        return [text[start:start + width] for start in range(0, width * width, width)]

    def svg(self, address: str, label: str) -> str:
        """The code as an SVG image that scales, dark on white, `label` (HTML) for those who cannot see it."""
        rows = self.matrix(address)
        size = len(rows) + 2 * _QUIET
        path = "".join(f"M{_QUIET} {y}.5{_row_path(row)}" for y, row in enumerate(rows, _QUIET))
        return (f'<svg class="gz-qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
                f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>')

    def _part(self, length: int, place: int, some: bytes) -> int:
        """What bytes at a place of a text of that length change in the code."""
        key = (length, place, some)
        if key not in self._parts:
            part = 0
            for offset, byte in enumerate(some):
                for bit in range(8):
                    part ^= self._bit(length, place + offset, bit) if byte >> bit & 1 else 0
            self._parts[key] = part
        return self._parts[key]

    def _blank_of(self, length: int) -> tuple[int, int]:
        if length not in self._blank:
            rows = _code(bytes(length)).matrix
            self._blank[length] = _number(rows), len(rows)
        return self._blank[length]

    def _bit(self, length: int, place: int, bit: int) -> int:
        key = (length, place, bit)
        if key not in self._bits:
            content = bytearray(length)
            content[place] = 1 << bit
            self._bits[key] = _number(_code(bytes(content)).matrix) ^ self._blank_of(length)[0]
        return self._bits[key]


def _code(content: bytes) -> segno.QRCode:
    return segno.make(content, micro=False, error="m", boost_error=False, mask=_MASK, mode="byte")


def _number(rows: tuple[bytearray, ...]) -> int:
    return int("".join("".join(map(str, row)) for row in rows), 2)


@lru_cache(maxsize=100_000)
def _row_path(row: str) -> str:
    """The dark runs of one row as steps of an SVG path from its left end."""
    steps, place = [], 0
    for run in _DARK.finditer(row):
        steps.append(f"{f'm{run.start() - place} 0' if run.start() > place else ''}h{run.end() - run.start()}")
        place = run.end()
    return "".join(steps)
