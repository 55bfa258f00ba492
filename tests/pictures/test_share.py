"""The picture drawn for an item: its lines, its look, and that it is drawn once."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.pictures import share
from gazette.pictures.lines import break_lines
from gazette.pictures.share import Colours, Words, draw_share_picture, read_colours, share_pictures
from gazette.problems import ProblemsFound
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.project import REPOSITORY
from tests.making import make_entry, make_site
from tests.photos import decode

_COLOURS = Colours((166, 27, 31), (255, 255, 255), (217, 164, 65))
_WORDS = Words("示例标题", "示例栏目", "示例网站")
_NOT_FIRST, _NOT_LAST = "，。、；：？！）》」』】…", "（《「『【"


def _width(text: str) -> float:
    """Han characters and their punctuation are twice as wide as others."""
    return sum(2 if ord(one) > 0x2000 else 1 for one in text)


@pytest.mark.parametrize(("text", "lines"), [
    ("短标题", ["短标题"]),
    ("一二三四五六，七八", ["一二三四五", "六，七八"]),
    ("一二三四五《六七》八", ["一二三四五", "《六七》八"]),
    ("建会2,934个English-words好", ["建会2,934个", "English-", "words好"]),
    ("一二三四五六七八九十一二三四五六七八九十", ["一二三四五六", "七八九十一二", "三四五六……"]),
    ("一二三四五六七八九十一二三四五，六七八九", ["一二三四五六", "七八九十一二", "三四五……"]),
    ("  前后  空白 ", ["前后 空白"]), ("x" * 30, ["x" * 12, "x" * 12, "x" * 6])])
def test_lines(text: str, lines: list[str]) -> None:
    """Three of six Han characters at most; numbers and words stay whole where they fit."""
    assert break_lines(text, _width, 12, 3) == lines


@given(st.text(f"一二三四五六七八九十甲乙丙丁{_NOT_FIRST}{_NOT_LAST}0123456789abc ％%", min_size=1, max_size=60).filter(str.strip))
def test_no_line_is_too_wide(text: str) -> None:
    """Whatever the text; there are at most three lines, and nothing is lost where it fits into them."""
    lines = break_lines(text, _width, 40, 3)
    assert 1 <= len(lines) <= 3
    assert all(_width(line) <= 40 for line in lines)
    if not lines[-1].endswith("……"):
        assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(st.sampled_from(["工会", "共青团", "妇联", "2,934", "改革", "Web"]), min_size=8, max_size=30), st.sampled_from(list(_NOT_FIRST)),
       st.sampled_from(list(_NOT_LAST)))
def test_punctuation_stays_with_its_word(words: list[str], after: str, before: str) -> None:
    """After each word a mark that may not begin a line, before each second one a mark that may not end one."""
    text = "".join(f"{before}{word}{after}" if number % 2 else f"{word}{after}" for number, word in enumerate(words))
    for line in break_lines(text, _width, 24, 99):
        assert line[0] not in _NOT_FIRST, line
        assert line[-1] not in _NOT_LAST, line


def test_the_picture() -> None:
    """As large as those who show it advise, small in bytes, on the site's colour, the same each time."""
    raw = draw_share_picture(_WORDS, _COLOURS)
    picture = decode(raw)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(raw) < 40_000
    seen = picture.convert("RGB")
    assert seen.getpixel((1190, 10)) == _COLOURS.ground
    assert seen.getpixel((600, 625)) == _COLOURS.ornament
    colours = seen.getcolors(100)
    assert colours is not None, "few colours"
    assert _COLOURS.text in {colour for _, colour in colours}
    assert draw_share_picture(_WORDS, _COLOURS) == raw


@pytest.mark.parametrize("field", ["title", "column", "site"])
def test_each_word_is_seen(field: str) -> None:
    """Another title, column or name gives another picture; a longer title stays inside the margins."""
    assert draw_share_picture(_WORDS._replace(**{field: "别的"}), _COLOURS) != draw_share_picture(_WORDS, _COLOURS)
    seen = decode(draw_share_picture(_WORDS._replace(**{field: "很长的示例，" * 40}), _COLOURS)).convert("RGB")
    assert seen.crop((1125, 0, 1200, 600)).getcolors(2) == [(75 * 600, _COLOURS.ground)]


def test_every_character_has_its_shape() -> None:
    """The font has all of GB 2312, the characters of everyday Chinese, and a few beyond it: none is drawn as an empty box."""
    font = share._font(40, 700)
    common = [bytes((first, second)).decode("gb2312") for first in range(0xB0, 0xF8) for second in range(0xA1, 0xFF)
              if not (first == 0xD7 and second > 0xF9)]
    missing = bytes(font.getmask("\U000e0fff"))
    assert len(common) == 6763
    assert [one for one in [*common, *"镕堃喆"] if bytes(font.getmask(one)) == missing] == []


def test_colours_are_those_of_the_style_sheet(tmp_path: Path) -> None:
    """The site's own; a style sheet that names none is told, with the cure."""
    assert read_colours(REPOSITORY).text == (255, 255, 255)
    (tmp_path / "overrides/assets").mkdir(parents=True)
    styles = tmp_path / "overrides/assets/gazette.css"
    styles.write_text(":root { --gz-red: #0102ff; --gz-gold: #A0b0C0; }", "utf-8")
    assert read_colours(tmp_path) == Colours((1, 2, 255), (255, 255, 255), (160, 176, 192))
    styles.write_text(":root { --gz-red: red; }", "utf-8")
    with pytest.raises(ProblemsFound, match=r"gazette\.css:1: 找不到颜色 --gz-red，画不出分享图。 改法："):
        read_colours(tmp_path)


def _outputs(root: Path, **values: str) -> dict[str, tuple[str, bytes]]:
    site = make_site([make_entry("01-a", **values), make_entry("02-b", withdrawn={"date": "2026-03-02 09:00", "reason": "原因"})], og_pictures=True)
    site.settings = site.settings.model_copy(update={"root": root})
    return {one.path: (one.key_of(), one.render()) for one in share_pictures(site) if one.render}


def test_one_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards it comes from the cache, where a torn one is drawn again; it depends on what it says alone."""
    (tmp_path / "overrides").symlink_to(REPOSITORY / "overrides")
    first = _outputs(tmp_path)
    assert list(first) == ["news/2026/03/01-a.share.png"]
    drawn: list[Words] = []

    def counted(words: Words, colours: Colours) -> bytes:
        drawn.append(words)
        return draw_share_picture(words, colours)

    monkeypatch.setattr(share, "draw_share_picture", counted)
    assert _outputs(tmp_path, digest="f" * 32, summary="别的摘要。") == first
    assert drawn == []
    kept = next((tmp_path / share.STORE).iterdir())
    for spoilt in (b"", b"x", kept.read_bytes()[:-5]):
        kept.write_bytes(spoilt)
        assert _outputs(tmp_path) == first
    assert len(drawn) == 3
    assert _outputs(tmp_path, title="别的标题") != first
    assert len(drawn) == 4


def test_none_where_the_settings_ask_for_none() -> None:
    """As they do by default."""
    assert list(share_pictures(make_site([make_entry()]))) == []
