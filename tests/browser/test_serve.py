"""`gazette serve`: an editor's view of it, from the first look to Ctrl+C."""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from .project import copy_project, environment, gazette
from .served import Served

# Far more than any step takes: a wait ends as soon as what it waits for is there.
_PATIENCE_SECONDS = 60
_PATIENCE_MS = 1000 * _PATIENCE_SECONDS
_ITEM, _PAGE = "news/2020/01/02-tested.md", "news/2020/01/02-tested.html"
_PREVIEW = re.compile(r"http://127\.0\.0\.1:(\d+)/")


class Preview(NamedTuple):
    """A running `gazette serve`: its process, its port, and the project it shows."""

    process: subprocess.Popen[str]
    port: int
    project: Path

    def address(self, path: str) -> str:
        """The address of a page by its path in the site."""
        return f"http://127.0.0.1:{self.port}/{path}"


@pytest.fixture
def preview(site: Served, tmp_path: Path) -> Iterator[Preview]:
    """`gazette serve` at a free port on a copy of the project that was built before; ended with all its children, whatever the test did."""
    project = copy_project(tmp_path / "project")
    shutil.copytree(site.folder.parent / ".cache", project / ".cache")
    _write_item(project, _ITEM, "title: 原来的标题")
    # A session of its own: its number then tells whether any child is left.
    process = subprocess.Popen(gazette("serve", "--port", "0", "--root", str(project)), env=environment(), text=True,
                               encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        yield Preview(process, _read_port(process), project)
    finally:
        if _group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _read_port(process: subprocess.Popen[str]) -> int:
    """The port that the process tells; its output is read on to the end, so that it never waits for a reader."""
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert process.stdout
        with process.stdout as stdout:
            for line in stdout:
                lines.put(line)
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    said = ""
    while line := lines.get(timeout=_PATIENCE_SECONDS):
        said += line
        if match := _PREVIEW.search(line):
            return int(match[1])
    raise AssertionError(f"gazette serve ended: {said}")


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _write_item(project: Path, name: str, head: str, text: str = "正文。") -> None:
    """An item of the project's first column, dated so that it is public on any day."""
    column = re.findall(r"^\W*name: *(.+)$", (project / "news" / "columns.yml").read_text("utf-8"), re.MULTILINE)[0]
    target = project / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"---\n{head}\ndate: 2020-01-02 09:00\ncolumn: {column}\nsource: 本站\neditor: 本站编辑\n---\n\n{text}\n", "utf-8")


def test_page_follows_its_source(preview: Preview, browser: Browser) -> None:
    """An open page shows a saved text by itself, then the problems of a broken one over the old page, then the mended one."""
    context = browser.new_context()
    try:
        page = context.new_page()
        with page.expect_response("**/__gazette"):
            page.goto(preview.address(_PAGE))

        with page.expect_response("**/__gazette", timeout=_PATIENCE_MS):
            _write_item(preview.project, _ITEM, "title: 原来的标题", "这是刚刚补写的一段。")
        expect(page.locator(".gz-text")).to_contain_text("这是刚刚补写的一段。", timeout=_PATIENCE_MS)

        _write_item(preview.project, _ITEM, "titel: 写错的名称")
        problems = page.locator("body > pre")
        expect(problems).to_contain_text(f"{_ITEM}:2: 不认识“titel”这一项。", timeout=_PATIENCE_MS)
        expect(problems).to_contain_text("缺少 title（标题）。")
        expect(problems).to_be_in_viewport()
        assert "这是刚刚补写的一段。" in context.request.get(page.url).text()
        expect(page.locator("h1")).to_have_text("原来的标题")

        _write_item(preview.project, _ITEM, "title: 改好的标题")
        expect(page.locator("h1")).to_have_text("改好的标题", timeout=_PATIENCE_MS)
        expect(problems).to_have_count(0)
    finally:
        context.close()


def test_new_item_is_shown(preview: Preview, browser: Browser) -> None:
    """An item written while the preview runs comes to stand in the open list, and its page can be opened from there."""
    context = browser.new_context()
    try:
        page = context.new_page()
        with page.expect_response("**/__gazette"):
            page.goto(preview.address("archive/2020-01.html"))
        _write_item(preview.project, "news/2020/01/02-brand-new.md", "title: 全新的稿件")
        page.get_by_role("link", name="全新的稿件").click(timeout=_PATIENCE_MS)
        expect(page.locator("h1")).to_have_text("全新的稿件")
    finally:
        context.close()


def test_the_editor_is_served_as_it_is(preview: Preview, browser: Browser) -> None:
    """A page that loads itself again at each build would throw away what is being written in it."""
    editor = preview.project / "site/admin/index.html"
    editor.parent.mkdir()
    editor.write_text("<!doctype html>\n", "utf-8")
    context = browser.new_context()
    try:
        assert context.request.get(preview.address("admin/index.html")).text() == "<!doctype html>\n"
        assert "__gazette" in context.request.get(preview.address("index.html")).text()
    finally:
        context.close()


def test_interrupt_ends_everything(preview: Preview, browser: Browser) -> None:
    """Ctrl+C ends the command and its children at once, even while a page listens, and frees the port."""
    context = browser.new_context()
    try:
        page = context.new_page()
        with page.expect_response("**/__gazette"):
            page.goto(preview.address("index.html"))
        os.kill(preview.process.pid, signal.SIGINT)
        code = preview.process.wait(timeout=_PATIENCE_SECONDS)
    finally:
        context.close()
    assert code in (0, 130, -signal.SIGINT)
    assert not _group_lives(preview.process.pid)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", preview.port))
