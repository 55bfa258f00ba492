"""news/columns.yml: the columns in order, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.columns import load_columns


def _load(folder: Path, text: str | bytes | None) -> tuple[list[str], list[tuple[int, str]]]:
    if text is not None:
        (folder / "news").mkdir()
        (folder / "news/columns.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    columns, problems = load_columns(folder)
    assert all(problem.path == "news/columns.yml" and problem.hint for problem in problems)
    return [column.slug for column in columns], [(problem.line, problem.message) for problem in problems]


def test_columns_keep_the_order_of_the_file(tmp_path: Path) -> None:
    """A BOM and line ends of Windows do not matter."""
    text = "\ufeff# 说明\r\n- {slug: b, name: 乙}\r\n- slug: a-2\r\n  name: 甲\r\n  keywords: 一\r\n"
    assert _load(tmp_path, text) == (["b", "a-2"], [])


def test_every_fault_is_told_with_the_line_of_its_column(tmp_path: Path) -> None:
    """Double slug, double name, bad slug, no name, unknown key."""
    text = ("- {slug: a, name: 甲}\n- {slug: a, name: 乙}\n- {slug: b, name: 甲}\n\n- {slug: B c, name: 丙}\n- {slug: d}\n"
            "- {slug: e, name: 戊, title: 己}\n- {slug: f, name: <b>庚</b>}\n")
    assert _load(tmp_path, text)[1] == [
        (2, "栏目“乙”的 slug 或 name 与前面的重复。"), (3, "栏目“甲”的 slug 或 name 与前面的重复。"),
        (5, "slug（网址短名）的值不对。"), (6, "缺少 name（名称）。"), (7, "没有“title”这一项。"), (8, "name（名称）：这里不能有 HTML 标记。")]


@pytest.mark.parametrize(("text", "line", "message"), [
    (None, 1, "找不到栏目清单。"), ("", 1, "这个文件应当是一个清单。"), ("slug: a\nname: 甲\n", 1, "这个文件应当是一个清单。"),
    ("- {slug: a, name: 甲}\n- {slug: b, slug: c}\n", 2, "“slug”写了两次。"), ("- slug: a\n\tname: 甲\n", 2, "用了制表符（Tab）缩进。"),
    ("- {slug: a, name: 万州}\n".encode("gbk"), 1, "文件不是 UTF-8 编码，无法读取。")])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | bytes | None, line: int, message: str) -> None:
    """One problem, no column."""
    assert _load(tmp_path, text) == ([], [(line, message)])
