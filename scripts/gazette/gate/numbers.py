"""Numbers that belong to a person: resident ID, mobile telephone, bank card.

Sources: GB 11643-1999 (resident ID, 18 digits with check digit; the 15 digits of before), the ranges of mobile numbers
by the ministry (1[3-9] and nine digits), ISO/IEC 7812 (cards: prefix and Luhn's check digit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stdnum import luhn
from stdnum.cn.ric import calc_check_digit

from gazette.gate.digits import SEPARATOR, UNSEEN, Window, find_windows
from gazette.gate.spans import Span, follows_label

_PROVINCES = {str(number) for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
              for number in range(first, last + 1)}
_CHECK_X = re.compile(rf"{SEPARATOR}{{0,3}}[Xx](?![A-Za-z])")
_ID_LABEL = re.compile(r"(?:身份证|身份号|证件号|公民身份)\D{0,8}$")
_NO_ID_LABEL = re.compile(r"(?:注册号|订单号?|编号|执照|流水号?|单号|IMEI)\D{0,4}$")
_PHONE_LABEL = re.compile(r"(?:电话|手机|联系|微信|致电|拨打|打|号码|号是|热线|tel|phone|mobile)\D{0,4}$", re.IGNORECASE)
_UNIT = re.compile(r"\s?(?:[多余]?(?:万|亿)?(?:元|美元|千瓦|度电)|人次|户|吨|平方|立方|公里|[%％])")
_OLD_SHAPES = {(15,), (6, 6, 3), (6, 9), (3,) * 5, (1,) * 15}
_PHONE_SHAPES = {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (6, 5), (5, 6), (1,) * 11}
_MOBILE = re.compile(r"(?:(?:00)?86)?(1[3-9]\d{9})")
_CARD = re.compile(r"62\d{14,17}|9558\d{15}|60\d{14,17}|4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|35\d{14}|3[47]\d{13}")
# \d knows the digits of every width.
_LONG_RUN = re.compile(rf"\d(?:\d|{SEPARATOR}|{UNSEEN}){{10,}}")
_LENGTHS = frozenset((11, 13, 15, 16, 17, 18, 19))


def may_have_numbers(text: str) -> bool:
    """A quick look: whether there is a run of eleven digits, in whatever groups and width."""
    return any(sum(map(str.isdigit, run[0])) > 10 for run in _LONG_RUN.finditer(text))


def find_numbers(text: str) -> Iterator[Span]:
    """Resident IDs, mobile numbers and bank cards in a text, which has its digits in half width."""
    taken = 0
    for window in find_windows(text, _LENGTHS):
        if window.start < taken or _is_masked(text, window):
            continue
        span = _resident_id(text, window) or _old_id(text, window) or _mobile(text, window) or _card(text, window)
        if span:
            taken = span.end
            yield span


def _is_masked(text: str, window: Window) -> bool:
    """Whether stars touch the digits, other than those of bold type."""
    if text[window.start - 2:window.start] == "**" == text[window.end:window.end + 2]:
        return False
    return text[window.start - 1:window.start] in ("*", "＊") or text[window.end:window.end + 1] in ("*", "＊")


def _resident_id(text: str, window: Window) -> Span | None:
    mark = _CHECK_X.match(text, window.end) if len(window.digits) == 17 else None
    number = window.digits + ("X" if mark else "")
    if len(number) != 18 or not _is_birth(number[:2], number[6:14]):
        return None
    if number[17] != calc_check_digit(number) and not follows_label(_ID_LABEL, text, window.start):
        return None
    return Span("resident_id", window.start, mark.end() if mark else window.end, number)


def _old_id(text: str, window: Window) -> Span | None:
    number = window.digits
    if len(number) != 15 or window.shape not in _OLD_SHAPES or not window.is_even or not _is_birth(number[:2], "19" + number[6:12]):
        return None
    if _is_in_word(text, window) or follows_label(_NO_ID_LABEL, text, window.start):
        return None
    return Span("resident_id", window.start, window.end, number)


def _is_birth(province: str, day: str) -> bool:
    if province not in _PROVINCES:
        return False
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:])).year >= 1880
    except ValueError:
        return False


def _mobile(text: str, window: Window) -> Span | None:
    match = _MOBILE.fullmatch(window.digits)
    if not match or (len(window.digits) > 11 and len(window.shape) > 1):
        return None
    shape = window.shape if len(window.digits) == 11 else (11,)
    labelled = follows_label(_PHONE_LABEL, text, window.start)
    if shape not in _PHONE_SHAPES or _is_in_word(text, window) or _is_fraction(window):
        return None
    if not labelled and (_UNIT.match(text, window.end) or not _stands_alone(text, window)):
        return None
    return Span("mobile", window.start, window.end, match[1])


def _stands_alone(text: str, window: Window) -> bool:
    """Whether groups are a number of their own and no part of a row of figures, as in `180 1900 2000 2100`."""
    if len(window.shape) == 1:
        return True
    country = text[:window.start].rstrip(" -").endswith("86")
    return window.is_even and (country or window.stretch % len(window.shape) == 0) and \
        (window.separators != {"."} or window.shape == (3, 4, 4))


def _is_fraction(window: Window) -> bool:
    return len(window.shape) == 1 and "." in (window.before, window.after)


def _is_in_word(text: str, window: Window) -> bool:
    """Whether letters touch the digits, as in a hexadecimal number; a word such as `tel` may."""
    before = re.search(r"[A-Za-z_]+$", text[max(window.start - 8, 0):window.start])
    if before and before[0].lower() not in ("tel", "phone", "mobile", "id", "no", "wx", "qq"):
        return True
    return bool(re.match(r"[A-Za-z_]", text[window.end:window.end + 1]))


def _card(text: str, window: Window) -> Span | None:
    if len(window.digits) < 15 or not _CARD.fullmatch(window.digits) or not luhn.is_valid(window.digits):
        return None
    even = window.shape[:-1] == (4,) * (len(window.shape) - 1) or len(window.shape) == 2 or set(window.shape) == {1}
    if not window.is_even or not even or _is_in_word(text, window) or _is_fraction(window):
        return None
    return Span("bank_card", window.start, window.end, window.digits)
