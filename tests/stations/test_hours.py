"""Hours: tables, words, holidays, and what staff write."""

from __future__ import annotations

from datetime import date

import pytest
from gazette.stations.holidays import calendar_data, holidays_of, known_years, workdays_of
from gazette.stations.hours import Span, check_hours, read_hours, today_of
from gazette.stations.hours_words import hours_rows, words_of
from gazette.stations.spoken_hours import parse_spoken
from hypothesis import given
from hypothesis import strategies as some

_WORDS = {
    "Mo-Fr 9:00-17:30": "周一至周五 09:00–17:30；周六、周日 休息",
    "24/7": "每天 全天",
    'Mo-Fr 09:00-17:30; Sa 09:00-12:00 "值班"; PH off': "周一至周五 09:00–17:30；周六 09:00–12:00（值班）；周日 休息；法定节假日 休息",
    "Mo-Sa 20:00-02:00; PH 10:00-12:00": "周一至周六 20:00–次日02:00；周日 休息；法定节假日 10:00–12:00",
    "Apr-Sep Mo-Fr 09:00-18:00; Oct-Mar Mo-Fr 09:00-17:00":
        "4月1日至9月30日：周一至周五 09:00–18:00；周六、周日 休息。10月1日至次年3月31日：周一至周五 09:00–17:00；周六、周日 休息",
    'Mo-Fr 08:30-12:00,14:00-18:00; Sa,Su 10:00-16:00 unknown "预约"': "周一至周五 08:30–12:00、14:00–18:00；周六、周日 10:00–16:00（预约）",
    'Sa,Su unknown "须预约"': "周一至周五 休息；周六、周日 须预约",
    "Mo[1] 9:00-12:00": "每月第1个周一 09:00–12:00",
    "Mo[-1] 9:00-12:00; PH off": "每月最后一个周一 09:00–12:00；法定节假日 休息",
    'Mo-Fr 09:00-17:00 || "请打电话"': "周一至周五 09:00–17:00；其他时间：（请打电话）",
    "sunrise-sunset": "日出至日落",
    "Mo-Fr 09:00-17:00, PH 10:00-12:00": "周一至周五 09:00–17:00、 法定节假日 10:00–12:00",
}
_SPOKEN = {
    "周一至周五 9:00-12:00，下午2点至5点半；周日休息": "Mo-Fr 09:00-12:00,14:00-17:30; Su off",
    "周一至周五 上午9:00—12:00，下午14:00—17:30": "Mo-Fr 09:00-12:00,14:00-17:30",
    "星期一到星期五：8:30-17:30，周六、周日10:00-16:00": "Mo-Fr 08:30-17:30; Sa,Su 10:00-16:00",
    "每天8：30－18：00": "Mo-Su 08:30-18:00",
    "工作日9:00-17:00，周末预约": 'Mo-Fr 09:00-17:00; Sa,Su unknown "须预约"',
    "周一至周五9:00~17:00（需预约）": 'Mo-Fr 09:00-17:00 "须预约"',
    "周一、三、五 9:00-11:30": "Mo,We,Fr 09:00-11:30",
    "周二至周日 9时-17时，周一闭馆": "Tu-Su 09:00-17:00; Mo off",
    "周一至周五9:00-17:00 节假日除外": "Mo-Fr 09:00-17:00; PH off",
    "全年24小时": "00:00-24:00", "Mo-Fr 09:00-17:00": "Mo-Fr 09:00-17:00",
    "请打电话": "", "周一至周五 9:00-25:00": "", "早9点到晚5点": "", "周一至周五 17:00-9:00": "", "周一 9:70-10:00": "",
}


@pytest.mark.parametrize(("text", "words"), _WORDS.items())
def test_words(text: str, words: str) -> None:
    """Every kind of rule in Chinese; what fits no weekly table is translated word for word."""
    assert words_of(text, 2026) == words


@pytest.mark.parametrize(("text", "expected"), _SPOKEN.items())
def test_what_staff_write(text: str, expected: str) -> None:
    """Chinese hours become the syntax, or are refused whole: never half understood."""
    assert parse_spoken(text) == expected


def test_a_rule_for_one_year_counts_in_that_year_only() -> None:
    """A closure with a year in it is no season of another year."""
    hours = read_hours("Mo-Fr 09:00-17:00; 2026 Nov 20-Dec 10 off", 2026)
    assert today_of(hours, date(2026, 11, 24)) == ()
    assert today_of(hours, date(2026, 12, 11)) == (Span(540, 1020),)
    assert today_of(hours, date(2027, 11, 24)) is None


def test_seasons_meet_over_new_year() -> None:
    """The winter table holds in January and in December."""
    hours = read_hours("Apr-Sep Mo-Fr 09:00-18:00; Oct-Mar Mo-Fr 09:00-17:00", 2026)
    assert [today_of(hours, day) for day in (date(2026, 1, 2), date(2026, 12, 31), date(2026, 7, 1))] == [
        (Span(540, 1020),), (Span(540, 1020),), (Span(540, 1080),)]


def test_three_days_of_closing() -> None:
    """Closed on the days named, open on those around; the season's rows name only days of the week that it meets."""
    hours = read_hours("Mo-Su 09:00-17:00; 2026 Feb 10-12 off", 2026)
    assert [bool(today_of(hours, date(2026, 2, day))) for day in range(9, 18)] == [True, False, False, False, *[True] * 5]
    last = read_hours("Mo-Su 09:00-17:00; Dec 30-31 off", 2026)
    assert [rows for name, rows in hours_rows(last) if name == "12月30日至12月31日"] == [[("周三、周四", "休息")]]


@pytest.mark.parametrize("text", ["Mo-Fr 0900-1700", "周一 9:00", "Mo-Fr 25:00-26:00", "", "Mo-Fr 09:00-"])
def test_unreadable_hours_are_told_with_the_place(text: str) -> None:
    """In Chinese, with the number of the character."""
    assert check_hours(text).startswith("从第 ")


@given(some.text(alphabet="MoTuWePHSa off0123456789:-;,/[]+\"|周 ", max_size=30))
def test_no_text_crashes(text: str) -> None:
    """Any text is read or refused; what is read has words."""
    if not check_hours(text):
        assert words_of(text, 2026)


def test_holidays_of_2026() -> None:
    """The State Council's notice for 2026: eight days of National Day and Mid-Autumn are told apart, 调休 too."""
    assert holidays_of(2026)[date(2026, 10, 1)] == "国庆节"
    assert date(2026, 10, 10) in workdays_of(2026)
    assert all(day.weekday() >= 5 for day in workdays_of(2026))


def test_a_year_without_a_notice_is_said_to_be_unknown() -> None:
    """The calendar names the years that it knows, and no other."""
    beyond = known_years()[1] + 1
    assert calendar_data(beyond)["years"] == []
    assert calendar_data(beyond)["off"] == {}
