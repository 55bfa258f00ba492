"""The repository's content with 500 synthetic items and 300 stations beside it, built with its search index and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.corpus import write_news, write_stations
from bench.names import load_names
from bench.size import Size
from tests.browser.project import SHIPPED, build, copy_project
from tests.browser.served import Served, serve
from tests.shared import made_once

_ITEM = """---
title: {word}专用词
date: 2025-01-02 10:00
column: 聚焦群团改革
source: 示例来源
editor: 示例编辑
{extra}
---

这里有{word}专用词。
"""
_UNPUBLISHED = {
    "公开": "", "草稿": "draft: true", "禁发": "", "过期": "expires: 2025-02-01 10:00",
    "撤稿": "withdrawn:\n  date: 2025-01-03 10:00\n  reason: 示例原因"}
_SLUGS = {"公开": "public", "草稿": "draft", "禁发": "embargoed", "过期": "expired", "撤稿": "withdrawn"}


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The built site; its project lies around it."""
    with serve(made_once(tmp_path_factory, "search", _make) / "site") as served:
        yield served


def _make(folder: Path) -> None:
    project = copy_project(folder)
    names, size = load_names(SHIPPED), Size(news=500, stations=300, seed=3, years=6)
    write_news(project / "news", size, names)
    write_stations(project / "docs/stations", size, names)
    for name, extra in _UNPUBLISHED.items():
        text = _ITEM.format(word=name, extra=extra)
        if name == "禁发":
            text = text.replace("date: 2025-01-02", "date: 2099-01-02")
        (project / "news/2025/01").mkdir(parents=True, exist_ok=True)
        (project / f"news/2025/01/02-{_SLUGS[name]}.md").write_text(text, "utf-8")
    build(project)
