"""The repository's own site and the sample, built and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosting.nginx import Server, nginx
from tests.kinds import addresses_of
from tests.shared import made_once

from .project import build, copy_project
from .served import Served, serve


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The repository's own site, built from a copy and served below a sub-path."""
    with serve(made_once(tmp_path_factory, "built", lambda folder: build(copy_project(folder))) / "site") as served:
        yield served


@pytest.fixture(scope="session")
def online(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The repository's own site under deploy/nginx.conf."""
    folder = tmp_path_factory.mktemp("online")
    (folder / "site").symlink_to(site.folder)
    (folder / "site.gone.map").touch()
    with nginx(folder) as server:
        yield server


@pytest.fixture(scope="session")
def addresses(site: Served, sample_site: Path) -> Iterator[dict[str, str]]:
    """Where a page of each kind is: on the repository's own site, or else on that of the sample."""
    with serve(sample_site) as sample:
        yield addresses_of(site, sample)
