"""The built site, and a browser to look at it with."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from .project import build, copy_project
from .served import Served, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The repository's own site, built from a copy and served below a sub-path."""
    with serve(build(copy_project(tmp_path_factory.mktemp("built") / "project"))) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; a machine without it fails them, so that they are never left out unnoticed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.fail("浏览器测试需要 Chromium：apt-get install chromium (the browser tests need Chromium on PATH)", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield chromium
        finally:
            chromium.close()
