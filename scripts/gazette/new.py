"""`gazette new`: a news item ready to be written."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from gazette.clock import read_clock
from gazette.columns import load_columns
from gazette.entries import find_news
from gazette.front_matter import decode_text, split_document
from gazette.permalinks import SLUG
from gazette.problems import Problem, ProblemsFound, nearest

# Longer addresses are cut off by chat programs.
_MOST_WORDS = 6

_TEMPLATE = """\
---
title: {title}
date: {date}
column: {column}
source: {source}
editor: {editor}
description:
tags: []
---

在这里写正文。空一行就是新的一段。

## 小标题

- 一条一行，用减号和空格开头
"""


def write_new(root: Path, title: str, column: str | None, slug: str | None) -> str:
    """Writes a new item under today's date and gives its path from the root; raises ProblemsFound, overwrites nothing."""
    now = read_clock()
    name = slug or slug_of(title)
    if not re.fullmatch(SLUG, name):
        raise ProblemsFound([Problem("--slug", 1, f"“{name}”不能作网址。", "只用小写字母、数字和减号，例如 shequ-huodong。")])
    text = render_new(title, _column(root, column), now, *_last_hands(root))
    path = f"news/{now:%Y/%m/%d}-{name}.md"
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ProblemsFound([Problem(path, 1, "已经有这个文件。", "用 --slug 另起一个名称。")]) from None
    return path


def render_new(title: str, column: str, now: datetime, source: str, editor: str) -> str:
    """The text of a new item; values are quoted where YAML would misread them."""
    return _TEMPLATE.format(title=_quoted(title), date=f"{now:%Y-%m-%d %H:%M}", column=_quoted(column),
                            source=_quoted(source), editor=_quoted(editor))


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\s\"'#&*!|>%@`,\[\]{}:?-][^:#\"]*", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _last_hands(root: Path) -> tuple[str, str]:
    """Source and editor of the newest item, which the next one mostly shares; empty where there is none to read."""
    for path in reversed(find_news(root)[0]):
        with suppress(ProblemsFound):
            written = split_document(decode_text((root / path).read_bytes(), path), path).values
            return str(written.get("source", "")), str(written.get("editor", ""))
    return "", ""


def slug_of(title: str) -> str:
    """The first words of a title in pinyin, joined by hyphens: 社区活动周 → she-qu-huo-dong-zhou."""
    from pypinyin import lazy_pinyin  # its tables take a tenth of a second to load

    words = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(title)).lower())
    return "-".join(words[:_MOST_WORDS]) or "gaojian"


def _column(root: Path, wanted: str | None) -> str:
    columns, problems = load_columns(root)
    if problems:
        raise ProblemsFound(problems)
    names = [column.name for column in columns]
    if wanted and wanted not in names:
        near = nearest(wanted, names)
        raise ProblemsFound([Problem("--column", 1, f"没有名为“{wanted}”的栏目。",
                                     f"是不是“{near}”？" if near else f"可以用：{'、'.join(names)}。")])
    return wanted or names[0]
