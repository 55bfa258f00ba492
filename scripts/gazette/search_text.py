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

_FIRST, _LAST = 0x3400, 0x9FFF
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<latin>[A-Za-z0-9]+)|(?P<space>\s+)|(?P<other>.)", re.DOTALL)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Full-width letters and digits are the same to a reader.
_NARROW = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# For white space, and between the parts of a document: not indexed, so no phrase reaches across.
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


# The three digits of every Han character, in the form that str.translate takes: by far the fastest way to look them up.
_CODES = {number: base36(number - _FIRST).rjust(3, "0") for number in range(_FIRST, _LAST + 1)}


def tokenize(text: str) -> list[str]:
    """The tokens of a text in order; white space becomes breaks."""
    tokens: list[str] = []
    text = text.translate(_NARROW)
    follows = False
    for match in _RUN.finditer(text):
        kind, run = match.lastgroup, match.group()
        if kind == "han":
            tokens += _han_tokens(run, follows, _is_letter(text[match.end():match.end() + 1]))
        elif kind == "latin":
            tokens.append("z" + run)
        elif kind == "space":
            tokens.append(BREAK)
        else:
            tokens.append("y" + base36(ord(run)) if run.isalnum() else run)
        follows = kind == "latin" or (kind == "other" and run.isalnum())
    return tokens


def _han_tokens(run: str, follows: bool, leads: bool) -> list[str]:
    codes = run.translate(_CODES)
    tokens = [codes[place:place + 6] for place in range(0, len(codes) - 3, 3)]
    if follows:
        tokens.insert(0, codes[:3] + "s")
    if leads or not tokens:
        tokens.append(codes[-3:] + "x")
    return tokens


def _is_letter(character: str) -> bool:
    return character.isalnum() and not "\u3400" <= character <= "\u9fff"
