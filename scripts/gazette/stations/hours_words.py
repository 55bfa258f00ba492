"""Opening hours in Chinese words: for readers, from the tables or from the syntax itself."""

from __future__ import annotations

import re
from functools import cache

from gazette.stations.hours import Day, Hours, Season, Span, group_days, read_hours

DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HOLIDAY = "法定节假日"
CLOSED = "休息"
_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDS = {
    **dict(zip(_CODES, DAYS, strict=True)), **{name: f"{number}月" for number, name in enumerate(_MONTHS, 1)},
    "PH": HOLIDAY, "SH": "学校假期", "off": CLOSED, "closed": CLOSED, "open": "开放", "unknown": "不一定开放", "24/7": "每天24小时",
    "sunrise": "日出", "sunset": "日落", "dawn": "清晨", "dusk": "黄昏", "easter": "复活节", "week": "第",
    ";": "；", ",": "、", "||": "；其他时间：",
}
_TOKEN = re.compile(r'"[^"]*"|24/7|\|\||[A-Za-z]+\[[^\]]*\]|[A-Za-z]+|\d{1,2}:\d{2}|.', re.DOTALL)
_WEEKS = re.compile(r"第 ?([\d–、]+)(?:/(\d+))?(?= )")


def clock(minutes: int) -> str:
    """540 → 09:00; past midnight 次日01:00."""
    tomorrow = minutes > 1440
    return f"{'次日' if tomorrow else ''}{(minutes - 1440 * tomorrow) // 60:02}:{minutes % 60:02}"


def day_words(day: Day) -> str:
    """09:00–12:00、14:00–17:30; 全天; 休息."""
    return "、".join(map(_span_words, day)) or CLOSED


def _span_words(span: Span) -> str:
    whole = (span.start, span.end) == (0, 1440)
    time = "全天" if whole else f"{clock(span.start)}–{clock(span.end)}"
    note = span.note or ("" if span.sure else "不一定开放")
    if whole and not span.sure:
        return note
    return f"{time}（{note}）" if note else time


def days_words(first: int, last: int) -> str:
    """周一至周五; 周六; 每天."""
    if (first, last) == (0, 6):
        return "每天"
    return DAYS[first] if first == last else f"{DAYS[first]}至{DAYS[last]}" if last > first + 1 else f"{DAYS[first]}、{DAYS[last]}"


def season_words(season: Season) -> str:
    """4月1日至9月30日."""
    (month, day), (last_month, last_day) = season.first, season.last
    if season.first == season.last:
        return f"{month}月{day}日"
    return f"{month}月{day}日至{'次年' if season.first > season.last else ''}{last_month}月{last_day}日"


def hours_rows(hours: Hours) -> list[tuple[str, list[tuple[str, str]]]]:
    """The table of a page: for each season its name ('' where there is one only) and its rows (days, times).

    Public holidays have their row where the text states them; no rows where the hours fit no table.
    """
    holiday = [(HOLIDAY, day_words(hours.holiday))] if hours.holiday is not None else []
    return [(season_words(season) if len(hours.seasons) > 1 else "",
             [(days_words(first, last), day_words(day)) for first, last, day in group_days(season.week)] + holiday)
            for season in hours.seasons]


@cache
def words_of(text: str, year: int) -> str:
    """Hours as `hours_words` says them, by their text; '' where there is none."""
    return hours_words(read_hours(text, year)) if text else ""


def hours_words(hours: Hours) -> str:
    """All in one line: 周一至周五 09:00–17:30；周六、周日 休息."""
    if not hours.seasons:
        return translate(hours.text)
    parts = []
    for name, rows in hours_rows(hours):
        line = "；".join(f"{days} {times}" for days, times in rows)
        parts.append(f"{name}：{line}" if name else line)
    return "。".join(parts)


def translate(text: str) -> str:
    """The syntax word for word, for hours that fit no table: Mo[1] 09:00-12:00 → 每月第1个周一 09:00–12:00."""
    words = "".join(_translate_token(token) for token in _TOKEN.findall(text))
    words = re.sub(r"(?<=[\d日月])-(?=\d)", "–", re.sub(r"(?<=[一-龥])-(?=[一-龥])", "至", words))
    words = _WEEKS.sub(lambda weeks: f"第{weeks[1]}周" + (f"每{weeks[2]}周一次" if weeks[2] else ""), words)
    return re.sub(r" *([；：（]) *", r"\1", words).strip()


def _translate_token(token: str) -> str:
    if token.startswith('"'):
        return f"（{token[1:-1]}）"
    if token.endswith("]"):
        day, _, place = token[:-1].partition("[")
        return f"每月{'最后一' if place == '-1' else f'第{place}'}个{_WORDS.get(day, day)}"
    return f"{token:0>5}" if re.fullmatch(r"\d+:\d\d", token) else _WORDS.get(token, token)
