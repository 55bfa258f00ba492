"""The types of fields: what an editor writes to what the press works with, with Chinese messages for what is refused."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from gazette.clock import SHANGHAI
from gazette.permalinks import fits_a_path

_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\+08:00)?")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TAG_LIKE = re.compile(r"</?[a-zA-Z][^>]*>")
_YES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False, "": False}


def refuse(message: str, hint: str) -> PydanticCustomError:
    """The error that a validator raises: message and cure, both Chinese."""
    return PydanticCustomError("gazette", "{message}", {"message": message, "hint": hint})


def _parse_moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _MOMENT.fullmatch(value.strip())
    try:
        if not match:
            raise ValueError
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise refuse(f"日期“{value}”读不出来。", "写成 2026-11-24 09:00（年-月-日 时:分，英文数字和冒号）。") from None


def _parse_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _DAY.fullmatch(value)
    try:
        if not match:
            raise ValueError
        return date(*map(int, match.groups()))
    except ValueError:
        raise refuse(f"日期“{value}”读不出来。", "写成 2026-11-24（年-月-日，英文数字和减号）。") from None


def _parse_list(value: object) -> object:
    """One text or a list of texts; doubles are dropped, order is kept."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(item, str) for item in values):
        raise refuse("这里要写一个名称或名称的清单。", "例如 [工会, 妇联]。")
    return tuple(dict.fromkeys(item.strip() for item in values if item.strip()))


def _parse_flag(value: object) -> object:
    if isinstance(value, str):
        if value.strip().lower() not in _YES:
            raise refuse(f"“{value}”读不出来。", "写 true（是）或 false（否）。")
        return _YES[value.strip().lower()]
    return value


def _parse_text(value: object) -> object:
    if not isinstance(value, str):
        raise refuse("这里要写一行文字。", "去掉方括号或下面缩进的各行。")
    return " ".join(value.split())


def _check_plain(value: str) -> str:
    if _TAG_LIKE.search(value):
        raise refuse("这里不能有 HTML 标记。", "只写文字。")
    return value


def _check_address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise refuse(f"“{value}”不是网址。", "写完整的网址，以 https:// 或 http:// 开头。")
    return value


def _check_picture(value: str) -> str:
    if value and not value.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif")):
        raise refuse(f"“{value}”不是图片。", "用 jpg、png、webp 等格式的图片。")
    return value


def _check_aliases(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r"(?!/)(?!.*\.\.)[^\s\\:*?\"<>|#%]+\.html", value):
            raise refuse(f"“{value}”不是本站的旧网址。", "写从网站根目录起的路径，以 .html 结尾，例如 news/2026/11/24-jiu-biaoti.html。")
    return values


def _parse_people(value: object) -> object:
    names = value if isinstance(value, list | tuple) else [value]
    if len(set(map(str, names))) < len(names):
        raise refuse("同一个人写了两次。", "初审、复审、终审由不同的人担任。")
    return _parse_list(value)


def _check_term(value: str) -> str:
    if any(mark in value for mark in "，、,;；"):
        raise refuse(f"“{value}”里有标点，会被当成一个名称。", "每个名称分开写，例如 [工会, 妇联]。")
    if value and not fits_a_path(value):
        raise refuse(f"“{value}”不能作网页的名称。", "去掉 / \\ : * ? \" < > | # % 等符号，并缩短到 40 个汉字以内。")
    return value


Moment = Annotated[datetime, BeforeValidator(_parse_moment)]
Day = Annotated[date, BeforeValidator(_parse_day)]
Text = Annotated[str, BeforeValidator(_parse_text)]
PlainText = Annotated[Text, AfterValidator(_check_plain)]
Address = Annotated[Text, AfterValidator(_check_address)]
Picture = Annotated[Text, AfterValidator(_check_picture)]
Aliases = Annotated[tuple[str, ...], BeforeValidator(_parse_list), AfterValidator(_check_aliases)]
People = Annotated[tuple[str, ...], BeforeValidator(_parse_people)]
Names = Annotated[tuple[str, ...], BeforeValidator(_parse_list)]
Term = Annotated[PlainText, AfterValidator(_check_term)]
Terms = Annotated[tuple[Term, ...], BeforeValidator(_parse_list)]
Flag = Annotated[bool, BeforeValidator(_parse_flag)]
