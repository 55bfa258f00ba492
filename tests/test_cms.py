"""The editor's files: none where it is off; forms with every key of the records; a configuration that Sveltia knows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from gazette.cms.options import CmsOptions
from gazette.records import Column, FrontMatter
from jsonschema import Draft7Validator

from .browser.project import REPOSITORY
from .cms import turn_on
from .sample import build_sample, run, sample_project, tree


def _project(target: Path) -> Path:
    project = sample_project(target)
    (project / "node_modules").symlink_to(REPOSITORY / "node_modules")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site with the editor."""
    return build_sample(turn_on(_project(tmp_path_factory.mktemp("cms") / "project")))


@pytest.fixture(scope="module")
def config(site: Path) -> dict[str, Any]:
    """Sveltia's configuration."""
    value: dict[str, Any] = json.loads((site / "admin/config.json").read_text("utf-8"))
    return value


def _collection(config: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in config["collections"] if one["name"] == name)


def _fields(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {field["name"]: field for field in _collection(config, "news")["fields"]}


def test_sveltia_knows_every_option(config: dict[str, Any]) -> None:
    """By its own schema, of the version that is installed."""
    schema = json.loads((REPOSITORY / "node_modules/@sveltia/cms/schema/sveltia-cms.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(config)] == []
    assert list(Draft7Validator(schema).iter_errors(config | {"unknown": 1}))


def test_forms_have_every_key_and_no_other(config: dict[str, Any]) -> None:
    """Of an item with its parts, and of a column, with the names and cures that the press uses."""
    fields = _fields(config)
    assert set(fields) == {*FrontMatter.model_fields, "column", "body"}
    assert {name: field["label"] for name, field in fields.items() if name not in ("column", "body")} == {
        name: field.title for name, field in FrontMatter.model_fields.items()}
    assert [one["name"] for one in fields["corrections"]["fields"]] == ["date", "note"]
    assert [one["name"] for one in fields["withdrawn"]["fields"]] == ["date", "reason"]
    rows = _collection(config, "columns")["files"][0]["fields"][0]
    assert [one["name"] for one in rows["fields"]] == list(Column.model_fields)
    assert rows["root"]


def test_what_the_press_asks_for_the_form_does(config: dict[str, Any]) -> None:
    """Required fields; a moment as the press reads it; names to choose from where the press has a list."""
    fields = _fields(config)
    assert {name for name, field in fields.items() if field.get("required", True)} == {"title", "date", "source", "editor", "body"}
    assert fields["date"]["format"] == "YYYY-MM-DD HH:mm"
    assert fields["date"]["input_timezone"] == "Asia/Shanghai"
    assert [one["value"] for one in fields["column"]["options"]] == ["示例栏目一", "示例栏目二"]
    assert fields["columns"]["multiple"]
    assert "multiple" not in fields["column"]
    assert fields["organizations"]["options"][0] == {"value": "工会", "label": "工会"}
    assert all(one["label"].endswith(f"（{one['value']}）") for one in fields["tasks"]["options"])
    assert fields["stations"]["options"]
    assert fields["towns"]["widget"] == "list"
    assert (fields["image"]["widget"], fields["attachments"]["widget"], fields["pinned"]["widget"]) == ("image", "file", "boolean")


def test_every_file_that_is_offered_is_one_of_the_project(config: dict[str, Any], site: Path) -> None:
    """Columns and pages are there; a text may be new, in a folder where the press looks for it."""
    offered = {file["file"] for one in config["collections"] for file in one.get("files", [])}
    missing = {path for path in offered if not (site.parent / path).is_file()}
    assert {path.rpartition("/")[0] for path in missing} <= {"docs/stations", "docs/brands"}
    assert {"news/columns.yml", "docs/about.md", "docs/stations/index.md"} <= offered - missing


def test_the_page_is_kept_from_search_and_from_other_hosts(site: Path) -> None:
    """No sitemap and no other page names it; its policy knows its own files and the git host."""
    page = (site / "admin/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert re.findall(r"https?://[^\s;\"]+", page) == ["https://api.github.com"]
    assert not re.search(r"<script(?! type=\"module\" src=\"admin.js\">)", page)
    texts = {path: content for path, content in tree(site).items() if path.endswith((".html", ".xml", ".json", ".txt"))}
    assert [path for path, content in texts.items() if b"admin/" in content and not path.startswith("admin/")] == []


def test_off_means_not_there(tmp_path: Path) -> None:
    """As it is shipped: no file of it, even where npm's packages are not installed."""
    site = build_sample(sample_project(tmp_path / "project"))
    assert not (site / "admin").exists()


def test_two_projects_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """The folder of the project is in none of the files, nor in their names."""
    other = build_sample(turn_on(_project(tmp_path / "elsewhere")))
    assert tree(other / "admin") == tree(site / "admin")


@pytest.mark.parametrize(("options", "host", "api", "methods"), [
    ({}, "https://api.github.com", "https://api.github.com", ["token"]),
    ({"base_url": "https://login.example.org"}, "https://api.github.com", "https://api.github.com", ["oauth", "token"]),
    ({"backend": "gitlab"}, "https://gitlab.com", "https://gitlab.com/api/v4", ["token"]),
    ({"backend": "gitlab", "base_url": "https://git.example.org", "app_id": "1"}, "https://git.example.org",
     "https://git.example.org/api/v4", ["oauth", "token"]),
    ({"backend": "gitea", "base_url": "https://git.example.org"}, "https://git.example.org", "https://git.example.org/api/v1", ["token"])])
def test_one_block_names_the_git_host(options: dict[str, str], host: str, api: str, methods: list[str]) -> None:
    """The host for the policy; the interface and the ways to sign in for Sveltia, none through a third party."""
    cms = CmsOptions.model_validate({"enabled": True, "repo": "example/site", **options})
    backend = cms.as_backend()
    assert (cms.host, backend["api_root"], backend["auth_methods"]) == (host, api, methods)
    assert cms.reviewed == (options.get("backend") != "gitea")


@pytest.mark.parametrize("options", [
    {"repo": '""'}, {"repo": "site"}, {"backend": "svn"}, {"backend": "gitea"}, {"base_url": "http://git.example.org"}, {"enabled": "maybe"}])
def test_a_wrong_setting_is_told_with_its_cure(options: dict[str, str], tmp_path: Path) -> None:
    """With the line of the block; nothing is written."""
    project = turn_on(_project(tmp_path / "project"), **options)
    done = run(project, "build", "--no-search")
    assert done.returncode == 1
    assert re.search(r"mkdocs\.yml:\d+: 设置 cms 缺失或写得不对。 改法：enabled 写 true 或 false；", done.stderr)
    assert not (project / "site").exists()


def test_without_npm_the_way_to_get_it_is_told(tmp_path: Path) -> None:
    """The editor is on, Sveltia is not installed."""
    done = run(turn_on(sample_project(tmp_path / "project")), "build", "--no-search")
    assert done.returncode == 1
    assert "写稿界面需要的程序 Sveltia CMS 没有安装。 改法：" in done.stderr
