"""Cells as staff type them to cells of a table: full-width digits, stray blanks, dates in every form, signs for yes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from gazette.defuse import restore
from gazette.stations.spoken_hours import parse_spoken

_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_UNSEEN = dict.fromkeys((8203, 8204, 8205, 8288, 65279, 173)) | {0x00A0: " ", 0x3000: " "}
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\n]+(?=[\u4e00-\u9fff])")
_LIST_SEPARATORS = re.compile(r"[、，,;；/\n|]+")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_DEGREES = re.compile(r"[EN东经北纬]*\s*(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分])?\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:\"|″|''|秒))?\s*[EN]?")
_CRS = {"wgs84": ("wgs84", "wgs-84", "gps", "手机定位", "epsg:4326"), "gcj02": ("gcj02", "gcj-02", "火星", "高德", "腾讯", "高德地图", "腾讯地图"),
        "bd09": ("bd09", "bd-09", "bd09ll", "百度", "百度地图")}
_CRS_NAMES = {word: crs for crs, words in _CRS.items() for word in words}
_YES = {"√": "是", "✓": "是", "y": "是", "yes": "是", "有": "是", "×": "否", "✗": "否", "n": "否", "no": "否", "无": "否"}
_UNKNOWN = ("-", "--", "—", "——", "/", "待补充", "未知", "暂无", "无")
_DAY_ZERO = date(1899, 12, 30)  # of Excel's serial numbers, its wrong leap day of 1900 included


def clean(field: str, cell: str) -> str:
    """The cell of a staff's sheet as it should stand in the table; left as it is where it cannot be understood."""
    text = restore(cell).translate(_WIDE).translate(_UNSEEN).strip()
    if field != "accessible" and text in _UNKNOWN:
        return ""
    return _CLEANERS.get(field, _clean_text)(text) if text else ""


def _clean_text(text: str) -> str:
    return " ".join(_BETWEEN_HAN.sub("", text).split())


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _clean_id(text: str) -> str:
    return _narrow(text).strip().lower()


def _clean_list(text: str) -> str:
    return "、".join(dict.fromkeys(filter(None, map(_clean_text, _LIST_SEPARATORS.split(text)))))


def _clean_phone(text: str) -> str:
    plain = re.sub(r"\s*[-–—−―]+\s*", "-", _narrow(text))
    plain = re.sub(r"\((0\d{2,3})\)\s*-?", r"\1-", plain)
    plain = re.sub(r"(?:转|分机|ext\.?)\s*(?=\d)", "-", plain)
    numbers = re.split(r"[、,;/\n|]+|(?<=\d{7})\s+(?=\d)", plain)
    return "、".join(dict.fromkeys(filter(None, (re.sub(r"\s", "", number) for number in numbers))))


def _clean_date(text: str) -> str:
    plain = _narrow(text)
    if match := _DATE.fullmatch(plain):
        return "{}-{:0>2}-{:0>2}".format(*match.groups())
    if re.fullmatch(r"(?:19|20)\d{6}", plain):
        return f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    if _SERIAL.fullmatch(plain):
        return (_DAY_ZERO + timedelta(days=int(float(plain)))).isoformat()
    return text


def _clean_degrees(text: str) -> str:
    plain = _narrow(text).replace(" ", "")
    if match := _DEGREES.fullmatch(text.replace(" ", "")):
        degrees, minutes, seconds = (float(part or 0) for part in match.groups())
        return f"{degrees + minutes / 60 + seconds / 3600:.6f}"
    return plain.rstrip("°度EN")


def _clean_crs(text: str) -> str:
    plain = _narrow(text).lower().replace(" ", "")
    return _CRS_NAMES.get(plain, text)


def _clean_hours(text: str) -> str:
    return parse_spoken(text) or text


def _clean_yes(text: str) -> str:
    return _YES.get(text.lower(), _clean_text(text))


_CLEANERS: dict[str, Callable[[str], str]] = {
    "id": _clean_id, "phone": _clean_phone, "services": _clean_list, "standards": _clean_list, "organizations": _clean_list,
    "verified": _clean_date, "closed": _clean_date, "lon": _clean_degrees, "lat": _clean_degrees, "crs": _clean_crs,
    "hours": _clean_hours, "accessible": _clean_yes, "image": str.strip,
}
