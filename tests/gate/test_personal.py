"""The rules on personal data, against cases written before them, and against numbers of every spacing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from gazette.gate.personal import find_personal
from hypothesis import example, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn.ric import calc_check_digit

_CASES = Path(__file__).parent / "cases"
_TRUE = yaml.safe_load((_CASES / "true.yml").read_text("utf-8"))
_HARMLESS = yaml.safe_load((_CASES / "harmless.yml").read_text("utf-8"))
_WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def _kinds(text: str) -> set[str]:
    return {finding.kind for finding in find_personal(text)}


def test_there_are_enough_cases() -> None:
    """At least 120 of each sort."""
    assert sum(map(len, _TRUE.values())) >= 120
    assert len(set(_HARMLESS)) >= 120


@pytest.mark.parametrize("kind", _TRUE)
def test_none_is_missed(kind: str) -> None:
    """Every true case is found as what it is, alone and amid other text."""
    for around in ("{}", "示例镇的活动。\n{}\n共12人参加。"):
        assert [text for text in _TRUE[kind] if kind not in _kinds(around.format(text))] == []


def test_at_most_two_false_alarms() -> None:
    """Masked forms, dates, figures, codes and offices pass."""
    assert len([text for text in _HARMLESS if find_personal(text)]) <= 2


def test_what_is_told_does_not_tell_it_again() -> None:
    """The mask has no more than five characters of the value, the digest none."""
    for text in ("手机13900000000", "身份证号500101190001010009", "j@example.com", "家住示例路八十八号"):
        for finding in find_personal(text):
            assert sum(mark != "*" for mark in finding.masked) <= 5
            assert finding.masked not in text


_NUMBERS = st.builds(
    lambda area, day, order: f"{area}0101{day:%Y%m%d}{order:03}",
    st.sampled_from(["11", "31", "50", "65"]), st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 999))
_SPACES = st.sampled_from(["", " ", "-", "\u3000", "\u00a0", " - ", "\u200b"])


@example("11010119940405360", " - ", False, tuple(range(1, 18)))
@given(_NUMBERS, _SPACES, st.booleans(), st.sampled_from([(6, 14), (6, 10, 14), (3, 6, 10, 14), (4, 8, 12, 16), tuple(range(1, 18)), ()]))
def test_a_resident_id_is_found_however_it_is_spaced(stem: str, space: str, wide: bool, cuts: tuple[int, ...]) -> None:
    """Every number with the right check digit, in half and full width, in any groups."""
    number = stem + calc_check_digit(stem + "0")
    parts = [number[start:end] for start, end in zip((0, *cuts), (*cuts, 18), strict=True)]
    text = space.join(parts)
    assert "resident_id" in _kinds(f"证件{text.translate(_WIDE) if wide else text}，")


@given(_NUMBERS, st.integers(1, 10))
def test_a_wrong_check_digit_is_no_resident_id(stem: str, shift: int) -> None:
    """Without a word that says so, a number with another check digit is only a number."""
    digits = "0123456789X"
    wrong = digits[(digits.index(calc_check_digit(stem + "0")) + shift) % 11]
    assert "resident_id" not in _kinds(f"编码{stem}{wrong}。")


@given(st.sampled_from("3456789"), st.integers(0, 999_999_999), _SPACES, st.booleans(),
       st.sampled_from([(3, 7), (3,), (7,), (), tuple(range(1, 11))]))
def test_a_mobile_number_is_found_however_it_is_spaced(second: str, rest: int, space: str, wide: bool, cuts: tuple[int, ...]) -> None:
    """1, 3 to 9, nine digits."""
    number = f"1{second}{rest:09}"
    text = space.join(number[start:end] for start, end in zip((0, *cuts), (*cuts, 11), strict=True))
    assert "mobile" in _kinds(f"请找{text.translate(_WIDE) if wide else text}。")


@given(st.sampled_from(["62", "4000", "51", "2300", "9558"]), st.integers(0, 10**11), _SPACES, st.booleans())
def test_a_card_is_found_in_fours_and_a_wrong_one_is_not(prefix: str, rest: int, space: str, right: bool) -> None:
    """Luhn's check digit decides."""
    stem = (prefix + f"{rest:020}")[:18 if prefix == "9558" else 15]
    check = luhn.calc_check_digit(stem)
    number = stem + (check if right else str((int(check) + 1) % 10))
    text = space.join(number[start:start + 4] for start in range(0, len(number), 4))
    assert ("bank_card" in _kinds(f"卡号{text}。")) == right


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    """No text makes the rules fail."""
    find_personal(text)
