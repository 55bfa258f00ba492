"""A place in a text where personal data stands, and how it is told without saying it again."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["resident_id", "mobile", "bank_card", "passport", "plate", "address", "email", "position"]

KINDS: dict[str, str] = {
    "resident_id": "身份证号码", "mobile": "手机号码", "bank_card": "银行卡号", "passport": "护照号码", "plate": "车牌号码",
    "address": "详细住址", "email": "电子邮箱", "position": "拍摄位置"}

# What is before a number says what it is only where it stands close.
_REACH = 20


class Span(NamedTuple):
    """Personal data in a text: its kind, where it stands, and its value without separators."""

    kind: Kind
    start: int
    end: int
    value: str


def follows_label(label: re.Pattern[str], text: str, start: int) -> bool:
    """Whether the words just before `start` end in `label`."""
    return bool(label.search(text[max(start - _REACH, 0):start]))


def mask(value: str) -> str:
    """A value of which enough is left to find it, and too little to use it: 139******00."""
    head, tail = (3, 2) if len(value) > 8 else (2, 1)
    return value[:head] + "*" * max(len(value) - head - tail, 3) + value[-tail:]
