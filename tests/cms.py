"""A project with the editor turned on."""

from __future__ import annotations

from pathlib import Path


def turn_on(project: Path, **options: str) -> Path:
    """Sets `extra.gazette.cms` of a project: on, in the repository example/site, and what `options` say."""
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    before, head, rest = text.partition("    cms:\n")
    for name, value in {"enabled": "true", "repo": "example/site", **options}.items():
        start = rest.index(f"      {name}: ")
        rest = rest[:start] + f"      {name}: {value}" + rest[rest.index("\n", start):]
    settings.write_text(before + head + rest, "utf-8")
    return project
