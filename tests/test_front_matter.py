"""Front matter: what is read, on which line, and what is refused."""

from __future__ import annotations

import json

import pytest
from gazette.front_matter import MOST_CHARACTERS, Document, decode_text, parse_sequence, split_document
from gazette.problems import Problem, ProblemsFound
from hypothesis import example, given
from hypothesis import strategies as st

_TEXT = "---\ntitle: 示例标题\n# 说明\ntags: [甲, 乙]\ncorrections:\n  - {date: 一, note: 二}\neditor: 示例编辑\n---\n正文\n---\n还是正文\n"
# Lines as editors see them: without the characters that YAML takes for line ends too.
_VISIBLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")


def _problems(text: str) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        split_document(text, "a.md")
    return found.value.problems


@pytest.mark.parametrize("raw", [
    _TEXT.encode(), b"\xef\xbb\xbf" + _TEXT.encode(), _TEXT.replace("\n", "\r\n").encode(), _TEXT.replace("\n", "\r").encode(),
    b"\xef\xbb\xbf" + _TEXT.replace("\n", "\r\n").encode(), _TEXT.replace("---\n", "---  \n", 2).encode()],
    ids=["plain", "bom", "crlf", "cr", "bom and crlf", "space after dashes"])
def test_the_same_document_from_any_editor(raw: bytes) -> None:
    """BOM, line ends of Windows and old Macs, spaces behind the dashes: same values, same lines, same body."""
    assert split_document(decode_text(raw, "a.md"), "a.md") == Document(
        {"title": "示例标题", "tags": ["甲", "乙"], "corrections": [{"date": "一", "note": "二"}], "editor": "示例编辑"},
        {"title": 2, "tags": 4, "corrections": 5, "editor": 7}, "正文\n---\n还是正文\n", 9)


@pytest.mark.parametrize("written", ["no", "1.10", "2026-11-24", "~", "null", "0x1F", "1e3", "12:30", "=", "<<"])
def test_a_value_stays_the_text_that_was_typed(written: str) -> None:
    """YAML's own types would change what the editor meant."""
    assert split_document(f"---\ntitle: {written}\n---\n", "a.md").values == {"title": written}


@pytest.mark.parametrize("head", ["", "# 只有说明\n", "\n\n"])
def test_an_empty_head_has_no_keys(head: str) -> None:
    """Nothing written is no value, not an error of its own."""
    assert split_document(f"---\n{head}---\n正文", "a.md").values == {}


@pytest.mark.parametrize(("head", "line", "message"), [
    ("甲：乙", 2, "这里应当逐行写"), ("title：甲\ndate: 乙", 2, "中文冒号"), ("title: 甲\ndate:2026\ncolumn: 乙", 3, "冒号后面没有空格"),
    ("title: 甲: 乙", 2, "英文冒号"), ("title: 甲\ntags:\n\t- 乙", 4, "制表符"), ("title: *甲", 2, "以 * 或 & 开头"),
    ("- 甲", 2, "这里应当逐行写"), ("a: &x {b: 1}\nc: *x", 2, "不支持 & 和 * 引用"), ("a: &x [*x]", 2, "不支持 & 和 * 引用"),
    ("a: 1\n...\nb: 2", 4, "读不出来"), ("title: 中文中文中文\nx: 文\x0b\ny: 1\nz: 2", 3, "U+000B"), ("title: 中文\uffff", 2, "U+FFFF"),
    ("title: 𠮷😀\n\n# 说明\nx: \x01", 5, "U+0001"), ("title: [甲\ndate: 乙", 3, "读不出来"), ('title: "甲\u2028\ndate: [', 3, "读不出来")])
def test_a_fault_is_told_with_its_line(head: str, line: int, message: str) -> None:
    """The line is the editor's, after Chinese of three and four bytes too."""
    problems = _problems(f"---\n{head}\n---\n正文")
    assert [(problem.path, problem.line) for problem in problems] == [("a.md", line)]
    assert message in problems[0].message
    assert problems[0].hint


def test_every_double_key_is_told() -> None:
    """All of them at once, also those inside a value."""
    assert [(problem.line, problem.message) for problem in _problems("---\na: 1\nb: {c: 1, c: 2}\na: 2\nd: 3\na: 3\n---\n")] == [
        (3, "“c”写了两次。"), (4, "“a”写了两次。"), (6, "“a”写了两次。")]


def test_a_head_may_not_go_on_for_ever() -> None:
    """A body between the dashes is told before YAML reads all of it."""
    assert "太长" in _problems(f"---\ntitle: {'长' * MOST_CHARACTERS}\n---\n")[0].message


@pytest.mark.parametrize("text", ["", "标题: 甲\n---\n", " ---\ntitle: 甲\n---\n"])
def test_without_its_first_line_there_is_no_head(text: str) -> None:
    """The three dashes must be the very first thing."""
    assert [(problem.line, problem.message) for problem in _problems(text)] == [(1, "文件开头没有稿件信息。")]


@pytest.mark.parametrize(("text", "line"), [("", 1), ("slug: 甲", 1), ("- 甲\n- {b: 1, b: 2}", 2)])
def test_a_list_must_be_one(text: str, line: int) -> None:
    """Files that hold a list tell where they do not."""
    with pytest.raises(ProblemsFound) as found:
        parse_sequence(text, "c.yml")
    assert [problem.line for problem in found.value.problems] == [line]


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True),
                       st.one_of(st.text(_VISIBLE, max_size=30), st.lists(st.text(_VISIBLE, max_size=9), max_size=4)), max_size=8),
       st.text(_VISIBLE, max_size=40))
def test_any_quoted_text_comes_back(values: dict[str, str | list[str]], body: str) -> None:
    """In double quotes every visible character is what it is, in lists too; the body is not touched."""
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    document = split_document(f"---\n{head}---\n{body}", "a.md")
    assert (document.values, document.body) == (values, body)
    assert list(document.lines.values()) == list(range(2, len(values) + 2))


@given(st.text(st.one_of(_VISIBLE, st.sampled_from("\n\t\x07:-[]{}&*#\"'|>%@`?!,~<")), max_size=60))
@example("a: [\n")
@example("? [a]\n: b")
@example("a: 'b\n")
def test_no_head_crashes_the_press(head: str) -> None:
    """Whatever stands between the dashes is read, or told on a line that the file has."""
    text = f"---\n{head}\n---\n"
    problems: list[Problem] = []
    try:
        split_document(text, "a.md")
    except ProblemsFound as found:
        problems = found.problems
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)
