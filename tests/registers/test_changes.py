"""The feed of registers: what changed by the tables alone, in every format, announced where readers look for it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import feedparser
import pytest

from tests.sample import build_sample, run, sample_project

_NAMES = ("feed.xml", "atom.xml", "feed.json")
_TABLE = "docs/registers/tasks.csv"


def _items(site: Path) -> list[tuple[str, str]]:
    """(Id, title) of each item of the JSON feed; the other formats must have the same."""
    items = [(one["id"], one["title"]) for one in json.loads((site / "registers/feed.json").read_bytes())["items"]]
    for name in _NAMES[:2]:
        assert [(one.id, one.title) for one in feedparser.parse((site / "registers" / name).read_bytes()).entries] == items
    return items


def test_what_is_signed_off_is_told(tmp_path: Path) -> None:
    """One item for each record with a day, newest first; a new day is a new item, another word in the row is none."""
    project = sample_project(tmp_path / "project")
    assert _items(build_sample(project)) == [("tag:wanzhou.example,2026:tasks/t01.html:2026-02-01", "示例任务：示例任务一（2026-02-01销号）")]
    table = project / _TABLE
    text = table.read_text("utf-8")
    table.write_text(text.replace("示例任务一", "改了名的任务").replace(
        "t02,示例任务二,示例部门甲,推进中,2026-03-09,,,", "t02,示例任务二,示例部门甲,已销号,2026-03-09,docs/about.md,2026-03-08,"), "utf-8")
    site = build_sample(project)
    assert _items(site) == [("tag:wanzhou.example,2026:tasks/t02.html:2026-03-08", "示例任务：示例任务二（2026-03-08销号）"),
                            ("tag:wanzhou.example,2026:tasks/t01.html:2026-02-01", "示例任务：改了名的任务（2026-02-01销号）")]
    item = json.loads((site / "registers/feed.json").read_bytes())["items"][1]
    assert item["url"].endswith("/tasks/t01.html")
    assert item["date_published"] == "2026-02-01T00:00:00+08:00"
    # What is linked is told by its name for readers, not by its key.
    assert "<li>部门：示例部门甲、示例部门乙</li>" in item["content_html"]
    assert "<li>依据：普通稿件、about.md</li>" in item["content_html"]


def test_records_without_a_page_of_their_own(tmp_path: Path) -> None:
    """Their items differ though they lead to one page, and the figure is told as its card has it."""
    project = sample_project(tmp_path / "project")
    schema, table = project / "docs/registers/schema.yml", project / "docs/registers/figures.csv"
    schema.write_text(schema.read_text("utf-8").replace("  cards: {group", "  changed: [as_of]\n  cards: {group").replace(
        "    - {name: shown,", "    - {name: as_of, title: 数据日期, type: date, past: true}\n    - {name: shown,"), "utf-8")
    rows = table.read_text("utf-8").splitlines()
    table.write_text("\n".join([f"{rows[0]},数据日期", *(f"{row},2026-01-0{n}" for n, row in enumerate(rows[1:], 1))]) + "\n", "utf-8")
    site = build_sample(project)
    assert [one for one, _ in _items(site)] == [
        "tag:wanzhou.example,2026:tasks/t01.html:2026-02-01", *(f"tag:wanzhou.example,2026:figures/{key}.html:2026-01-0{day}"
                                                               for key, day in (("c", 3), ("b", 2), ("a", 1)))]
    item = json.loads((site / "registers/feed.json").read_bytes())["items"][3]
    assert item["title"] == "示例数字：示例数一（2026-01-01数据）"
    assert item["url"].endswith("/figures/index.html")
    assert item["content_html"].startswith("<ul>\n<li>数值：1.2万余人</li>\n<li>类别：甲类</li>")


def test_pages_announce_the_feed(tmp_path: Path) -> None:
    """Pages of registers and their overview in their heads, the list of feeds and OPML; a brand's page has its own feed."""
    site = build_sample(sample_project(tmp_path / "project"))
    for page in ("registers/index.html", "tasks/index.html", "tasks/t01.html"):
        text = (site / page).read_text("utf-8")
        for name in _NAMES:
            assert re.search(rf'<link rel="alternate" type="[^"]+" title="台账变动" href="../registers/{re.escape(name)}">', text), (page, name)
    assert '<a href="../registers/feed.xml">订阅台账变动（RSS）</a>' in (site / "tasks/index.html").read_text("utf-8")
    assert "订阅台账变动" not in (site / "places/index.html").read_text("utf-8")
    assert 'title="万州工匠" href="../brands/' in (site / "brands/万州工匠.html").read_text("utf-8")
    assert 'title="站点变动" href="../stations/feed.xml"' in (site / "stations/index.html").read_text("utf-8")
    assert "registers/feed.xml" in (site / "subscribe.html").read_text("utf-8")
    assert "registers/feed.xml" in (site / "feeds.opml").read_text("utf-8")


def test_nothing_dated_is_no_feed(tmp_path: Path) -> None:
    """No document, and no page that promises one."""
    project = sample_project(tmp_path / "project")
    table = project / _TABLE
    table.write_text(table.read_text("utf-8").replace("已销号,2026-02-01,news/2026/03/01-plain.md、docs/about.md,2026-02-01", "推进中,,,"), "utf-8")
    site = build_sample(project)
    assert not [path for path in (site / "registers").iterdir() if path.name in _NAMES]
    for path in [*site.rglob("*.html"), site / "feeds.opml"]:
        assert "registers/feed.xml" not in path.read_text("utf-8"), path
        assert "台账变动" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("day", ["1773201600", "1804651200"])
def test_the_day_of_the_build_changes_no_feed(day: str, tmp_path: Path) -> None:
    """A day and a year later the documents are the same bytes."""
    project = sample_project(tmp_path / "project")
    before = [(build_sample(project) / "registers" / name).read_bytes() for name in _NAMES]
    assert run(project, "build", "--no-search", SOURCE_DATE_EPOCH=day).returncode == 0
    assert [(project / "site/registers" / name).read_bytes() for name in _NAMES] == before
