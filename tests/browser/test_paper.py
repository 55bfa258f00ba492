"""What comes out on paper (A4)."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.decoding import read_code
from tests.kinds import KINDS

from .served import Served
from .test_pages import opened

_A4 = (595, 842)  # points
# Of each text its contrast to white paper: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
_PALE = """
() => [...document.querySelectorAll(".md-typeset :is(p, li, dt, dd, th, td, time, b, strong, a, figcaption)")].filter((one) => {
  const channels = getComputedStyle(one).color.match(/[\\d.]+/g).slice(0, 3).map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return one.checkVisibility() && 1.05 / (0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2] + 0.05) < 4.5;
}).map((one) => one.outerHTML.slice(0, 100))
"""


def _print(page: Page, path: Path) -> list[str]:
    """The text of each sheet, without spaces."""
    page.pdf(path=path, prefer_css_page_size=True)
    sheets = PdfReader(path).pages
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == pytest.approx(_A4, abs=1)
    # The font's table names some characters by their radicals, which stand for the same.
    return [normalize("NFKC", "".join(sheet.extract_text().split())) for sheet in sheets]


@pytest.mark.parametrize("kind", ["home", "entry", "column", "year", "stations", "station list", "station", "register", "record", "about"])
def test_paper(kind: str, site: Served, browser: Browser, tmp_path: Path) -> None:
    """A4 with the full address as a person types it, without navigation, search and buttons."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS[kind]))
        address = page.locator("link[rel=canonical]").get_attribute("href") or ""
        text = "".join(_print(page, tmp_path / "page.pdf"))
        assert f"网址:{unquote(address)}打印于" in text
        for unwanted in ("跳到正文", "长辈版", "复制", "微信扫码", "清除条件", "上一篇", "找服务站点"):
            assert unwanted not in text


@pytest.mark.parametrize("kind", ["home", "entry", "column", "year", "stations", "station list", "register", "record", "about"])
def test_the_code_leads_to_the_page(kind: str, site: Served, browser: Browser) -> None:
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS[kind]))
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert read_code(page.locator(".gz-source .gz-qr")) == [page.locator("link[rel=canonical]").get_attribute("href")]


@pytest.mark.parametrize("kind", ["home", "entry", "column", "stations", "station", "register", "register cards", "record"])
def test_a_dark_page_is_printed_dark_on_white(kind: str, site: Served, browser: Browser) -> None:
    with opened(browser, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS[kind]))
        # A colour on its way from dark to light is neither.
        page.add_style_tag(content="* { transition: none !important }")
        assert page.evaluate(_PALE)
        page.emulate_media(media="print")
        assert page.evaluate(_PALE) == []


def test_a_long_table_says_its_columns_on_every_sheet(site: Served, browser: Browser, tmp_path: Path) -> None:
    """Though its headings are buttons on the screen."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS["register"]))
        page.locator("button.gz-sort").first.wait_for()
        sheets = _print(page, tmp_path / "page.pdf")
        assert len(sheets) > 1
        assert all("完成期限" in sheet for sheet in sheets)


def test_a_total_is_printed_once(site: Served, browser: Browser, tmp_path: Path) -> None:
    """At the end of its table, also where the table goes on on another sheet."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS["stations"]))
        page.locator(".gz-result").first.wait_for()
        page.locator("table:has(tfoot) > tbody").evaluate("(rows) => rows.append(...Array.from({ length: 60 }, () => rows.rows[0].cloneNode(true)))")
        sheets = _print(page, tmp_path / "page.pdf")
        assert len(sheets) > 2
        assert "".join(sheets).count("合计") == 1
