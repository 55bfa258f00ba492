"""`gazette init`: another district's site out of this repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.columns import load_columns
from gazette.settings import load_settings

from tests.browser.project import copy_project
from tests.sample import build_sample, run, tree

_ARGUMENTS = ("init", "--yes", "--name", "示例区群团改革", "--url", "https://example.org/qt", "--column", "focus=聚焦改革",
              "--column", "road=在路上：一", "--town", "示例镇")


def test_another_district_has_a_site_at_once(tmp_path: Path) -> None:
    """Its settings, no item, no station, no word of the district before; and a first item can be written."""
    project = copy_project(tmp_path / "project")
    old = load_settings(project)
    shipped = {name: tree(project / name) for name in ("docs", "news")}
    done = run(project, *_ARGUMENTS)
    assert done.returncode == 0, done.stderr
    settings = load_settings(project)
    assert (settings.site_name, settings.site_url) == ("示例区群团改革", "https://example.org/qt/")
    assert settings.options.id_authority.startswith("example.org,")
    assert (settings.options.towns, settings.options.bounds) == (("示例镇",), None)
    assert (project / "news/words.yml").read_bytes() == shipped["news"]["words.yml"]
    assert [(column.slug, column.name) for column in load_columns(project)[0]] == [("focus", "聚焦改革"), ("road", "在路上：一")]
    site = build_sample(project)
    assert all(old.site_name.encode() not in path.read_bytes() for path in site.rglob("*.html"))
    assert not (site / "news").exists()
    assert {name: tree(project / "tests/shipped" / name) for name in shipped} == shipped
    assert run(project, "new", "第一篇").returncode == 0


@pytest.mark.parametrize(("option", "value"), [("--name", "<b>"), ("--url", "example.org"), ("--id-authority", "Example"), ("--column", "焦点")])
def test_wrong_values_change_nothing(option: str, value: str, tmp_path: Path) -> None:
    """Told by the name of the option; no file is another than before."""
    project = copy_project(tmp_path / "project")
    before = tree(project)
    done = run(project, *_ARGUMENTS, option, value)
    assert done.returncode == 1
    assert f"{option}:1:" in done.stderr
    assert tree(project) == before


def test_only_once(tmp_path: Path) -> None:
    """The second time would move the new district's own content away."""
    project = copy_project(tmp_path / "project")
    assert [run(project, *_ARGUMENTS).returncode for _ in range(2)] == [0, 1]
