"""`gazette check`: on everything, on some files, since a revision; for people, pull requests and programs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from gazette.problems import Problem

from tests.gate.project import commit, configure, git, repository, said, write
from tests.sample import run, sample_project


def test_some_files_are_told_as_the_whole_is(tmp_path: Path) -> None:
    """Each fault that an item can have by itself is told by both, word for word; a good file beside it is not in the way."""
    project = sample_project(tmp_path / "project")
    bad = [write(project, "news/2026/03/05-a.md", "手机13900000000，[甲](nowhere.md)").relative_to(project),
           write(project, "news/2026/03/05-b.md", more="brands: [没有]\nstations: [zz]\n").relative_to(project),
           write(project, "news/2026/03/05-c.md", more="titel: x\n").relative_to(project)]
    alone = said(project, *(str(project / path) for path in bad), str(project / "news/2026/03/01-plain.md"))
    assert len(alone) == 5
    assert sorted(line for line in alone if "nowhere" not in line) == sorted(said(project))


def test_one_file_takes_less_than_a_second(tmp_path: Path) -> None:
    """Of this process's and its children's time, as the machine may be busy; 2,000 items lie beside it."""
    project = sample_project(tmp_path / "project", news=2000)
    before = sum(_children())
    assert said(project, str(project / "news/2026/03/01-plain.md")) == []
    assert sum(_children()) - before < 1


def _children() -> tuple[float, float]:
    spent = os.times()
    return spent.children_user, spent.children_system


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    """Neither passes for checked."""
    project = sample_project(tmp_path / "project")
    assert said(project, str(project / "news/2026/03/09-none.md")) == ["news/2026/03/09-none.md:1: 找不到这个文件。"]
    done = run(project, "check", str(tmp_path / "other.md"))
    assert done.returncode == 1
    assert "这个文件不在项目里。" in done.stderr


def test_formats(tmp_path: Path) -> None:
    """Annotations and JSON name path, line and level; a warning alone ends with 0."""
    project = sample_project(tmp_path / "project")
    item = write(project, "news/2026/03/05-a.md", "示例,示例。")
    told = run(project, "check", str(item), "--format", "github")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout == "::warning file=news/2026/03/05-a.md,line=9::汉字后面用了半角标点“,”。 改法：写成“，”。\n"
    item.write_text("无\n", "utf-8")
    told = run(project, "check", str(item), "--format", "json")
    assert told.returncode == 1
    assert [(one["path"], one["line"], one["level"]) for one in json.loads(told.stdout)] == [("news/2026/03/05-a.md", 1, "error")]
    assert Problem("a,b:c", 2, "50%\n", "").annotation() == "::error file=a%2Cb%3Ac,line=2::50%25%0A"


def test_a_changed_table_is_looked_through(tmp_path: Path) -> None:
    """Of a register as of stations, with the line of the row; the tables that were not named are left alone."""
    project = sample_project(tmp_path / "project")
    table = project / "docs/registers/tasks.csv"
    table.write_text(table.read_text("utf-8") + "t05,电话13900000000,,未启动,,,,\n", "utf-8")
    assert said(project, str(table)) == ["docs/registers/tasks.csv:6: 疑似手机号码（139******00）。"]
    assert said(project, str(project / "news/2026/03/01-plain.md")) == []


def test_a_changed_register_is_checked_beside_the_others(tmp_path: Path) -> None:
    """Keys that are not there, sources that cannot be seen or are broken themselves: as in the check of everything."""
    project = sample_project(tmp_path / "project")
    table = project / "docs/registers/tasks.csv"
    write(project, "news/2026/03/06-broken.md", more="titel: x\n")
    table.write_text(table.read_text("utf-8") + "t04,甲,示例部门丙,推进中,,,,\nt05,乙,,已完成,,news/2026/03/05-draft.md、news/2026/03/00-no.md,,\n"
                     "t06,丙,,已完成,,news/2026/03/06-broken.md,,\n", "utf-8")
    places = project / "docs/registers/places.csv"
    places.write_text("编号,名称,站点\n1,示例地点一,x9\n", "utf-8")
    whole = said(project)
    assert [line.split(":")[:2] for line in whole] == [
        ["docs/registers/places.csv", "2"], *(["docs/registers/tasks.csv", line] for line in "6677"),
        ["news/2026/03/06-broken.md", "7"]]
    assert said(project, str(table), str(places)) == whole[:-1]
    assert said(project, str(project / "docs/registers/schema.yml")) == whole[:-1]
    assert said(project, str(project / "news/2026/03/01-plain.md")) == []


def test_an_item_that_a_register_names_stays_to_be_seen(tmp_path: Path) -> None:
    """Told with the row, when the item alone is checked."""
    project = sample_project(tmp_path / "project")
    item = project / "news/2026/03/01-plain.md"
    item.write_text(item.read_text("utf-8").replace("title:", "draft: true\ntitle:"), "utf-8")
    assert [line.split("：", 1)[1] for line in said(project, str(item))] == ["news/2026/03/01-plain.md 是草稿或还没到发布时间。"] * 2


def test_warnings_are_told_and_stop_nothing(tmp_path: Path) -> None:
    """On standard output, counted, exit 0; a build says nothing of them."""
    project = sample_project(tmp_path / "project")
    write(project, "news/2026/03/05-a.md", "示例,示例。")
    done = run(project, "check")
    assert done.returncode == 0
    assert "news/2026/03/05-a.md:9: 提醒：汉字后面用了半角标点“,”。 改法：写成“，”。" in done.stdout
    assert "mkdocs.yml:14: 提醒：页面底部还缺：" in done.stdout
    assert done.stdout.endswith("另有 2 处提醒。\n")


def test_since_looks_at_changed_files_only(tmp_path: Path) -> None:
    """Committed or not; what was wrong before is not told again."""
    project = repository(tmp_path / "project")
    write(project, "news/2026/03/05-old.md", "手机13900000000")
    commit(project)
    base = git(project, "rev-parse", "HEAD").strip()
    write(project, "news/2026/03/06-a.md", "手机13900000001")
    commit(project)
    write(project, "news/2026/03/06-b.md", "手机13900000002")
    assert said(project, "--since", base) == [
        "news/2026/03/06-a.md:9: 疑似手机号码（139******01）。", "news/2026/03/06-b.md:9: 疑似手机号码（139******02）。"]
    assert said(project, "--since", "no-such") == ["--since:1: 找不到版本“no-such”。"]


_ASKED = ("review:", "  apart: true", "  reviewers: 3", "  own_sources: [示例来源]", "  picture_alt: true", "  picture_credit: true")


def test_review_asks_what_the_settings_say(tmp_path: Path) -> None:
    """Nothing by itself; with the settings each rule at its key, in a check and in a build."""
    project = sample_project(tmp_path / "project")
    write(project, "news/2026/03/05-a.md", more="reviewers: [示例编辑, 示例乙]\nimage: picture.svg\n")
    item = write(project, "news/2026/03/05-b.md", more="reviewers: [示例甲, 示例乙, 示例丙]\n")
    item.write_text(item.read_text("utf-8").replace("source: 示例来源", "source: 别的来源"), "utf-8")
    configure(project)
    assert said(project) == []
    configure(project, *_ASKED)
    expected = ["news/2026/03/05-a.md:7: 审核人只有 2 位，要有 3 位。", "news/2026/03/05-a.md:7: 审核人里有责任编辑自己。",
                "news/2026/03/05-a.md:8: 题图没有写来源。", "news/2026/03/05-a.md:8: 题图没有说明。",
                "news/2026/03/05-b.md:5: 转载“别的来源”的稿件没有原文网址。"]
    assert [line for line in said(project) if "/05-" in line] == expected
    assert run(project, "build", "--no-search").returncode == 1


def test_a_date_long_before_the_first_commit_is_refused(tmp_path: Path) -> None:
    """Counted from the first commit, or from now where there is none yet; not where the setting is left out."""
    project = repository(tmp_path / "project")
    base = git(project, "rev-parse", "HEAD").strip()
    write(project, "news/2026/01/05-faked.md", date="2026-01-05 09:00")
    write(project, "news/2026/03/05-right.md")
    commit(project)
    write(project, "news/2026/01/06-new.md", date="2026-01-06 09:00")
    configure(project)
    assert said(project, "--since", base) == []
    configure(project, "review:", "  backdated_days: 30")
    assert said(project, "--since", base) == [
        "news/2026/01/05-faked.md:3: 发布时间 2026-01-05 比稿件第一次提交（2026-03-09）早 63 天，最多 30 天。",
        "news/2026/01/06-new.md:3: 发布时间 2026-01-06 比稿件第一次提交（2026-03-10）早 63 天，最多 30 天。"]


def test_the_date_of_a_published_item_stays(tmp_path: Path) -> None:
    """Unless a new correction says why; that of a draft or of an item to come may change."""
    project = repository(tmp_path / "project")
    write(project, "news/2026/03/05-draft.md", more="draft: true\n")
    write(project, "news/2026/03/11-later.md", date="2026-03-11 09:00")
    item = write(project, "news/2026/03/05-a.md")
    commit(project)
    write(project, "news/2026/03/05-draft.md", date="2026-03-06 09:00", more="draft: true\n")
    write(project, "news/2026/03/11-later.md", date="2026-03-12 09:00")
    write(project, "news/2026/03/05-a.md", date="2026-03-06 09:00")
    expected = ["news/2026/03/05-a.md:3: 已发布稿件的时间由 2026-03-05 09:00 改成了 2026-03-06 09:00。"]
    assert said(project, "--since", "HEAD") == expected
    assert said(project, str(item)) == expected
    write(project, "news/2026/03/05-a.md", date="2026-03-06 09:00", more="corrections:\n  - {date: 2026-03-09 09:00, note: 改正发布时间。}\n")
    assert said(project, "--since", "HEAD") == []


@pytest.mark.parametrize(("source", "replace", "expected"), [
    ("news/2026/03/01-plain.md", None, "news/2026/03/01-plain.md:1: 已发布的网页 news/2026/03/01-plain.html 没有了。"),
    ("docs/stations/table.csv", ("x2,示例站二", "x9,示例站二"), "docs/stations/table.csv:1: 已发布的网页 stations/x2.html 没有了。"),
    ("news/columns.yml", ("slug: one", "slug: uno"), "news/columns.yml:1: 已发布的网页 columns/one.html 没有了。"),
    ("docs/about.md", None, "docs/about.md:1: 已发布的网页 about.html 没有了。"),
    ("news/2026/03/05-draft.md", None, ""), ("news/2026/03/06-later.md", None, "")])
def test_a_published_page_does_not_vanish(tmp_path: Path, source: str, replace: tuple[str, str] | None, expected: str) -> None:
    """Items, stations, columns, pages; drafts and what is to come were never there."""
    project = repository(tmp_path / "project")
    file = project / source
    if replace:
        assert replace[0] in file.read_text("utf-8")
        file.write_text(file.read_text("utf-8").replace(*replace), "utf-8")
    else:
        file.unlink()
    assert [line for line in said(project, "--since", "HEAD") if "没有了" in line] == [expected] * bool(expected)


def test_a_renamed_item_keeps_its_address_by_an_alias(tmp_path: Path) -> None:
    """The rename alone is refused, with the alias it passes."""
    project = repository(tmp_path / "project")
    (project / "news/2026/03/01-plain.md").rename(project / "news/2026/03/01-other.md")
    assert any("news/2026/03/01-plain.html 没有了" in line for line in said(project, "--since", "HEAD"))
    write(project, "news/2026/03/01-other.md", date="2026-03-01 09:00", more="aliases: [news/2026/03/01-plain.html]\n")
    assert not any("没有了" in line for line in said(project, "--since", "HEAD"))
