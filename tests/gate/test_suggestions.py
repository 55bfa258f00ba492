"""Warnings on words, punctuation and figures; `gazette fix` puts in what is safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.gate.suggestions import apply_safe, find_suggestions
from gazette.gate.typography import RULES
from gazette.gate.words import Word, Words, load_words
from hypothesis import given
from hypothesis import strategies as st

from tests.browser.project import REPOSITORY
from tests.gate.project import write
from tests.sample import run, sample_project

_NONE = Words([])
_SHIPPED = load_words(REPOSITORY)


@pytest.mark.parametrize(("written", "right"), [
    ("示例,示例", "示例，示例"), ("示例:示例", "示例：示例"), ("好!", "好！"), ("示例(示例)", "示例（示例）"),
    ("示例...", "示例……"), ("示例。。。", "示例……"),
    ("示例。。", "示例。"), ("示例，，示例", "示例，示例"), ("示例--示例", "示例——示例"), ("示例 。", "示例。"),
    ("示例.....", "示例……"), ("示例  。", "示例。"),
    ("２０２６年", "2026年"), ("5~10人", "5～10人"),
    ("二零二六年", "二〇二六年"), ("---\ntitle: 示例,示例\n---\n", "---\ntitle: 示例，示例\n---\n")])
def test_what_is_safe_is_put_in(written: str, right: str) -> None:
    """And after that there is nothing more to say of it."""
    assert apply_safe(written, _NONE) == right
    assert find_suggestions(right, _NONE) == []


@pytest.mark.parametrize("written", ['“示例”、“示例”', '说"示例"', "占5-10%", "98年5月", "1万2千", "示发（2026）1号"])
def test_what_a_person_must_decide_is_only_told(written: str) -> None:
    """Told, and left as it is."""
    assert [one.is_safe for one in find_suggestions(written, _NONE)] == [False]
    assert apply_safe(written, _NONE) == written


@pytest.mark.parametrize("written", [
    "比分3:2，共1,234人。", "见https://example.org/示例,示例。", "`示例,示例`", "```\n示例,示例\n```", "[示例](a,b.md)",
    "<a title=\"示例\">示例</a>",
    "[[latest column=示例,示例]]", "---\nsource: 示例,示例\n---\n", "| 示例 | --- |\n| --- | --- |", "重庆—上海",
    "2016—2026年", "2026-11-24", "5%～10%",
    "示发〔2026〕1号", "A, B, C", "---\ntitle: \"示例：示例\"\n---\n"])
def test_what_is_right_is_left_alone(written: str) -> None:
    """Figures, addresses, code, front matter, Latin script."""
    assert find_suggestions(written, _SHIPPED.words) == []


def test_the_shipped_list_is_sound() -> None:
    """It reads, every word differs from what is right, and no right word holds a wrong one."""
    assert _SHIPPED.problems == []
    assert apply_safe("既使布署", _SHIPPED.words) == "即使部署"
    assert [one.message for one in find_suggestions("必需", _SHIPPED.words)] == ["“必需”要看一看：后面是动词时写“必须”。"]


def test_of_words_inside_each_other_the_longest_counts() -> None:
    """The office may have an exception to a shorter word."""
    words = Words([Word.model_validate({"word": "示例", "right": "例子", "safe": "true"}),
                   Word.model_validate({"word": "示例镇", "look": "地名"})])
    assert apply_safe("示例镇的示例", words) == "示例镇的例子"


def test_a_broken_list_is_told(tmp_path: Path) -> None:
    """With line and cure."""
    project = sample_project(tmp_path / "project")
    (project / "news/words.yml").write_text("- {word: 示}\n- {word: 示例}\n- {wrong: 示例}\n", "utf-8")
    told = run(project, "check").stderr
    assert "news/words.yml:1: 缺少 word（表述）。" in told
    assert "news/words.yml:2: 没有写正确的写法，也没有写提示。" in told
    assert "news/words.yml:3: 没有“wrong”这一项。" in told


def test_fix_shows_the_difference_and_keeps_line_ends(tmp_path: Path) -> None:
    """A dry run writes nothing; a second run finds nothing; bytes that did not change stay."""
    project = sample_project(tmp_path / "project")
    item = write(project, "news/2026/03/05-a.md", "示例,示例")
    raw = b"\xef\xbb\xbf" + item.read_bytes().replace(b"\n", b"\r\n")
    item.write_bytes(raw)
    for arguments in (["--dry-run"], []):
        assert item.read_bytes() == raw
        told = run(project, "fix", *arguments)
        assert told.returncode == 0
        assert "-示例,示例\n+示例，示例\n" in told.stdout
    assert item.read_bytes() == raw.replace(b",", "，".encode())
    assert run(project, "fix").stdout == "没有要改的。\n"


_MARKS = st.text(alphabet="示例,;:?!()。.，、》《-~\"'`[]<>\n １２5%年月万千发号一二零", max_size=60)


@given(_MARKS)
def test_the_quick_look_lets_nothing_through(text: str) -> None:
    """Where a rule has something to say, one of its signs is there."""
    assert [rule.message for rule in RULES if rule.pattern.search(text) and not rule.may_match(text)] == []


@given(_MARKS)
def test_fixing_settles(text: str) -> None:
    """Any text is stable after a few rounds, and no round makes it fail."""
    for _ in range(5):
        text = apply_safe(text, _NONE)
    assert apply_safe(text, _NONE) == text
