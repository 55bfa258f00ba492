"""The sample project in a git repository, and items for it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.sample import run, sample_project

ITEM = "---\ntitle: 示例\ndate: {date}\ncolumn: 示例栏目一\nsource: 示例来源\neditor: 示例编辑\n{more}---\n\n{body}\n"


def git(project: Path, *arguments: str, date: str = "2026-03-09T12:00:00+08:00") -> str:
    """`git` in the project, as a made-up person at a made-up time."""
    identity = {"GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "示例",
                "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
                "GIT_CONFIG_GLOBAL": "/dev/null", "PATH": "/usr/bin:/bin:/usr/local/bin"}
    return subprocess.run(["git", *arguments], cwd=project, env=identity, capture_output=True, text=True, check=True).stdout


def commit(project: Path, date: str = "2026-03-09T12:00:00+08:00") -> None:
    """Commits all there is."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "news: 示例", date=date)


def repository(target: Path) -> Path:
    """The sample project, committed whole."""
    project = sample_project(target)
    (project / ".gitignore").write_text(".cache/\nsite/\n", "utf-8")
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


def write(project: Path, path: str, body: str = "正文。", date: str = "2026-03-05 09:00", more: str = "") -> Path:
    """An item; `more` are lines of its front matter."""
    target = project / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(ITEM.format(date=date, more=more, body=body), "utf-8")
    return target


def configure(project: Path, *lines: str) -> None:
    """Puts lines into `extra.gazette` of the settings, in place of what is asked of reviews and updates there."""
    settings = project / "mkdocs.yml"
    text = re.sub(r"(?m)^    (?:review|freshness):\n(?:      .*\n)*", "", settings.read_text("utf-8"))
    start = text.index("    organizer:")
    settings.write_text(text[:start] + "".join(f"    {line}\n" for line in lines) + text[start:], "utf-8")


def said(project: Path, *arguments: str) -> list[str]:
    """The errors of `gazette check`, without cures."""
    done = run(project, "check", *arguments)
    assert done.returncode == bool(done.stderr), done.stderr
    return [line.split(" 改法")[0] for line in done.stderr.splitlines()[:-1]]
