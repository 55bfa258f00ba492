"""The search box as a person uses it: by keyboard, on a phone, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from tests.browser.served import Served

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}


def _open(browser: Browser, address: str, viewport: ViewportSize, scripts: bool = True) -> Page:
    page = browser.new_context(viewport=viewport, java_script_enabled=scripts).new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_box_and_enter_on_a_result_to_its_page(browser: Browser, searched: Served, key: str) -> None:
    """By keyboard alone: key, words, arrow down, enter; the screen reader is told the number and the chosen result."""
    page = _open(browser, searched.base + "about.html", DESK)
    said: list[ConsoleMessage] = []
    page.on("console", lambda message: said.append(message))
    page.keyboard.press(key)
    box = page.get_by_role("combobox", name="搜索稿件、站点")
    expect(box).to_be_focused()
    page.keyboard.type("挂单销号")
    expect(page.locator(".gz-search [role=status]")).to_contain_text("找到")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen).to_have_attribute("aria-selected", "true")
    expect(chosen.locator("mark").first).to_have_text("挂单销号")
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/**")
    assert [message.text for message in said] == []


def test_escape_closes_the_results(browser: Browser, searched: Served) -> None:
    """Escape takes the list away and leaves the page as it was."""
    page = _open(browser, searched.base + "index.html", DESK)
    page.get_by_role("combobox", name="搜索稿件、站点").fill("工会")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="搜索结果")).to_be_hidden()


def test_on_a_phone_the_search_takes_the_whole_screen(browser: Browser, searched: Served) -> None:
    """Touching the box covers the page; 取消 brings it back; results are large enough to touch."""
    page = _open(browser, searched.base + "index.html", PHONE)
    page.get_by_role("combobox", name="搜索稿件、站点").click()
    page.get_by_role("combobox", name="搜索稿件、站点").fill("志愿者")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    form = page.locator(".gz-search").bounding_box()
    assert form is not None
    assert (form["x"], form["y"], form["width"], form["height"]) == (0, 0, 360, 740)
    box = option.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.get_by_role("button", name="取消").click()
    expect(option).to_be_hidden()


def test_a_search_is_remembered_on_this_device_only(browser: Browser, searched: Served) -> None:
    """What was searched for is offered again; nothing of it is sent anywhere but to the search page's address."""
    page = _open(browser, searched.base + "search.html?q=职工", DESK)
    expect(page.locator(".gz-results li").first).to_be_visible()
    page.goto(searched.base + "index.html")
    page.get_by_role("combobox", name="搜索稿件、站点").focus()
    expect(page.get_by_role("option").first).to_contain_text("职工")


def test_the_search_page_keeps_its_state_in_the_address(browser: Browser, searched: Served) -> None:
    """A filter changes results and address; the address alone brings the same results back."""
    page = _open(browser, searched.base + "search.html?q=服务", DESK)
    status = page.locator(".gz-search-page [role=status]")
    expect(status).to_contain_text("找到")
    everything = status.inner_text()
    page.get_by_label("种类").select_option("站点")
    expect(status).not_to_have_text(everything)
    assert "kind=" in page.url
    filtered = status.inner_text()
    again = _open(browser, page.url, DESK)
    expect(again.locator(".gz-search-page [role=status]")).to_have_text(filtered)
    before = again.locator(".gz-results > li").count()
    again.get_by_role("button", name="显示更多").click()
    expect(again.locator(".gz-results > li")).not_to_have_count(before)


def test_no_result_says_what_to_do(browser: Browser, searched: Served) -> None:
    """A word that is nowhere gives a way on, not an empty page."""
    page = _open(browser, searched.base + "search.html?q=魑魅魍魉", DESK)
    expect(page.locator(".gz-search-page [role=status]")).to_have_text("没有找到")
    expect(page.locator(".gz-results")).to_contain_text("换一个更短的词")


def test_without_scripts_the_box_leads_to_lists(browser: Browser, searched: Served) -> None:
    """The form opens search.html, which lists archive, tags, columns and stations."""
    page = _open(browser, searched.base + "index.html", DESK, scripts=False)
    page.get_by_role("combobox", name="搜索稿件、站点").fill("工会")
    page.get_by_role("button", name="搜索", exact=True).click()
    page.wait_for_url("**/search.html?q=*")
    for name in ("往期", "标签", "服务站点", "聚焦群团改革"):
        expect(page.locator("article").get_by_role("link", name=name, exact=True).first).to_be_visible()


def test_older_years_are_asked_on_demand(browser: Browser, searched: Served) -> None:
    """Where the newer content fills a page, the number is that of the newer; a button, and its address, ask all years."""
    page = _open(browser, searched.base + "search.html?q=工作", DESK)
    status = page.locator(".gz-search-page [role=status]")
    expect(status).to_contain_text("在较新的内容里找到")
    page.get_by_role("button", name="查找全部年份").click()
    expect(status).to_have_text(re.compile("^找到"))
    assert "all=1" in page.url
    again = _open(browser, page.url, DESK)
    expect(again.locator(".gz-search-page [role=status]")).to_have_text(status.inner_text())
