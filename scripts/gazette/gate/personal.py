"""Personal data in a text: one quick look first, which lets most texts pass, then the rules."""

from __future__ import annotations

import html

from gazette.cache import digest_of
from gazette.gate.addresses import find_addresses, may_have_addresses
from gazette.gate.marks import find_marks, may_have_marks
from gazette.gate.numbers import find_numbers, may_have_numbers
from gazette.gate.spans import Span, mask
from gazette.records import Finding

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF20)}
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD))
_NORMAL = _WIDE | _UNSEEN
_FINDERS = ((may_have_numbers, find_numbers), (may_have_marks, find_marks), (may_have_addresses, find_addresses))


def find_personal(text: str, first_line: int = 1) -> tuple[Finding, ...]:
    """What looks like personal data in a text, in order; `first_line` is the number of the text's first line."""
    if "&#" in text:
        text = html.unescape(text)
    # Most texts have nothing that a quick look would stop at, and need not be put into one width.
    finders = [find for may_have, find in _FINDERS if may_have(text)]
    if not finders:
        return ()
    plain = text.translate(_NORMAL)
    spans = sorted({span for find in finders for span in find(plain)}, key=lambda span: span.start)
    return tuple(dict.fromkeys(finding(span, first_line + plain.count("\n", 0, span.start)) for span in spans))


def finding(span: Span, line: int) -> Finding:
    """What is kept of a place in a text: not the value, but a mask and a digest of it."""
    return Finding.model_construct(kind=span.kind, line=line, masked=mask(span.value), value=value_digest(span.kind, span.value))


def value_digest(kind: str, value: str) -> str:
    """Stands for a value where values are compared; what the cache keeps tells nobody the value."""
    return digest_of(kind.encode(), value.encode())
