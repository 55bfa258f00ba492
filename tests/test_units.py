"""Single rules."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from gazette import output
from gazette.entry_pages import reading_minutes
from gazette.links import Target, page_target, relative_href
from gazette.markdown import count_characters, summarize, text_of
from gazette.permalinks import fits_a_path, href, is_entry_source, root_of
from gazette.problems import ProblemsFound
from gazette.search_documents import pinyin_keys
from gazette.search_shards import MOST_ITEMS, group_years
from gazette.settings import load_settings

from tests.browser.project import environment, gazette
from tests.sample import build_sample, run, sample_project


@pytest.mark.parametrize(("text", "number"), [
    ("万州区工会", 5), ("共75项任务", 5), ("Web 2.0 与 E万州", 6), ("2,934个", 2), ("，。“”", 0), ("well-known 词", 2), ("𠮷野", 2)])
def test_characters_are_counted_as_chinese_readers_do(text: str, number: int) -> None:
    """A Han character is one, a word or number in Latin script is one, marks are none."""
    assert count_characters(text) == number


def test_reading_time_is_at_least_a_minute() -> None:
    """400 characters a minute, rounded."""
    assert [reading_minutes(number) for number in (0, 100, 590, 950, 4000)] == [1, 1, 1, 2, 10]


def test_a_summary_ends_with_a_sentence() -> None:
    """Whole sentences while they fit; a long first one is cut at a comma; short lines are passed over."""
    assert summarize("小标题\n" + "这是第一句话，说得完整。" * 12) == "这是第一句话，说得完整。" * 9
    assert summarize("很长的一句，" * 30) == "很长的一句，" * 17 + "很长的一句……"
    assert summarize("短。\n也短。") == "短。 也短。"


def test_text_has_a_line_for_each_block() -> None:
    """Tags, scripts and comments are left out, entities read."""
    assert text_of("<p>甲<b>乙</b></p><p>1 &lt; 2</p><!-- 丙 --><script>丁</script>") == "甲乙\n1 < 2"


@pytest.mark.parametrize(("source", "written", "path", "address"), [
    ("news/2026/11/24-a.md", "24-b.md", "news/2026/11/24-b.html", "24-b.html"),
    ("news/2026/11/24-a.md", "../../2025/01/02-c.md#d", "news/2025/01/02-c.html", "../../2025/01/02-c.html#d"),
    ("news/2026/11/24-a.md", "../../../docs/about.md", "about.html", "../../../about.html"),
    ("news/2026/11/24-a.md", "../../../docs/stations/c01.md", "stations/c01.html", "../../../stations/c01.html"),
    ("news/2026/11/24-a.md", "图 片.png", "news/2026/11/图 片.png", "%E5%9B%BE%20%E7%89%87.png"),
    ("docs/stations/index.md", "../../news/2026/11/24-a.md", "news/2026/11/24-a.html", "../news/2026/11/24-a.html"),
    ("docs/README.md", "about.md", "about.html", "about.html")])
def test_links_of_the_project_become_links_of_the_site(source: str, written: str, path: str, address: str) -> None:
    """As files lie in the repository, so they are linked; the site's addresses follow."""
    target = page_target(source, written)
    assert target is not None
    assert target.path == path
    assert relative_href(source, target) == address


@pytest.mark.parametrize("written", ["https://a.b/c", "//a.b", "mailto:a@b.c", "#there", "tel:1", "?q=1", " "])
def test_links_elsewhere_are_left_alone(written: str) -> None:
    """Other sites, mail, phone and places in the same page."""
    assert page_target("news/2026/11/24-a.md", written) is None


def test_a_link_out_of_the_project_leads_to_no_page() -> None:
    """It gets a path that no file can have, so that the check of links tells it."""
    for written in ("/about.html", "../../../../secret"):
        assert page_target("news/2026/11/24-a.md", written) == Target("…" + written.removeprefix("../../../"), "")


def test_paths() -> None:
    """Where an item may lie, what may name a page, and how addresses are written."""
    assert is_entry_source("news/2026/11/24-a-b2.md")
    assert not any(map(is_entry_source, ("news/2026/11/24-A.md", "news/2026/02/30-a.md", "news/24-a.md", "news/2026/11/24_a.md")))
    assert fits_a_path("群团改革")
    assert not any(map(fits_a_path, ("a/b", "", " a", "..", "a?", "字" * 41)))
    assert (href("标签/a b.html"), root_of("a/b/c.html"), root_of("c.html")) == ("%E6%A0%87%E7%AD%BE/a%20b.html", "../../", "")


def test_pinyin_from_every_character_on() -> None:
    """Initials and syllables, whole and from later characters."""
    assert pinyin_keys("重庆市") == ["cqs", "chongqingshi", "qs", "qingshi"]


def test_years_are_grouped_from_the_oldest_on() -> None:
    """No group but a single full year has more items than memory allows, and a new year changes one group at most."""
    counts = dict.fromkeys(range(2012, 2026), 700)
    groups = group_years(counts)
    assert all(sum(counts[year] for year in group) <= MOST_ITEMS for group in groups)
    assert sorted(year for group in groups for year in group) == sorted(counts)
    assert [group for group in group_years(counts | {2026: 700}) if group in groups] == groups[1:] or groups[0] in group_years(counts | {2026: 700})
    assert group_years({2020: MOST_ITEMS * 2, 2021: 5}) == [[2021], [2020]]


def test_a_site_caught_between_two_renames_is_put_back(tmp_path: Path) -> None:
    """Where a system cannot exchange folders, a kill between two renames leaves the old site under another name."""
    site = tmp_path / "site"
    old = output.staging_of(site).with_suffix(".old")
    old.mkdir()
    (old / "index.html").write_text("旧")
    output.staging_of(site).mkdir()
    output.restore(site)
    assert (site / "index.html").read_text() == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_swapping_in_replaces_the_whole_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the exchange of the kernel and without it: the new files, none of the old ones, nothing left beside."""
    for exchange in (True, False):
        site = tmp_path / f"site{exchange}"
        site.mkdir()
        (site / "old.html").write_text("旧")
        new = output.staging_of(site)
        new.mkdir()
        (new / "new.html").write_text("新")
        if not exchange:
            monkeypatch.setattr(output, "_exchange", lambda one, other: False)
        output.swap_in(new, site)
        assert [path.name for path in site.iterdir()] == ["new.html"]
        assert not new.exists()


def test_settings_tell_the_line(tmp_path: Path) -> None:
    """A wrong key, a missing name, an address without scheme."""
    project = sample_project(tmp_path / "project")
    config = project / "mkdocs.yml"
    config.write_text(re.sub(r"site_url: .*", "site_url: wanzhou.example", config.read_text("utf-8"))
                      .replace("    organizer:", "    organiser:"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        load_settings(project)
    assert [(problem.line > 1, problem.hint) for problem in found.value.problems] == [(True, "是不是 organizer？")]
    config.write_text(config.read_text("utf-8").replace("    organiser:", "    organizer:"), "utf-8")
    with pytest.raises(ProblemsFound, match="site_url"):
        load_settings(project)


def test_a_new_item_is_ready_to_be_checked(tmp_path: Path) -> None:
    """`gazette new` writes a file that passes the check, names it in pinyin, and overwrites nothing."""
    project = sample_project(tmp_path / "project")
    made = run(project, "new", "社区活动周：“一起来”")
    assert made.returncode == 0, made.stderr
    assert "news/2026/03/10-she-qu-huo-dong-zhou-yi.md" in made.stdout
    assert run(project, "check").returncode == 0
    again = run(project, "new", "社区活动周：“一起来”")
    assert again.returncode == 1
    assert "已经有这个文件" in again.stderr


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["new"], ["serve"]])
def test_every_command_has_help_in_chinese(command: list[str]) -> None:
    """--help says what the command is for."""
    done = subprocess.run(gazette(*command, "--help"), env=environment(), capture_output=True, text=True, check=True)
    assert re.search(r"[\u4e00-\u9fff]{4}", done.stdout)


def test_the_last_line_tells_what_was_built_and_when_the_next_change_is_due(tmp_path: Path) -> None:
    """Numbers, seconds, where to look, and what comes next: the day after a task's deadline, before the embargo."""
    done = run(sample_project(tmp_path / "project"), "build", "--no-search")
    assert re.fullmatch(r"提醒：\S+ 示例任务“示例任务二”已超过期限。\n提醒：\S+ 示例任务“示例任务四”的依据 \S+ 已经撤回，请换一个。\n"
                        r"已生成稿件 4 篇、站点 2 个，共 \d+ 个文件（新写 \d+ 个），用时 \d+\.\d 秒。"
                        r"下一次定时变动在 2026-03-11 00:00。打开 site/index\.html 查看。\n", done.stdout)


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    """A second build says so and ends; it does not tear the first one's files."""
    from filelock import FileLock

    project = sample_project(tmp_path / "project")
    build_sample(project)
    with FileLock(project / ".cache/lock"):
        done = run(project, "build", "--no-search")
    assert done.returncode == 1
    assert "另一次生成或发布正在进行" in done.stderr


def test_an_old_file_of_the_site_is_linked_only_while_untouched(tmp_path: Path) -> None:
    """A file with the same key but another time of change is not taken over."""
    site = build_sample(sample_project(tmp_path / "project"))
    os.utime(site / "about.html", (1, 1))
    build_sample(tmp_path / "project")
    assert (site / "about.html").stat().st_mtime > 1
