"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent / "golden"


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
