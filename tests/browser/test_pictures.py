"""Pictures as readers get them: nothing moves when they come, and a phone loads no more than it shows."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route

from tests.pictures.test_site import picture_project
from tests.sample import build_sample

from .served import Served, serve

_PHONE, _SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
_ITEM = "news/2026/03/08-photos.html"
# How far things moved on their own (Layout Instability API), summed up from the first moment on.
_SHIFTS = """
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifts = (window.shifts || 0) + one.value })
  .observe({type: "layout-shift", buffered: true})
"""
_THERE = "image.complete && image.naturalWidth > 0"
_SCROLLED = ("() => { window.scrollTo(0, document.documentElement.scrollHeight);"
             f" return [...document.images].every(image => {_THERE}) }}")
_LEAD_THERE = f"() => {{ const image = document.querySelector('.gz-picture img'); return {_THERE} }}"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample project with photos, built and served."""
    with serve(build_sample(picture_project(tmp_path_factory.mktemp("shown") / "project"))) as served:
        yield served


@pytest.mark.parametrize("path", [_ITEM, "about.html", "index.html", "columns/one.html"])
@pytest.mark.parametrize("viewport", [_PHONE, _SCREEN], ids=["phone", "screen"])
def test_nothing_moves(browser: Browser, pictures: Served, path: str, viewport: dict[str, int]) -> None:
    """However late the pictures come: the sum of all shifts is nil, and nothing is wider than the window."""
    page = browser.new_page(viewport={"width": viewport["width"], "height": viewport["height"]})
    page.add_init_script(_SHIFTS)

    def late(route: Route) -> None:
        time.sleep(0.2)
        route.continue_()

    page.route("**/*.webp", late)
    page.goto(pictures.base + path)
    page.wait_for_function(_SCROLLED)
    page.wait_for_timeout(100)
    assert page.evaluate("window.shifts || 0") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.close()


@pytest.mark.parametrize(("viewport", "density", "width"), [(_PHONE, 1, 480), (_PHONE, 2, 960), (_SCREEN, 1, 960), (_SCREEN, 2, 1600)])
def test_the_size_that_is_loaded(browser: Browser, pictures: Served, viewport: dict[str, int], density: int, width: int) -> None:
    """As many pixels as the window can show; no other size, and no original."""
    page = browser.new_page(viewport={"width": viewport["width"], "height": viewport["height"]}, device_scale_factor=density)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(pictures.base)))
    page.goto(pictures.base + _ITEM)
    page.wait_for_function(_LEAD_THERE)
    assert [path for path in loaded if "08-lead" in path] == [f"news/2026/03/08-lead.jpg.{width}.webp"]
    page.close()


def test_pictures_below_come_later(browser: Browser, pictures: Served) -> None:
    """Those far below are asked for once a reader comes near."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(pictures.base)))
    text = (pictures.folder / _ITEM).read_text("utf-8").replace('<div class="gz-text', '<div style="padding-top: 9000px" class="gz-text')
    page.route(f"**/{_ITEM}", lambda route: route.fulfill(body=text, content_type="text/html; charset=utf-8"))
    page.goto(pictures.base + _ITEM)
    page.wait_for_timeout(300)
    assert not [path for path in loaded if "sketch" in path]
    page.wait_for_function(_SCROLLED)
    assert [path for path in loaded if "sketch" in path] == ["sketch.png.480.webp"]
    page.close()
