"""The small synthetic project of tests/project/, with the press's own templates, and settings as it shipped them."""

from __future__ import annotations

import atexit
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.project import REPOSITORY, SHIPPED, environment, gazette

# Noon of 10 March 2026 in Shanghai, between what the sample's items have in the past and in the future.
NOW = "1773115200"


def sample_project(target: Path, news: int = 0, *, clean: bool = False) -> Path:
    """The project in the new folder `target`, with `news` further items of its first column.

    A `clean` one has nothing from earlier builds. Else its frames are there, as after a first build: MkDocs takes longer than all
    the rest, and whatever it reads being changed, it runs again.
    """
    _write_project(target, news)
    if not clean:
        shutil.copytree(_frames(), target / ".cache/mkdocs")
    return target


@cache
def _frames() -> Path:
    folder = TemporaryDirectory()
    # Lasts as long as the process.
    atexit.register(folder.cleanup)
    _write_project(project := Path(folder.name, "project"), 0)
    build_sample(project)
    return project / ".cache/mkdocs"


def _write_project(target: Path, news: int) -> None:
    shutil.copytree(REPOSITORY / "tests/project", target)
    shutil.copytree(REPOSITORY / "overrides", target / "overrides")
    settings = (SHIPPED / "mkdocs.yml").read_text("utf-8")
    # The pictures take longer than all else, and only the tests of them look at them.
    (target / "mkdocs.yml").write_text(settings.replace("og_pictures: true", "og_pictures: false"), "utf-8")
    (target / "scripts").mkdir()
    shutil.copy2(REPOSITORY / "scripts/hooks.py", target / "scripts/hooks.py")
    for number in range(news):
        item = target / f"news/2025/{number % 12 + 1:02}/{number % 28 + 1:02}-item-{number}.md"
        item.parent.mkdir(parents=True, exist_ok=True)
        item.write_text(_ITEM.format(number=number, month=number % 12 + 1, day=number % 28 + 1, minute=number % 60,
                                     tag=number % 7), "utf-8")


def run(project: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`gazette` with these arguments in the project, at the moment NOW; `more` goes into its environment."""
    return subprocess.run(gazette(*arguments, "--root", str(project)), env=environment() | {"SOURCE_DATE_EPOCH": NOW} | more,
                          capture_output=True, text=True, encoding="utf-8", check=False)


def build_sample(project: Path, *arguments: str, **more: str) -> Path:
    """Builds without search, and gives the site."""
    done = run(project, "build", "--no-search", *arguments, **more)
    assert done.returncode == 0, done.stderr
    return project / "site"


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


_ITEM = """---
title: 示例稿件{number}
date: 2025-{month:02}-{day:02} 09:{minute:02}
column: 示例栏目一
source: 示例来源
editor: 示例编辑
tags: [标签{tag}]
---

第{number}篇的**正文**，见[普通稿件](../../2026/03/01-plain.md)。

## 小标题

- 一项
"""
