"""The subscribe page on a phone: codes that can be scanned, addresses that can be copied, nothing beside the screen."""

from __future__ import annotations

import urllib.request

from playwright.sync_api import Browser, expect

from tests.decoding import read_code

from .served import Served
from .test_pages import opened

_PHONE = 360


def test_every_code_is_the_address_beside_it(site: Served, browser: Browser) -> None:
    """A decoder reads from each code, as a phone shows it, the RSS address of its feed; every feed has one."""
    with opened(browser, _PHONE, device_scale_factor=2) as context:
        page = context.new_page()
        page.goto(f"{site.base}subscribe.html")
        feeds = page.locator(".gz-feed")
        assert feeds.count() > 1
        for feed in feeds.all():
            code = feed.locator(".gz-qr")
            code.scroll_into_view_if_needed()
            address = feed.locator("[data-copy]").first.inner_text()
            assert address.endswith("/feed.xml")
            assert read_code(code) == [address]
            box = code.bounding_box()
            assert box
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= _PHONE


def test_every_address_leads_to_a_feed_of_this_site(site: Served, browser: Browser) -> None:
    """Each address shown is that of the link before it, and there is a file at it."""
    with opened(browser, _PHONE) as context:
        page = context.new_page()
        page.goto(f"{site.base}subscribe.html")
        rows = page.locator(".gz-feed .gz-facts > div").all()
        assert rows
        for row in rows:
            link = row.locator("a").get_attribute("href") or ""
            assert row.locator("[data-copy]").inner_text().endswith(f"/{link}")
            with urllib.request.urlopen(site.base + link) as answer:
                assert answer.status == 200


def test_an_address_is_copied_by_its_button(site: Served, browser: Browser) -> None:
    """The button puts the address into the clipboard, and says so."""
    with opened(browser, _PHONE, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site.base}subscribe.html")
        row = page.locator(".gz-feed .gz-facts > div").nth(1)
        row.get_by_role("button", name="复制").click()
        expect(row.get_by_role("button")).to_have_text("已复制")
        assert page.evaluate("navigator.clipboard.readText()") == row.locator("[data-copy]").inner_text()


def test_the_page_for_media_is_linked(site: Served, browser: Browser) -> None:
    """From the subscribe page and from the footer of an item, on a phone, one gets to the terms and the contact."""
    for start in ("subscribe.html", site.page("news/*/*/*.html")):
        with opened(browser, _PHONE) as context:
            page = context.new_page()
            page.goto(site.base + start)
            page.get_by_role("link", name="媒体服务").last.click()
            expect(page.locator("h1")).to_have_text("媒体服务")
            expect(page.get_by_role("heading", name="转载要求")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE
