"""Hours as staff write them in their sheets (周一至周五 9:00-12:00，下午2点至5点半；周日休息) to OpenStreetMap's syntax."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gazette.stations.hours import check_hours

_CODES = dict(zip("一二三四五六日", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), strict=True)) | {"天": "Su"}
_DAY = r"(?:周|星期|礼拜)?[一二三四五六日天]"
_DAYS = re.compile(
    rf"(?P<all>每天|每日|全周|天天)|(?P<work>工作日)|(?P<end>双休日|周末)|(?P<ph>(?:国家|法定)?(?:法定)?节假日)"
    rf"|(?P<list>(?:周|星期|礼拜)[一二三四五六日天](?:(?:至|到|-|、|和|及|,)?{_DAY})*)")
_RANGE = re.compile(rf"({_DAY})(?:至|到|-)({_DAY})")
_TIME = r"(上午|早上|中午|下午|晚上|晚)?(\d{1,2})(?::(\d{2})|[点时](\d{1,2}分?|半)?)"
_TIMES = re.compile(rf"{_TIME}(?:至|到|-){_TIME}")
_CLOSED = re.compile(r"休息|除外|不开放|关闭|闭馆|不上班|放假")
_WHOLE = re.compile(r"全天|24小时")
_BOOKED = re.compile(r"(?:须|需)?(?:提前|电话)?预约")
_BY_APPOINTMENT = '"须预约"'
_NOISE = re.compile(r"[\s,、。()（）:]|开放|服务|办公|时间|值班|全年|上午|下午|晚上|早上")
_DASHES = re.compile(r"\s*(?:--|[-–—~～−]+)\s*")


def parse_spoken(text: str) -> str:
    """The hours in OpenStreetMap's syntax, or '' where not every word of the text is understood."""
    if not check_hours(text):
        return text
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).replace("24/7", "每天24小时")
    rules = []
    for clause in filter(str.strip, re.split(r"[;；。\n]", plain)):
        for days, times in _clauses(clause):
            rule = _rule(days, times)
            if not rule:
                return ""
            rules.append(rule)
    joined = "; ".join(rules)
    return joined if joined and not check_hours(joined) else ""


def _clauses(clause: str) -> Iterator[tuple[str, str]]:
    """(days, rest) for each mention of days; '' stands for days not named."""
    found = list(_DAYS.finditer(clause))
    if not found or _NOISE.sub("", clause[:found[0].start()]):
        yield "", clause
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        yield _days(match), clause[match.end():following.start() if following else None]


def _days(match: re.Match[str]) -> str:
    if match["list"] is None:
        return {"all": "Mo-Su", "work": "Mo-Fr", "end": "Sa,Su", "ph": "PH"}[match.lastgroup or ""]
    listed = _RANGE.sub(lambda pair: f"<{_CODES[pair[1][-1]]}-{_CODES[pair[2][-1]]}>", match["list"])
    return ",".join(span or _CODES[day] for span, day in re.findall(r"<([^>]+)>|([一二三四五六日天])", listed))


def _rule(days: str, rest: str) -> str:
    times = [_span(match) for match in _TIMES.finditer(rest)]
    left = _TIMES.sub("", rest)
    state, left = _state(left)
    if _NOISE.sub("", left) or None in times or (times and state in ("off", "00:00-24:00")):
        return ""
    spans = ",".join(span for span in times if span)
    if state == _BY_APPOINTMENT and not spans:
        state = f"unknown {state}"
    return " ".join(part for part in (days, spans, state) if part) if spans or state else ""


def _state(text: str) -> tuple[str, str]:
    """What a clause says besides times, in the syntax, and the text without it."""
    for pattern, state in ((_CLOSED, "off"), (_WHOLE, "00:00-24:00"), (_BOOKED, _BY_APPOINTMENT)):
        if pattern.search(text):
            return state, pattern.sub("", text)
    return "", text


def _span(match: re.Match[str]) -> str | None:
    half = match[1]
    start = _minutes(half, match[2], match[3], match[4])
    end = _minutes(match[5] or half, match[6], match[7], match[8])
    if start is None or end is None or start >= end:
        return None
    return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"


def _minutes(half: str | None, hour: str, minute: str | None, spoken: str | None) -> int | None:
    hours = int(hour)
    if half in ("下午", "晚上", "晚") and hours < 12:
        hours += 12
    minutes = int(minute or {"半": "30", None: "0"}.get(spoken, spoken or "0").rstrip("分"))
    total = hours * 60 + minutes
    return total if minutes < 60 and total <= 24 * 60 else None
