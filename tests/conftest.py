"""What all tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from tests.sample import build_sample, sample_project
from tests.shared import made_once

_FOLDER = Path(__file__).parent / "golden"
# The first is the same engine without windows: a page opens in a third of the time.
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
# A slow or busy machine is no fault of the press: no test is timed.
settings.register_profile("press", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("press")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes what is seen instead of comparing; look at the difference before you commit it."""
    parser.addoption("--update-golden", action="store_true")


class Goldens:
    """Files in tests/golden/ with what the press is expected to write."""

    def __init__(self, update: bool):
        self._update = update

    def compare(self, name: str, seen: str) -> None:
        """Fails unless `seen` is what the golden file says."""
        path = _FOLDER / name
        if self._update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(seen, "utf-8")
        assert path.is_file(), f"{name}: no golden file yet; write it by pytest --update-golden"
        assert seen == path.read_text("utf-8"), name


@pytest.fixture
def goldens(request: pytest.FixtureRequest) -> Goldens:
    """The golden files, compared or renewed."""
    return Goldens(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample project, for tests that only read it; 25 further items give its first column a second page."""
    return made_once(tmp_path_factory, "sample", lambda folder: build_sample(sample_project(folder, news=25))) / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; a machine without it fails them, so that they are never left out unnoticed."""
    path = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if not path:
        pytest.fail("浏览器测试需要 Chromium：apt-get install chromium (the browser tests need Chromium on PATH)", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield chromium
        finally:
            chromium.close()
