"""A copy of the project to work on, and the command `gazette` on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
# What the press came with: `gazette init` moves it here when another district takes the repository over.
_MOVED = REPOSITORY / "tests/shipped"
SHIPPED = _MOVED if _MOVED.is_dir() else REPOSITORY
_CONTENT = ("mkdocs.yml", "docs", "news", "overrides", "scripts")
# Beside the interpreter, not the first one on PATH: the tests must try this checkout.
_COMMAND = Path(sys.executable).with_name("gazette")
# Settings from outside would make the tests try another site than the repository's.
_FOREIGN = ("SITE_URL", "SOURCE_DATE_EPOCH", "GAZETTE_CAPTURE")


def copy_project(target: Path, content: Path = SHIPPED) -> Path:
    """The press with the content of a folder in the new folder `target`, without anything built or cached."""
    target.mkdir(parents=True)
    for name in _CONTENT:
        source = content / name if (content / name).exists() else REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy2(source, target / name)
    link_packages(target)
    return target


def link_packages(project: Path) -> None:
    """Node packages, where a build uses some, are looked up from the project's folder."""
    for name in ("package.json", "node_modules"):
        if (REPOSITORY / name).exists():
            (project / name).symlink_to(REPOSITORY / name)


def gazette(*arguments: str) -> list[str]:
    """The command line of the press."""
    return [str(_COMMAND), *arguments]


def environment() -> dict[str, str]:
    """The environment of the press: UTF-8 whatever the machine's language, nothing that changes its output."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    return kept | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}


def build(project: Path) -> Path:
    """Builds the project and gives the folder of the site; fails with what the press said."""
    done = subprocess.run(gazette("build", "--root", str(project)), env=environment(), capture_output=True, text=True,
                          encoding="utf-8", check=False)
    assert done.returncode == 0, f"gazette build: {done.stdout}{done.stderr}"
    return project / "site"
