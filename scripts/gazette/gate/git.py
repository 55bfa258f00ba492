"""What the repository remembers: which files changed since a revision, and what they said then."""

from __future__ import annotations

import subprocess
from datetime import datetime
from pathlib import Path

from gazette.clock import SHANGHAI
from gazette.problems import Problem, ProblemsFound

_CONTENT = ("news", "docs")
# A command line holds no more.
_MOST_PATHS = 500


class Repository:
    """The git repository in a folder; every call is one `git`."""

    def __init__(self, root: Path):
        self._root = root

    def exists(self) -> bool:
        """Whether the folder is in a repository that has a commit, and git is there to ask."""
        try:
            return bool(self._run("rev-parse", "--verify", "--quiet", "HEAD"))
        except (OSError, subprocess.CalledProcessError):
            return False

    def is_shallow(self) -> bool:
        """Whether older commits were left out, as CI does: then nobody can tell when a file first came."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == "true"

    def commit(self, revision: str) -> str:
        """The full name of the newest commit that this branch shares with `revision`; raises ProblemsFound."""
        try:
            return self._run("merge-base", "--end-of-options", revision, "HEAD").strip()
        except (OSError, subprocess.CalledProcessError):
            problem = Problem("--since", 1, f"找不到版本“{revision}”。", "写分支或提交的名称，例如 origin/main；先取回它的历史。")
            raise ProblemsFound([problem]) from None

    def changed(self, commit: str) -> list[str]:
        """Files of the content that were added or changed since then, those not yet committed too."""
        named = self._run("diff", "--name-only", "--relative", "-z", "--no-renames", "--diff-filter=d", commit, "--", *_CONTENT)
        return sorted(set((named + self._run("ls-files", "-z", "--others", "--exclude-standard", "--", *_CONTENT)).split("\0")) - {""})

    def gone(self, commit: str) -> list[str]:
        """Files of the content that were there then and are not now; one renamed counts."""
        return self._run("diff", "--name-only", "--relative", "-z", "--no-renames", "--diff-filter=D", commit, "--", *_CONTENT).split("\0")[:-1]

    def content(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file then; None where it was not there."""
        try:
            return self._bytes("show", f"{commit}:./{path}")
        except subprocess.CalledProcessError:
            return None

    def first_commits(self, paths: list[str]) -> dict[str, datetime]:
        """When each of these files first came into the repository; those not committed are left out."""
        told = self._run("log", "--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z", "--format=%x01%at", "--",
                         *(paths if len(paths) <= _MOST_PATHS else _CONTENT))
        first: dict[str, datetime] = {}
        for commit in told.split("\x01")[1:]:
            stamp, *paths = commit.replace("\n", "\0").split("\0")
            # The log goes back in time, so the last word is the first commit.
            first |= dict.fromkeys(filter(None, paths), datetime.fromtimestamp(int(stamp), SHANGHAI))
        return first

    def _run(self, *arguments: str) -> str:
        return self._bytes(*arguments).decode("utf-8", "surrogateescape")

    def _bytes(self, *arguments: str) -> bytes:
        return subprocess.run(["git", *arguments], cwd=self._root, capture_output=True, check=True).stdout
