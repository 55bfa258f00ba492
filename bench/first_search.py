"""What a reader's first search and those after it cost: `python -m bench.first_search SITE`, for a site built with its index.

Served from this machine with gzip as hosts do, read by headless Chromium with an empty cache. Numbers are of one run;
the bytes and requests are the same in each.
"""

import json
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.gzip_server import Handler, serve

FIRST = "工会"
# In the order in which they are typed after it.
NEXT = ("志愿", "志愿者", "志愿服务")


def search(page: Page, query: str) -> dict[str, float]:
    """Types a query at once and waits for ten results: milliseconds, requests and bytes from the first key on."""
    Handler.sent.clear()
    box = page.get_by_role("combobox")
    started = page.evaluate("performance.now()")
    box.fill(query)
    page.locator("#gz-options mark", has_text=query).first.wait_for(timeout=30_000)
    page.locator("#gz-options li").nth(9).wait_for(timeout=30_000)
    ended = page.evaluate("performance.now()")
    page.wait_for_load_state("networkidle")
    return {"ms": round(ended - started), "requests": len(Handler.sent), "bytes": sum(size for _, size in Handler.sent)}


def measure(site: Path) -> dict[str, dict[str, float]]:
    """The first and the next searches in the box of a page, and the first on the search page."""
    with serve(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(base + "about.html")
        page.wait_for_load_state("networkidle")
        results = {query: search(page, query) for query in (FIRST, *NEXT)}
        page = browser.new_context().new_page()
        Handler.sent.clear()
        page.goto(f"{base}search.html?q={FIRST}")
        page.locator(".gz-results > li").nth(9).wait_for(timeout=30_000)
        page.wait_for_load_state("networkidle")
        results["search page"] = {"requests": len(Handler.sent), "bytes": sum(size for _, size in Handler.sent)}
        browser.close()
    return results


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=2))
