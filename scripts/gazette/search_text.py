"""Text as the search index holds it: each pair of neighbouring Han characters one token.

Chinese has no spaces, and no two programs cut it into words alike; pairs of characters are cut the same way everywhere,
so every piece of a text is found. Pagefind keeps the order of tokens, so whole phrases can be told from scattered parts.

Tokens are separated by spaces and spelled in ASCII, which neither Pagefind nor a browser takes apart. In the order in
which they are tried:

    Han characters   each pair: three base-36 digits of each of the two (code point less 0x3400); besides, the first of a
                     run that follows a letter or digit (its digits and `s`), the last of a run that is followed by one,
                     and a character that stands alone (its digits and `x`)
    Latin, digits    `z` and the word as written
    other letters    each alone: `y` and its code point in base 36
    anything else    a run as written: it is not indexed, but keeps what stands around it apart

overrides/assets/search-text.js holds the same rules for the browser.
"""

from __future__ import annotations

import re
from functools import cache

_FIRST, _LAST = 0x3400, 0x9FFF
_RUN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+|\s+|[^\s\u3400-\u9fffA-Za-z0-9]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Full-width letters and digits are the same to a reader.
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# Between blocks and between the parts of a document: not indexed, so no phrase reaches across.
BREAK = "¶"
PART = "‖"


def base36(number: int) -> str:
    """A number in base 36, lower case."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


@cache
def _han(character: str) -> str:
    return base36(ord(character) - _FIRST).rjust(3, "0")


def tokenize(text: str) -> list[str]:
    """The tokens of a text in order; line ends become breaks."""
    tokens: list[str] = []
    runs = _RUN.findall(text.translate(_NARROW))
    before = " "
    for run, after in zip(runs, [*runs[1:], " "], strict=False):
        if _is_han(run):
            tokens += _han_tokens(run, _is_letter(before), _is_letter(after))
        elif run[0].isascii() and run[0].isalnum():
            tokens.append("z" + run)
        elif run[0].isspace():
            tokens += [BREAK] if "\n" in run else []
        elif run.isalnum():
            tokens.append("y" + base36(ord(run)))
        else:
            tokens.append(run)
        before = run
    return tokens


def _han_tokens(run: str, follows: bool, leads: bool) -> list[str]:
    codes = [_han(character) for character in run]
    tokens = list(map(str.__add__, codes, codes[1:]))
    if follows:
        tokens.insert(0, codes[0] + "s")
    if leads or not tokens:
        tokens.append(codes[-1] + "x")
    return tokens


def _is_han(run: str) -> bool:
    return "\u3400" <= run[0] <= "\u9fff"


def _is_letter(run: str) -> bool:
    return run[0].isalnum() and not _is_han(run)
