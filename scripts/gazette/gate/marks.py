"""Passports, licence plates and e-mail addresses.

Sources: the forms of Chinese passports (E, G and eight digits; E and a letter, DE, SE, PE and seven), GA 36-2018 (plates).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette.gate.spans import Span, follows_label

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][^\S\n]?(?!GB\d)[A-HJ-NP-Z][·•.\s-]?(?=[A-Z0-9]*\d[A-Z0-9]*\d)"
    r"(?:[DF][A-HJ-NP-Z0-9]\d{4}|\d{5}[DF]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Z0-9*])", re.IGNORECASE)
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9*])(?:[EG][\s-]?(\d{8})|(?:E[A-HJ-NP-Z]|[DSP]E)[\s-]?\d{7}|([DSP])[\s-]?\d{7,8})(?![A-Za-z0-9*])", re.IGNORECASE)
_PASSPORT_LABEL = re.compile(r"护照\D{0,8}$")
_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_AT = r"(?:@|＠|[(\[（{【]\s?at\s?[)\]）}】])"
_EMAIL = re.compile(
    rf"(?<![A-Za-z0-9_.*+-])[A-Za-z0-9_][A-Za-z0-9_.+-]{{0,63}}[ \t]?{_AT}[ \t]?(?:[A-Za-z0-9-]{{1,63}}\.){{1,8}}([A-Za-z]{{2,24}})", re.IGNORECASE)
# Names of files such as logo@2x.png.
_FILES = ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "css", "js")


_LATIN = "A-Za-zＡ-Ｚａ-ｚ"
_PLATE_LIKE = re.compile(rf"[{_PROVINCES}]\s?[{_LATIN}][·•.\s-]?[{_LATIN}\d]{{4}}")
_PASSPORT_LIKE = re.compile(rf"[EGDSPegdspＥＧＤＳＰｅｇｄｓｐ][{_LATIN}]?[\s-]?\d{{7}}")
_AT_LIKE = re.compile(r"[aA][tT]\s?[)\]）}】]")


def may_have_marks(text: str) -> bool:
    """A quick look, at letters of either width."""
    return bool(_PLATE_LIKE.search(text) or _PASSPORT_LIKE.search(text) or "@" in text or "＠" in text
                or _AT_LIKE.search(text))


def find_marks(text: str) -> Iterator[Span]:
    """Passports, plates and e-mail addresses in a text, which has its letters and digits in half width."""
    for match in _PLATE.finditer(text):
        yield Span("plate", *match.span(), re.sub(r"[·•.\s-]", "", match[0]).upper())
    for match in _PASSPORT.finditer(text):
        # E20261124 is more often a version or a file than a passport, and so is a single D, S or P.
        needs_label = match[2] or (match[1] and _DAY.fullmatch(match[1]))
        if not needs_label or follows_label(_PASSPORT_LABEL, text, match.start()):
            yield Span("passport", *match.span(), re.sub(r"[\s-]", "", match[0]).upper())
    for match in _EMAIL.finditer(text):
        if match[1].lower() not in _FILES:
            yield Span("email", *match.span(), re.sub(rf"\s?{_AT}\s?", "@", match[0], flags=re.IGNORECASE).lower())
