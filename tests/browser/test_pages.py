"""Each kind of page in a browser, on a phone, a tablet and a desktop."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.kinds import ALL_KINDS, KINDS

from .served import PREFIX, Served

WIDTHS = (360, 768, 1280)
kinds = pytest.mark.parametrize("kind", ALL_KINDS)
# Counts from the first moment on what moves without the reader's doing: https://web.dev/articles/cls
_COUNT_SHIFTS = """
window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => entry.sources.forEach(
  ({ node }) => moved.push(`${entry.value} ${(node?.outerHTML ?? node?.data ?? "").slice(0, 100)}`))))
  .observe({ type: "layout-shift", buffered: true });
"""
_DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_PICTURES = re.compile(r"\.(svg|png|jpe?g|gif|webp|avif)$")


@contextmanager
def opened(browser: Browser, width: int = 1280, **options: Any) -> Iterator[BrowserContext]:
    """A fresh profile at a width, closed in any case."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    try:
        yield context
    finally:
        context.close()


def watch(page: Page, base: str) -> list[str]:
    """A list that fills with all that goes wrong while the page is open."""
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    # A request that a click on the next link cuts off is no fault.
    page.on("requestfailed", lambda request: None if request.failure == "net::ERR_ABORTED" else faults.append(
        f"failed: {request.url} {request.failure}"))
    page.on("response", lambda response: faults.append(f"{response.status}: {response.url}") if response.status >= 400 else None)
    page.on("request", lambda request: None if request.url.startswith((base, "data:")) else faults.append(f"to others: {request.url}"))
    return faults


@kinds
def test_page_is_sound(kind: str, addresses: dict[str, str], browser: Browser) -> None:
    """At each width the page loads without any fault and fits; it says its language, title, heading and feeds."""
    with opened(browser) as context:
        page = context.new_page()
        faults = watch(page, urljoin(addresses[kind], PREFIX))
        page.add_init_script(_COUNT_SHIFTS)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert _load_with_late_pictures(page, addresses[kind]) == 200
            assert (width, page.evaluate("moved")) == (width, [])
            assert (width, faults) == (width, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("h1").count() == 1
            assert page.locator("h1").inner_text().strip()
        assert page.locator("html").get_attribute("lang") == "zh"
        assert page.title().strip()
        descriptions = page.locator("meta[name=Description]")
        assert all(one.get_attribute("content") for one in descriptions.all())
        check_feeds(page)


def _load_with_late_pictures(page: Page, address: str) -> int:
    """Loads the page with nothing from the browser's cache, its pictures once the rest is drawn; gives the answer's status."""
    late: list[Route] = []
    # Playwright turns the cache off while a route is set.
    page.route(_PICTURES, lambda route: late.append(route))
    response = page.goto(address, wait_until="domcontentloaded")
    page.evaluate(_DRAWN)
    for picture in late:
        picture.continue_()
    page.unroute(_PICTURES)
    page.wait_for_load_state()
    page.evaluate(_DRAWN)
    assert response
    return response.status


def check_feeds(page: Page) -> None:
    """The page announces a feed at least, and each that it announces can be loaded."""
    feeds = page.locator("link[rel=alternate][type='application/rss+xml']").all()
    assert feeds
    for feed in feeds:
        answer = page.request.get(urljoin(page.url, feed.get_attribute("href") or ""))
        assert answer.status == 200
        assert b"<rss" in answer.body()[:500]


# Searching is what scripts are for; what search.html shows without them is only its other ways to find things. So it is
# with the finder of stations, whose lists without scripts are looked at in tests/stations/test_finder.py.
@pytest.mark.parametrize("kind", [kind for kind in ALL_KINDS if kind not in ("search", "stations")])
def test_text_needs_no_script(kind: str, addresses: dict[str, str], browser: Browser) -> None:
    """Without scripts the page shows the same text as with them, and no button that would do nothing."""
    texts = []
    for enabled in (True, False):
        with opened(browser, java_script_enabled=enabled) as context:
            page = context.new_page()
            page.goto(addresses[kind])
            expect(page.locator(".gz-scheme")).to_be_visible(visible=enabled)
            assert enabled or page.locator("button:not([type=submit]):visible").count() == 0
            # Buttons and filters that do nothing without scripts are no text of the page.
            page.locator(".gz-needs-scripts, .gz-needs-modules").evaluate_all("added => added.forEach((one) => one.remove())")
            texts.append([page.locator(part).inner_text() for part in ("#main", "nav.gz-tabs", "footer")])
    assert texts[0] == texts[1]
    assert all(texts[0])


def test_search_says_that_it_needs_scripts(site: Served, browser: Browser) -> None:
    """Without scripts the page for searching says so, and leads to lists; with them it does not."""
    for enabled in (True, False):
        with opened(browser, java_script_enabled=enabled) as context:
            page = context.new_page()
            page.goto(site.base + "search.html")
            expect(page.get_by_text("要打开 JavaScript")).to_be_visible(visible=not enabled)
            expect(page.locator("#main").get_by_role("link", name="往期")).to_be_visible()


def test_reader_finds_the_way(site: Served, browser: Browser) -> None:
    """By links alone: home, a column, an entry, the entry beside it, and back again."""
    with opened(browser) as context:
        page = context.new_page()
        faults = watch(page, site.base)
        page.goto(site.base + "index.html")
        column = page.locator(".gz-column h2 a").first
        name = column.inner_text()
        column.click()
        expect(page.locator("h1")).to_have_text(name)
        expect(page.get_by_role("navigation", name="主导航").locator(".gz-here")).to_have_text(name)
        entry = page.locator(".gz-card__title a").first
        title = entry.inner_text()
        entry.click()
        expect(page.locator("h1")).to_have_text(title)
        address = page.url
        page.locator(".gz-beside a").first.click()
        expect(page.locator("h1")).not_to_have_text(title)
        page.locator(".gz-beside a[rel=next]").click()
        expect(page).to_have_url(address)
        page.go_back()
        page.go_back()
        expect(page.locator("h1")).to_have_text(title)
        page.locator(".gz-crumbs a").first.click()
        expect(page).to_have_url(site.base + "index.html")
        assert not faults


def test_keyboard_skips_to_the_text(site: Served, browser: Browser) -> None:
    """The first Tab shows the skip link, Enter moves to the text, and the next Tab goes on from there."""
    with opened(browser) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS["entry"]))
        page.keyboard.press("Tab")
        skip = page.locator(".gz-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport(ratio=1)
        page.keyboard.press("Enter")
        page.wait_for_url("**#main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#main').contains(document.activeElement)")


@pytest.mark.parametrize("kind", ["home", "stations"])
def test_keyboard_reaches_everything_in_sight(kind: str, site: Served, browser: Browser) -> None:
    """On a phone Tab brings each link of the navigation and of the text into sight, with a mark around it."""
    with opened(browser, 360) as context:
        page = context.new_page()
        page.goto(site.base + site.page(KINDS[kind]))
        total = page.locator("a[href]:visible, button:visible").count()
        for _ in range(total):
            page.keyboard.press("Tab")
            focused = page.locator(":focus")
            expect(focused).to_be_in_viewport()
            assert focused.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
        assert page.evaluate("document.querySelector('footer').contains(document.activeElement)")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_scheme_is_remembered(system: str, site: Served, browser: Browser) -> None:
    """The page follows the system's light or dark; the button turns it round, and the choice holds over a reload."""
    schemes = {"light": "default", "dark": "slate"}
    other = "dark" if system == "light" else "light"
    with opened(browser, color_scheme=system) as context:
        page = context.new_page()
        page.goto(site.base + "index.html")
        body, button = page.locator("body"), page.locator(".gz-scheme")
        expect(body).to_have_attribute("data-md-color-scheme", schemes[system])
        colour = body.evaluate("one => getComputedStyle(one).backgroundColor")
        button.click()
        expect(body).to_have_attribute("data-md-color-scheme", schemes[other])
        expect(body).not_to_have_css("background-color", colour)
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", schemes[other])
        button.click()
        expect(body).to_have_css("background-color", colour)
