"""The repository's own site, built and served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .project import build, copy_project
from .served import Served, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The repository's own site, built from a copy and served below a sub-path."""
    with serve(build(copy_project(tmp_path_factory.mktemp("built") / "project"))) as served:
        yield served
