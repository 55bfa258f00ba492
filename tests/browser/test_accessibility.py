"""Every kind of page by axe-core, in light and dark colours and in the view for older readers; and what that view promises."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.kinds import KINDS

from .project import REPOSITORY
from .served import Served
from .test_pages import kinds, opened, watch

_AXE = (REPOSITORY / "node_modules/axe-core/axe.min.js").read_text("utf-8")
_LARGE_PX = 24  # 18 points
_TARGET_PX = 60
# What can differ between light and dark, as only colours do: the other rules have looked at the same page in light.
_COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]

# Each width in each view, with as little turning round as can be.
_LOOKS = ((1280, ("standard", "elder")), (360, ("elder", "standard")))


def _open_for_elders(page: Page, address: str) -> None:
    page.add_init_script("localStorage.setItem('gazette-view', 'elder');")
    page.goto(address)


def _violations(page: Page, view: str, *, dark: bool) -> list[str]:
    """What axe-core finds, as `view rule: element`; for older readers contrast of 7:1 instead of 4.5:1."""
    options: dict[str, Any] = {"rules": {"color-contrast-enhanced": {"enabled": view == "elder"}, "target-size": {"enabled": True}},
                               # Style sheets are fetched and read anew for rules that are not asked for.
                               "resultTypes": ["violations"], "preload": {"assets": ["media"]}}
    if dark:
        options = options | {"runOnly": _COLOURS if view == "elder" else [rule for rule in _COLOURS if "enhanced" not in rule]}
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [f"{view}{' dark' if dark else ''} {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]]


@kinds
def test_no_barrier_is_found(kind: str, addresses: dict[str, str], browser: Browser) -> None:
    """By the newest axe-core with all its rules for WCAG 2.2 A and AA, and its own good practice, in each look that the buttons offer."""
    with opened(browser, color_scheme="light") as context:
        page = context.new_page()
        page.goto(addresses[kind])
        # A colour on its way from light to dark has a contrast of its own.
        page.add_style_tag(content="* { transition: none !important }")
        page.evaluate(_AXE)
        found, view, elders = [], "standard", page.get_by_role("button", name="长辈版")
        for width, views in _LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            for wanted in views:
                if wanted != view:
                    elders.click()
                    view = wanted
                for scheme in ("light", "dark"):
                    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default" if scheme == "light" else "slate")
                    found += [f"{width} {fault}" for fault in _violations(page, view, dark=scheme == "dark")]
                    assert page.evaluate("document.documentElement.scrollWidth") <= width
                    page.locator(".gz-scheme").click()
        assert found == []


@pytest.mark.parametrize("kind", ["home", "entry", "column", "stations", "station", "station with hours"])
def test_text_for_older_readers_is_large(kind: str, addresses: dict[str, str], browser: Browser) -> None:
    """18 points or more wherever there is text, and the page still fits a phone."""
    with opened(browser, 360) as context:
        page = context.new_page()
        _open_for_elders(page, addresses[kind])
        small = page.evaluate("""(least) => [...document.querySelectorAll("body *")].filter((element) =>
            element.checkVisibility({ visibilityProperty: true }) && !element.closest(".gz-hidden, .gz-skip") &&
            [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
            parseFloat(getComputedStyle(element).fontSize) < least - 0.1).map((element) => element.outerHTML.slice(0, 120))""", _LARGE_PX)
        assert small == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_choice_is_kept_and_taken_back(site: Served, browser: Browser) -> None:
    """By the button in the masthead, on every page until it is pressed again; its main targets are large."""
    with opened(browser, 360) as context:
        page = context.new_page()
        faults = watch(page, site.base)
        page.goto(site.base + "index.html")
        button = page.get_by_role("button", name="长辈版")
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        page.goto(site.base + site.page(KINDS["column"]))
        expect(button).to_have_attribute("aria-pressed", "true")
        title, tab = page.locator(".gz-card__title a").first, page.locator(".md-tabs__link").first
        for target in (button, page.get_by_role("button", name="搜索"), title, tab):
            box = target.bounding_box()
            assert box
            assert box["height"] >= _TARGET_PX
        button.click()
        page.reload()
        expect(page.locator("html")).not_to_have_class("gz-elder")
        assert not faults


_VOICE = """
window.spoken = [];
window.speechSynthesis.cancel = () => {};
window.speechSynthesis.speak = (speech) => { window.spoken.push([speech.text, speech.rate, speech.lang]); window.last = speech; };
"""


def test_an_item_is_read_aloud(site: Served, browser: Browser) -> None:
    """Sentence by sentence, each marked while it is read, faster or slower, with a pause and an end."""
    with opened(browser, 360) as context:
        page = context.new_page()
        page.add_init_script(_VOICE)
        _open_for_elders(page, site.base + site.page(KINDS["entry"]))
        page.get_by_role("button", name="朗读全文").click()
        first = page.evaluate("spoken[0]")
        assert page.evaluate("[...CSS.highlights.get('gz-aloud')].map(String).join('').trim()") == first[0]
        assert first[1:] == [1, "zh-CN"]
        assert page.locator(".gz-text").inner_text().replace("\n", "").startswith(first[0])
        page.evaluate("last.onend()")
        page.get_by_role("button", name="语速快").click()
        assert page.evaluate("spoken.at(-1)[0]") == page.evaluate("spoken[1][0]") != first[0]
        assert page.evaluate("spoken.at(-1)[1]") > 1
        page.get_by_role("button", name="暂停").click()
        count = page.evaluate("spoken.length")
        page.evaluate("last.onend()")
        assert page.evaluate("spoken.length") == count
        page.get_by_role("button", name="继续朗读").click()
        page.get_by_role("button", name="停止").click()
        assert page.evaluate("CSS.highlights.has('gz-aloud')") is False
        expect(page.get_by_role("button", name="朗读全文")).to_be_visible()


def test_reading_aloud_ends_with_the_text(site: Served, browser: Browser) -> None:
    """All sentences of the text, none twice, then silence."""
    with opened(browser) as context:
        page = context.new_page()
        page.add_init_script(_VOICE)
        _open_for_elders(page, site.base + site.page(KINDS["entry"]))
        page.get_by_role("button", name="朗读全文").click()
        page.evaluate("""() => { for (let n = 0; n < 5000; n += 1) { const one = last; one.onend(); if (last === one) break; } }""")
        said = "".join(page.evaluate("spoken.map(([text]) => text.replace(/\\s/g, ''))"))
        assert said == "".join(page.locator(".gz-text").inner_text().split())
        expect(page.get_by_role("button", name="朗读全文")).to_be_visible()
