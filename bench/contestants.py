"""The commands that are compared, each a step with what has to be done before it is measured."""

import shlex
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import REPOSITORY
from bench.measure import CLOCK
from bench.names import Names
from bench.peers import make_hugo, make_mkdocs
from bench.project import Editor, make_project
from bench.size import Size

PRESS = ("gazette", "build")
HUGO = ("hugo", "build", "--clock", CLOCK.isoformat())
MKDOCS = ("mkdocs", "build", "--quiet")
# Pagefind over what Hugo built, in one run, the same version as the press uses.
PAGEFIND = REPOSITORY / "node_modules/@pagefind"
# By name: the command, and for Hugo the file in bench/hugo/ that chooses the related items.
PEERS = {"hugo": (HUGO, "neighbours.html"), "hugo-related": (HUGO, "related.html"), "mkdocs": (MKDOCS, "")}


@dataclass(frozen=True, slots=True)
class Step:
    """One measured command: where it runs, which site it builds of which size, and what comes before, unmeasured."""

    name: str
    argv: list[str]
    folder: Path
    site: Path
    size: Size
    before: Callable[[], None]
    rounds: int


def find_command(command: tuple[str, ...]) -> list[str]:
    """Return the command with the full path of its program, which exits with a message where it is not installed."""
    name = command[0]
    if program := shutil.which(name, path=Path(sys.executable).parent) or shutil.which(name):
        return [program, *command[1:]]
    sys.exit(f"{name} is not installed in this environment: try `python -m pip install -r bench/requirements.txt`")


def press_steps(folder: Path, size: Size, names: Names, rounds: int, suffix: str, search: bool) -> list[Step]:
    """Make the press's project and return its steps, which follow on one another within a round."""
    make_project(folder, size, names)
    editor = Editor(folder, size, names)
    argv, site = find_command(PRESS) + ([] if search else ["--no-search"]), folder / "site"

    def start_cold() -> None:
        editor.reset()
        put_away(site)
        put_away(folder / ".cache")

    before = {"cold": start_cold, "unchanged": lambda: None, "one edited": editor.edit, "one new": editor.add}
    if search:
        before["one old edited"] = editor.edit_old
    return [Step(f"press {name}{suffix}", argv, folder, site, size, action, rounds) for name, action in before.items()]


def peer_step(peer: str, folder: Path, size: Size, names: Names, press_site: Path, rounds: int, suffix: str,
              search: bool) -> Step:
    """Make a peer's project and return its one step; the press has built `press_site`."""
    command, related = PEERS[peer]
    argv, site = find_command(command), folder / "site"
    if related:
        make_hugo(folder, size, names, press_site, related)
        # Without a cache of its own Hugo would use, and fill, the one of the user.
        argv += ["--destination", str(site), "--cacheDir", str(folder / "cache")]
        if search:
            argv = ["sh", "-c", f"{shlex.join(argv)} && {_pagefind()} --silent --site {site} --output-path {site}/pagefind"]
    else:
        make_mkdocs(folder, size, names)
    return Step(peer + suffix, argv, folder, site, size, lambda: put_away(site), rounds)


def _pagefind() -> Path:
    """Pagefind's program; exits with a message where npm has not installed it."""
    for program in PAGEFIND.glob("*/bin/pagefind_extended"):
        return program
    sys.exit("Pagefind is not installed: try `make node_modules/ready`")


def put_away(folder: Path) -> None:
    """Take a folder out of the way without deleting it.

    ext4 gives out no inode again within a minute of its deletion and looks for others one by one: whoever wrote its
    thousands of files right after a deletion would be timed at twice to four times the work.
    """
    if folder.exists():
        trash = folder.parent / f"{folder.name}.put-away"
        trash.mkdir(exist_ok=True)
        folder.rename(trash / str(len(list(trash.iterdir()))))
