"""Pictures of a page of every kind, for people to look at: `make shots`, or `python -m tests.shots KIND...` for some kinds only."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.project import REPOSITORY, build, copy_project
from tests.browser.served import serve
from tests.browser.test_pages import WIDTHS, opened
from tests.kinds import ALL_KINDS, addresses_of
from tests.sample import build_sample, sample_project

_FOLDER = REPOSITORY / ".cache/shots"
# Pixels across the printed part of A4 at 96 to the inch, with the margins that browsers leave.
_PAPER_PX = 718


def _shoot(page: Page, name: str) -> None:
    """The whole page, with colours as they are once they have changed."""
    page.screenshot(path=_FOLDER / f"{name}.png", full_page=True, animations="disabled")


def _take(browser: Browser, kind: str, address: str) -> None:
    """One picture for each width and look, and one as on paper."""
    name = kind.replace(" ", "-")
    for width in WIDTHS:
        with opened(browser, width, color_scheme="light") as context:
            page = context.new_page()
            page.goto(address, wait_until="networkidle")
            _shoot(page, f"{name}-{width}-light")
            page.locator(".gz-scheme").click()
            _shoot(page, f"{name}-{width}-dark")
            page.locator(".gz-scheme").click()
            page.get_by_role("button", name="长辈版").click()
            _shoot(page, f"{name}-{width}-elder")
    with opened(browser, _PAPER_PX, color_scheme="light") as context:
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        _shoot(page, f"{name}-print")


def main() -> None:
    """Builds both sites in a folder of their own and takes all pictures anew, or those of the kinds that are named."""
    kinds = sys.argv[1:] or ALL_KINDS
    if not sys.argv[1:]:
        shutil.rmtree(_FOLDER, ignore_errors=True)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        own = build(copy_project(Path(folder) / "own"))
        sample = build_sample(sample_project(Path(folder) / "sample", news=25))
        with serve(own) as site, serve(sample) as other:
            addresses = addresses_of(site, other)
            for kind in kinds:
                _take(browser, kind, addresses[kind])
        browser.close()
    print(f"{len(list(_FOLDER.glob('*.png')))} pictures in {_FOLDER.relative_to(REPOSITORY)}/")


if __name__ == "__main__":
    main()
