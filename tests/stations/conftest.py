"""What tests of stations share: the sample project, and a table of theirs in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import sample_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, without stations, whose types and towns are not checked but the coordinates are."""
    folder = sample_project(tmp_path / "project")
    for table in (folder / "docs/stations").glob("*.csv"):
        table.unlink()
    return folder
