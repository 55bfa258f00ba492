"""Reading in a browser: contents lists, tables put in order, sharing, the way to the finder, and what comes out on paper."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.decoding import read_code

from .served import Served
from .test_pages import opened, watch

_LONG = "news/2026/11/24-two-insistences-four-constants.html"
_MEASURE = 38  # characters a line
_TABLE = """(rows) => {
    document.querySelector("#main").innerHTML = `<div class="md-typeset"><table data-sort><thead><tr><th>名称</th><th>数量</th><th>日期</th>
        <th>届次</th></tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</tbody>
        </table></div>`;
}"""
_ROWS = [["重庆", "1,200 个", "2026-02-10", "第十二届"], ["安徽", "3余万", "2025年12月1日", "第九届"], ["北京", "待补充", "", "第二十届"],
         ["成都", "98", "2026年3月", "第二届"], ["站点10", "687", "2026-02-09", "第一百零三届"], ["站点9", "12.5%", "2024-01-01", "第十届"]]


def _column(page: Page, number: int) -> list[str]:
    return page.locator(f"tbody td:nth-child({number})").all_inner_texts()


@pytest.fixture
def canonical(site: Served, browser: Browser) -> str:
    """The full address of the long item, as its head says it."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + _LONG)
        return page.locator("link[rel=canonical]").get_attribute("href") or ""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_item_has_a_contents_list(width: int, site: Served, browser: Browser) -> None:
    """Every heading of the text, without scripts; above the text on a phone, beside it and in sight on a wide screen."""
    with opened(browser, width, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.base + _LONG)
        contents = page.get_by_role("navigation", name="目录")
        assert contents.locator("a").all_inner_texts() == page.locator(".gz-text h2").all_inner_texts()
        contents.locator("a").last.click()
        expect(page.locator(".gz-text h2").last).to_be_in_viewport()
        beside, text = contents.bounding_box(), page.locator(".gz-text").bounding_box()
        assert beside
        assert text
        assert (beside["x"] > text["x"] + text["width"]) is (width > 1000)
        assert (beside["y"] + beside["height"] < text["y"]) is (width < 1000)
        if width > 1000:
            expect(contents).to_be_in_viewport(ratio=1)


def test_lines_are_short_and_begin_with_two_blanks(site: Served, browser: Browser) -> None:
    """38 characters at most at 1.8 of their height; paragraphs of the text are indented, items of its lists and tables are not."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + _LONG)
        style = page.locator(".gz-text > p").first.evaluate(
            "(one) => { const { fontSize, lineHeight, textIndent, width } = getComputedStyle(one);"
            " return [fontSize, lineHeight, textIndent, width].map(parseFloat); }")
        assert style[1] == pytest.approx(1.8 * style[0])
        assert style[2] == pytest.approx(2 * style[0])
        assert style[3] <= _MEASURE * style[0] + 1
        for other in (".gz-text li", ".gz-text td"):
            assert page.locator(other).first.evaluate("(one) => getComputedStyle(one).textIndent") == "0px"


def test_a_table_is_put_in_order(site: Served, browser: Browser) -> None:
    """By pinyin, number, date and numbers written in Chinese; the unknown last both ways; by keyboard, and announced."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + "about.html")
        page.evaluate(_TABLE, _ROWS)
        page.evaluate(f"import('{site.base}assets/sort.js')")
        first = page.get_by_role("button", name="名称")
        first.focus()
        page.keyboard.press("Enter")
        assert _column(page, 1) == ["安徽", "北京", "成都", "重庆", "站点9", "站点10"]
        expect(page.locator("th").first).to_have_attribute("aria-sort", "ascending")
        expect(page.locator(".md-typeset [role=status]")).to_have_text("已按“名称”从小到大（从前到后）排列")
        page.get_by_role("button", name="数量").click()
        assert _column(page, 2) == ["12.5%", "98", "687", "1,200 个", "3余万", "待补充"]
        assert page.locator("th[aria-sort]").all_inner_texts() == ["数量"]
        page.get_by_role("button", name="数量").click()
        assert _column(page, 2) == ["3余万", "1,200 个", "687", "98", "12.5%", "待补充"]
        page.get_by_role("button", name="日期").click()
        assert _column(page, 3) == ["2024-01-01", "2025年12月1日", "2026-02-09", "2026-02-10", "2026年3月", ""]
        page.get_by_role("button", name="届次").click()
        assert _column(page, 4) == ["第二届", "第九届", "第十届", "第十二届", "第二十届", "第一百零三届"]


def test_a_register_is_put_in_order_and_still_filtered(site: Served, browser: Browser) -> None:
    """The script comes with the page; what the filter hides stays hidden; pages without such a table do not load it."""
    with opened(browser) as context:
        page = context.new_page()
        faults = watch(page, site.base)
        page.goto(site.base + "tasks/index.html")
        names = page.locator(".gz-register tbody tr:visible th")
        before = names.all_inner_texts()
        page.get_by_role("button", name="任务", exact=True).click()
        after = names.all_inner_texts()
        assert after != before
        assert sorted(after) == sorted(before)
        page.get_by_label("筛选", exact=True).fill("工会")
        shown = names.all_inner_texts()
        page.get_by_role("button", name="任务", exact=True).click()
        assert names.all_inner_texts() == shown[::-1]
        assert not faults
        page.goto(site.base + "index.html")
        assert page.locator("script[src$='sort.js']").count() == 0


def test_an_item_is_shared(canonical: str, site: Served, browser: Browser) -> None:
    """Its full address to copy, and as a code that an independent decoder reads, drawn when it is asked for."""
    with opened(browser, 360, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        faults = watch(page, site.base)
        page.goto(site.base + _LONG)
        row = page.locator(".gz-share")
        row.get_by_role("button", name="复制").click()
        expect(row.get_by_role("button", name="已复制")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == canonical
        assert page.locator(".gz-share__code").count() == 0
        button = row.get_by_role("button", name="微信扫码")
        button.click()
        expect(button).to_have_attribute("aria-expanded", "true")
        assert read_code(page.get_by_role("img", name="本页网址的二维码")) == [canonical]
        button.click()
        expect(page.locator(".gz-share__code")).to_be_hidden()
        assert not faults


def test_the_box_leads_to_the_finder(site: Served, browser: Browser) -> None:
    """With what was asked for in the address, which the finder reads."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + "index.html")
        box = page.locator(".gz-find")
        box.get_by_label("名称、地址或拼音首字母").fill("万达")
        box.get_by_role("button", name="查找站点").click()
        expect(page.locator(".gz-results h2")).to_have_text("万达广场党群服务站")
        assert urlsplit(page.url).path.endswith("/stations/index.html")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_columns_are_seen_first(width: int, site: Served, browser: Browser) -> None:
    """The first screen of the home page reaches the first column's heading."""
    with opened(browser, width) as context:
        page = context.new_page()
        page.goto(site.base + "index.html")
        expect(page.locator(".gz-column h2").first).to_be_in_viewport()


def test_the_place_is_marked_in_sight(site: Served, browser: Browser) -> None:
    """The navigation scrolls to where the reader is, in the view for older readers too."""
    with opened(browser, 360) as context:
        page = context.new_page()
        page.goto(site.base + "subscribe.html")
        expect(page.locator(".gz-here")).to_be_in_viewport(ratio=1)
        page.get_by_role("button", name="长辈版").click()
        expect(page.locator(".gz-here")).to_be_in_viewport(ratio=1)


def test_paper_says_where_it_comes_from(canonical: str, site: Served, browser: Browser) -> None:
    """The code of the address and the day are drawn for printing, and links say their address outside the site only."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + _LONG)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        source = page.locator(".gz-source")
        assert read_code(source.locator(".gz-qr")) == [canonical]
        expect(source).to_contain_text("打印于")
        page.locator(".gz-text p").first.evaluate("(one) => one.innerHTML = '<a href=\"https://example.org/a\">外</a><a href=\"a.html\">内</a>'")
        shown = [link.evaluate("(one) => getComputedStyle(one, '::after').content") for link in page.locator(".gz-text p >> nth=0 >> a").all()]
        assert "example.org/a" in shown[0]
        assert shown[1] in ("none", "normal")
