"""Front matter: the YAML between two lines of three dashes at the head of a Markdown file.

Every scalar stays text: `no`, `1.10` or a date mean what the editor typed, and the record models give them
their types. Nodes keep their lines, so duplicate keys and wrong values are told with the place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

import yaml

from gazette.problems import Problem, ProblemsFound

YamlText: TypeAlias = "str | list[YamlText] | dict[str, YamlText]"

MOST_CHARACTERS = 20_000
_DEEPEST = 100
_FENCE = "---"


class Document(NamedTuple):
    """A Markdown file taken apart: values by key, the line of each key, the body, and the body's first line."""

    values: dict[str, YamlText]
    lines: Mapping[str, int]
    body: str
    body_line: int


def decode_text(raw: bytes, path: str) -> str:
    """UTF-8 bytes (a BOM is fine, any line ends) to text; raises ProblemsFound for any other encoding."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ProblemsFound([Problem(
            path, line, "文件不是 UTF-8 编码，无法读取。",
            "在编辑器里选“另存为”，编码选 UTF-8，再提交。")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_document(text: str, path: str) -> Document:
    """The front matter and body of a Markdown text; raises ProblemsFound where the head is missing or torn."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ProblemsFound([Problem(
            path, 1, "文件开头没有稿件信息。", "第一行写三个减号 ---，接着写 title、date 等各项，再用一行 --- 结束。")])
    end = next((n for n in range(1, len(lines)) if lines[n].rstrip() == _FENCE), 0)
    if not end:
        raise ProblemsFound([Problem(
            path, 1, "稿件信息没有结束。", "在最后一项的下一行加上三个减号 ---。")])
    head = "\n".join(lines[1:end])
    if len(head) > MOST_CHARACTERS:
        raise ProblemsFound([Problem(
            path, 1, f"稿件信息太长（{len(head)} 个字符，最多 {MOST_CHARACTERS} 个）。", "正文请写在第二行 --- 之后。")])
    values, key_lines = parse_mapping(head, path, first_line=2)
    return Document(values, key_lines, "\n".join(lines[end + 1:]), end + 2)


def parse_mapping(text: str, path: str, first_line: int = 1) -> tuple[dict[str, YamlText], dict[str, int]]:
    """A YAML mapping of texts, and the line of each of its keys; raises ProblemsFound."""
    with _not_too_deep(path, first_line):
        root = _compose(text, path, first_line)
        if root is None:
            return {}, {}
        if not isinstance(root, yaml.MappingNode):
            raise ProblemsFound([Problem(path, first_line, "这里应当逐行写“名称: 值”。", "例如 title: 稿件标题")])
        reader = _Reader(path, first_line)
        values = reader.mapping(root)
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return values, {str(key.value): first_line + key.start_mark.line for key, _ in root.value}


def parse_sequence(text: str, path: str) -> list[tuple[int, YamlText]]:
    """A YAML list: (line, value) of each element; raises ProblemsFound."""
    with _not_too_deep(path, 1):
        root = _compose(text, path, 1)
        if not isinstance(root, yaml.SequenceNode):
            raise ProblemsFound([Problem(path, 1, "这个文件应当是一个清单。", "每一项以减号和空格“- ”开头。")])
        reader = _Reader(path, 1)
        values = [(node.start_mark.line + 1, reader.value(node)) for node in root.value]
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return values


@contextmanager
def _not_too_deep(path: str, first_line: int) -> Iterator[None]:
    """Lists within lists, thousands deep, are refused: the reader calls itself for each."""
    try:
        yield
    except RecursionError:
        raise ProblemsFound([Problem(path, first_line, "清单套得太深，读不出来。", "清单一项一行，以减号和空格“- ”开头，不要一层套一层。")]) from None


def _check_depth(text: str) -> None:
    """Raises RecursionError where the reader would call itself so often that the whole process ended, without a word.

    Heads are too short for that, so they are not read twice.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise RecursionError


def _compose(text: str, path: str, first_line: int) -> yaml.Node | None:
    try:
        if len(text) > MOST_CHARACTERS:
            _check_depth(text)
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lines = text.split("\n")
        line, message, hint = _explain(error, lines, min(mark.line if mark else 0, len(lines) - 1))
        raise ProblemsFound([Problem(path, first_line + line, message, hint)]) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes, and gives the character as a number.
        line = text.encode()[:error.position].count(b"\n")
        raise ProblemsFound([Problem(
            path, first_line + line, f"有不可见的控制字符（U+{int(error.character):04X}）。",
            "删去这一行重新输入。")]) from None


_WIDE_COLON = re.compile(r"\s*[A-Za-z_]+：")
_TIGHT_COLON = re.compile(r"\s*[A-Za-z_]+:[^\s/]")


def _explain(error: yaml.MarkedYAMLError, lines: list[str], line: int) -> tuple[int, str, str]:
    """The line (from 0) that is to blame, what is wrong with it, and the cure.

    YAML stumbles over a line without a key only at the next one, so the lines above are looked at too.
    """
    for number in range(line, max(line - 3, -1), -1):
        if _WIDE_COLON.match(lines[number]):
            return number, "名称后面用了中文冒号。", "改成英文冒号，后面空一格，例如 title: 标题。"
        if _TIGHT_COLON.match(lines[number]):
            return number, "冒号后面没有空格。", "在英文冒号后面空一格，例如 title: 标题。"
    if "\t" in lines[line]:
        return line, "用了制表符（Tab）缩进。", "把行首的 Tab 换成空格。"
    if "mapping values are not allowed" in (error.problem or ""):
        return line, "值里有英文冒号，读不出来。", "给整个值加上英文双引号，例如 title: \"甲:乙\"；或改用中文冒号。"
    if "found undefined alias" in (error.problem or "") or "*" in lines[line] or "&" in lines[line]:
        return line, "值以 * 或 & 开头，读不出来。", "给整个值加上英文双引号。"
    return line, "这一行的写法不对，读不出来。", "检查引号、方括号是否成对，冒号后是否有一个空格；也看看上一行。"


class _Reader:
    """Turns nodes into texts, lists and dicts; collects what it refuses."""

    def __init__(self, path: str, first_line: int):
        self.path, self.first_line = path, first_line
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: yaml.Node) -> YamlText:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        # An alias gives the same node again: nine lines of them can stand for a billion values.
        if id(node) in self._seen:
            self._refuse(node, "不支持 & 和 * 引用。", "把内容直接写出来。")
            return ""
        self._seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child) for child in node.value]
        return self.mapping(node)

    def mapping(self, node: yaml.Node) -> dict[str, YamlText]:
        values: dict[str, YamlText] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in values:
                self._refuse(key, f"“{name}”写了两次。", "只留一行。")
            values[name] = self.value(child)
        return values

    def _refuse(self, node: yaml.Node, message: str, hint: str) -> None:
        self.problems.append(Problem(self.path, self.first_line + node.start_mark.line, message, hint))
