"""A template that a district has changed and that cannot be used is told with its place, and costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import build_sample, run, sample_project, tree

# More than two chunks for each of two processes, so that other processes come upon the fault.
_ITEMS = 230


@pytest.mark.parametrize(("file", "line", "broken", "said"), [
    ("entry.html", "{{ body | safe }}", "{{ bodi | safe }}", "'bodi' is undefined"),
    ("_macros.html", "{% macro rows(items, root) %}", "{% macro rows(items, root) }", "unexpected '}'"),
    ("shortcodes/latest.html", "cards", "card", "undefined")])
def test_the_place_is_told_and_the_old_site_stays(file: str, line: str, broken: str, said: str, tmp_path: Path) -> None:
    """A name that is not there, a torn tag, a list on a handwritten page: exit 1, path and line, no trace of the program."""
    project = sample_project(tmp_path / "project", _ITEMS)
    before = tree(build_sample(project))
    template = project / "overrides/gazette" / file
    text = template.read_text("utf-8")
    template.write_text(text.replace(line, broken), "utf-8")
    number = text[:text.index(line)].count("\n") + 1
    done = run(project, "build", "--no-search", "--processes", "2")
    assert done.returncode == 1
    assert f"overrides/gazette/{file}:{number}: 这个模板用不了：" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before
