"""An editor at work in admin/: the steps that the test and the pictures of the handbook share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .folder import PICKER, put

TITLE, SLUG, COLUMN = "示例：社区活动周开始了", "shequ-huodong", "群团改革在路上"


@contextmanager
def opened_editor(browser: Browser, base: str, project: Path, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """The editor's first page, with the project as the folder that the picker would give."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai")
    try:
        page = context.new_page()
        page.add_init_script(PICKER)
        page.goto(base + "admin/index.html")
        put(page, project)
        expect(page.get_by_role("button", name="使用本地仓库")).to_be_enabled()
        yield page
    finally:
        context.close()


def enter(page: Page) -> None:
    """From the first page to the list of items."""
    page.get_by_role("button", name="使用本地仓库").click()
    expect(page.get_by_role("button", name="创建新条目")).to_be_enabled()


def fill(page: Page) -> None:
    """A new item: what must be there, an organization, and a text with a heading and a list."""
    page.get_by_role("button", name="创建新条目").click()
    # The form stands there before its item does, and forgets what is written until then.
    expect(page.get_by_role("textbox", name="发布时间")).not_to_have_value("")
    page.get_by_role("radio", name=COLUMN).click()
    page.get_by_role("group", name="Slug").get_by_role("textbox").fill(SLUG)
    _fill_lines(page)


def _fill_lines(page: Page) -> None:
    """The lines that must be there, where they do not say what they should."""
    for name, value in (("标题", TITLE), ("来源", "示例来源"), ("责任编辑", "示例编辑")):
        line = page.get_by_role("textbox", name=name, exact=True)
        if line.input_value() != value:
            line.fill(value)
        expect(line).to_have_value(value)


def write_text(page: Page) -> None:
    """A paragraph, a heading, a list; by keys, as one types."""
    page.get_by_role("textbox", name="正文").click()
    for keys in ("第一段写什么事、在哪里。", "\n", "## ", "小标题", "\n", "- ", "第一条"):
        page.keyboard.type(keys)
    # The form, still being put together, may have lost a line after it was written.
    _fill_lines(page)


def choose_picture(page: Page, picture: Path, shown: Callable[[], None] = lambda: None) -> None:
    """A picture from the disk as the item's, and what it shows; `shown` is called while it stands in the dialog."""
    scroll_to(page, "题图来源")
    field = page.get_by_role("group", name=re.compile("题图.?"))
    field.get_by_role("button", name="浏览").click()
    dialog = page.get_by_role("dialog")
    with page.expect_file_chooser() as chosen:
        dialog.get_by_role("button", name="上传").first.click()
    chosen.value.set_files(picture)
    expect(dialog.get_by_text(picture.name)).to_be_visible()
    shown()
    # The editor reads the file before it can be put in, and shows no sign of when it has.
    page.wait_for_timeout(1_000)
    dialog.get_by_role("button", name="插入").click()
    # The field takes it a moment later, and loses it where the item is saved before.
    expect(field.get_by_role("button", name="替换")).to_be_visible()
    page.get_by_role("textbox", name="题图说明").fill("示例图片")


def scroll_to(page: Page, label: str) -> None:
    """Turns the wheel until a field is there: the editor makes fields as they come into sight."""
    page.mouse.move(300, 500)
    for _ in range(100):
        if page.get_by_text(label, exact=True).count():
            return
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(100)
    raise AssertionError(f"no field {label}")


def save(page: Page) -> None:
    """Saves, and waits until the editor says so."""
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("条目已保存")).to_be_visible()
