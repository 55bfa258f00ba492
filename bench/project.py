"""Benchmark project: the repository's settings, templates and pages with a synthetic corpus added.

The repository's own few news items and stations stay, for its handwritten pages link to them.
"""

import shutil
from pathlib import Path

from bench.corpus import REPOSITORY, write_news, write_stations, write_text
from bench.names import Names
from bench.news import Item, news_items
from bench.size import Size

FOLDERS = ("docs", "news", "overrides", "scripts")


def make_project(folder: Path, size: Size, names: Names) -> None:
    """Write a project with a corpus of that size into `folder`, which must have none of its parts."""
    for name in FOLDERS:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    # The peers draw no pictures for sharing either.
    settings = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8").replace("og_pictures: true", "og_pictures: false")
    write_text(folder / "mkdocs.yml", settings)
    (folder / "node_modules").symlink_to(REPOSITORY / "node_modules")
    write_news(folder / "news", size, names)
    write_stations(folder / "docs/stations", size, names)


class Editor:
    """What a publicity team does between two builds; `reset` undoes it."""

    def __init__(self, project: Path, size: Size, names: Names) -> None:
        self._news = project / "news"
        self._item, *_, self._old = news_items(size, names)
        front = {**self._item.front, "title": "新增的样例", "date": "2026-11-23 10:00"}
        self._new = Item("2026/11/23-new.md", front, self._item.body)

    def reset(self) -> None:
        """Take the corpus back to how it was written."""
        write_text(self._news / self._item.path, self._item.text)
        write_text(self._news / self._old.path, self._old.text)
        (self._news / self._new.path).unlink(missing_ok=True)

    def edit(self) -> None:
        """Add a paragraph to the newest item: the one that stands on most lists and in most feeds."""
        write_text(self._news / self._item.path, self._item.text + "\n后来补充的一段文字。\n")

    def edit_old(self) -> None:
        """Add a paragraph to the oldest item."""
        write_text(self._news / self._old.path, self._old.text + "\n后来补充的一段文字。\n")

    def add(self) -> None:
        """Add an item newer than all others, which moves each page of its column's list on by one."""
        write_text(self._news / self._new.path, self._new.text)
