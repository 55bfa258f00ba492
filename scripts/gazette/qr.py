"""QR codes as SVG: segno codes a few, the thousands of others follow from them.

With version, error correction and mask fixed, every module of a QR code is a sum modulo 2 of bits of the content
(Reed-Solomon codes are linear). So one code for each length, and what each bit changes in the codes of a version, give
every other code by exclusive or, at a hundredth of the time. The mask is fixed, which the standard wants chosen for
looks; readers do not mind.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache, reduce
from operator import xor
from typing import NamedTuple

import segno

_MASK = 0
_QUIET = 4  # modules of white around, as the standard asks
_DARK = re.compile("1+")
# So many addresses of one length are coded one by one: a base pays where there are more.
_FEW = 20


class _Base(NamedTuple):
    """An address with its code, as a number of width times width bits."""

    content: bytes
    number: int
    width: int


class QrCodes:
    """Codes of addresses; error correction M (15 %), the smallest version that holds the address."""

    def __init__(self) -> None:
        # By length of the address in bytes: how many were coded, and the one that others are compared with.
        self._coded: Counter[int] = Counter()
        self._bases: dict[int, _Base] = {}
        self._parts: dict[tuple[int, int, int], int] = {}

    def matrix(self, address: str) -> list[str]:
        """The rows of the code as strings of 1 (dark) and 0."""
        content = address.encode()
        length = len(content)
        self._coded[length] += 1
        if self._coded[length] <= _FEW:
            return ["".join(map(str, row)) for row in _code(content).matrix]
        base = self._base_of(content)
        number, width = base.number, base.width
        for place, (byte, other) in enumerate(zip(content, base.content, strict=True)):
            if byte != other:
                number ^= self._part(base, place, byte ^ other)
        text = f"{number:0{width * width}b}"
        return [text[start:start + width] for start in range(0, width * width, width)]

    def svg(self, address: str, label: str) -> str:
        """The code as an SVG image that scales, dark on white, `label` (HTML) for those who cannot see it."""
        rows = self.matrix(address)
        size = len(rows) + 2 * _QUIET
        path = "".join(f"M{_QUIET} {y}.5{_row_path(row)}" for y, row in enumerate(rows, _QUIET))
        return (f'<svg class="gz-qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}">'
                f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path stroke="#000" d="{path}"/></svg>')

    def _base_of(self, content: bytes) -> _Base:
        if len(content) not in self._bases:
            rows = _code(content).matrix
            self._bases[len(content)] = _Base(content, _number(rows), len(rows))
        return self._bases[len(content)]

    def _part(self, base: _Base, place: int, change: int) -> int:
        """What bits of the byte at a place change in codes of that width, whatever the length."""
        key = (base.width, place, change)
        if key not in self._parts:
            bits = [1 << bit for bit in range(8) if change >> bit & 1]
            if len(bits) == 1:
                content = bytearray(base.content)
                content[place] ^= change
                self._parts[key] = _number(_code(bytes(content)).matrix) ^ base.number
            else:
                self._parts[key] = reduce(xor, (self._part(base, place, bit) for bit in bits))
        return self._parts[key]


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
