"""The filter of a register's table in a browser, on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.served import Served, serve


@pytest.fixture(scope="module")
def served(sample_site: Path) -> Iterator[Served]:
    """The sample project's site."""
    with serve(sample_site) as served:
        yield served


def _shown(page: Page) -> list[str]:
    return [one.inner_text().split("\n")[0].strip() for one in page.locator(".gz-register tbody th").all() if one.is_visible()]


def test_the_filter_at_360_pixels(browser: Browser, served: Served) -> None:
    """Words and choices narrow the table and tell how many are left; the table moves sideways, the page does not."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{served.base}tasks/index.html")
    status = page.locator(".gz-filter__status")
    expect(status).to_have_text("显示 4 条，共 4 条")
    page.get_by_label("部门", exact=True).select_option("示例部门乙")
    expect(status).to_have_text("显示 2 条，共 4 条")
    assert _shown(page) == ["示例任务一", "示例任务四"]
    page.get_by_label("筛选", exact=True).fill("已完成 任务四")
    assert _shown(page) == ["示例任务四"]
    page.get_by_label("筛选", exact=True).fill("没有的字")
    expect(status).to_have_text("没有符合条件的内容。")
    page.get_by_role("button", name="清除条件").click()
    expect(status).to_have_text("显示 4 条，共 4 条")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.gz-filtered .gz-scroll'))")
    # What the filter hides stays hidden on paper, and the form is not printed.
    page.emulate_media(media="print")
    assert not page.locator(".gz-filter").is_visible()
    page.close()


def test_without_javascript_the_whole_table_is_there(browser: Browser, served: Served) -> None:
    """No form that does nothing, and every row."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.base}tasks/index.html")
    assert not page.locator(".gz-filter").is_visible()
    assert len(_shown(page)) == 4
    context.close()
