"""The monthly report: what each part counts, the two forms, the month, the same bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gazette.hosting.audit import NO_ANSWER
from gazette.inspection.command import look_outside
from gazette.inspection.duties import (
    report_changes,
    report_links,
    report_marks,
    report_pictures,
    report_reminders,
    report_review,
    report_stations,
)
from gazette.inspection.parts import Month, Part, month_at
from gazette.inspection.report import Report, render_markdown
from gazette.inspection.updates import longest_gap, report_columns, report_dates, report_embargoed
from gazette.settings import FreshnessOptions, SiteOptions

from tests.gate.project import write
from tests.making import NOW, make_content, make_entry
from tests.sample import build_sample, run, sample_project

_MARCH = Month(2026, 3, date(2026, 3, 10))


def _days(*days: str) -> list[date]:
    return [date.fromisoformat(day) for day in days]


@pytest.mark.parametrize(("days", "gap"), [
    ([], 9), (_days("2026-03-01"), 9), (_days("2026-03-04", "2026-03-10"), 6), (_days("2026-02-20"), 18), (_days("2026-02-20", "2026-03-08"), 16),
    (_days("2026-01-01", "2026-02-25", "2026-03-01", "2026-03-10"), 9)])
def test_the_longest_gap(days: list[date], gap: int) -> None:
    """From the last item before the month to today; a column that began in the month is counted from its first item."""
    assert longest_gap(days, _MARCH) == gap


def test_columns_of_the_month() -> None:
    """Items in the month, the newest day until then, the verdict."""
    entries = [make_entry("01-a", date="2026-02-20 09:00"), make_entry("02-b", date="2026-03-08 09:00", columns=["示例栏目一", "示例栏目二"])]
    part = report_columns(make_content(entries), _MARCH, FreshnessOptions())
    assert part.rows == [("示例栏目一", "1", "2026-03-08", "16", "超过 14 天的红线"), ("示例栏目二", "1", "2026-03-08", "2", "正常")]
    assert "栏目 2 个，登稿 2 篇次" in part.finding
    before = report_columns(make_content(entries), Month(2026, 2, date(2026, 2, 28)), FreshnessOptions())
    assert before.rows[0] == ("示例栏目一", "1", "2026-02-20", "8", "正常")
    assert before.rows[1][:3] == ("示例栏目二", "0", "还没有稿件")


def test_dates_that_contradict_each_other() -> None:
    """Folder and date, expiry before publication, corrections before it or to come; what waits is listed apart."""
    entries = [make_entry("01-a"), make_entry("02-b"), make_entry("01-c", expires="2026-02-01 09:00"),
               make_entry("01-d", corrections=[{"date": "2026-02-02 09:00", "note": "示例"}, {"date": "2026-04-02 09:00", "note": "示例"}]),
               make_entry("20-e", date="2026-03-20 09:00")]
    assert [row[2] for row in report_dates(entries, NOW).rows] == [
        "文件在 2026-03-02，发布时间是 2026-03-01", "到期时间 2026-02-01 09:00 不晚于发布时间",
        "更正时间 2026-02-02 09:00 早于发布时间", "更正时间 2026-04-02 09:00 还没有到"]
    assert report_embargoed(entries, NOW).rows == [("news/2026/03/20-e.md", "示例20-e", "2026-03-20 09:00")]


def test_review_and_changes() -> None:
    """Too few reviewers; corrections and withdrawals of this month only."""
    entries = [make_entry("01-a", reviewers=["示例甲"]), make_entry("02-b", corrections=[{"date": "2026-03-03 09:00", "note": "改"}]),
               make_entry("03-c", withdrawn={"date": "2026-03-04 09:00", "reason": "误"}, corrections=[{"date": "2026-02-27 09:00", "note": "旧"}])]
    assert [row[0][-7:] for row in report_review(entries, 0).rows] == ["02-b.md", "03-c.md"]
    assert len(report_review(entries, 2).rows) == 3
    part = report_changes(entries, _MARCH)
    assert part.finding == "本月更正 1 次，撤稿 1 篇。"
    assert [row[1:] for row in part.rows] == [("更正", "示例02-b", "改"), ("撤稿", "示例03-c", "误")]


def test_pictures(tmp_path: Path) -> None:
    """In the head and in the text; code is no picture."""
    entry = make_entry("05-a", image="a.png", image_credit="示例")
    write(tmp_path, entry.source_path, "![](a.png) ![有](a.png) <img src=a.png> <img alt='有' src=a.png>\n\n`![](a.png)`\n\n```\n![](a.png)\n```")
    assert [row[2] for row in report_pictures([entry], tmp_path).rows] == ["题图没有说明（image_alt）", "正文里有 2 张图片没有说明"]


def test_marks_and_links() -> None:
    """What is empty is named; outside links are told as not looked at where nobody could."""
    options = SiteOptions(id_authority="example.org,2026", organizer="示例", icp="示例")
    assert report_marks(options).finding == "还没有填写：联系方式、网站标识码、公安备案号。填在 mkdocs.yml 里。"
    assert report_links(None, []).finding.endswith("站外链接：未检查。")
    part = report_links({"https://a.example/": ["a.html"], "https://b.example/": ["b.html"]}, [("https://a.example/", "没了")])
    assert part.finding.endswith("站外链接：共 2 个，打不开的 1 个。")
    assert part.rows == [("https://a.example/", "没了", "a.html")]


def test_where_nothing_answers_nothing_is_told(tmp_path: Path) -> None:
    """No network is not a site full of broken links; nor is a site that was never built."""
    (tmp_path / "a.html").write_text('<a href="https://a.example/">1</a><a href="https://b.example/">2</a>', "utf-8")
    silent = f"{NO_ANSWER}（示例）"
    assert look_outside(tmp_path, "https://own.example/", lambda address: silent) == (None, [])
    _, broken = look_outside(tmp_path, "https://own.example/", lambda address: silent if "a." in address else "")
    assert broken == [("https://a.example/", silent)]
    assert look_outside(tmp_path / "none", "https://own.example/", lambda address: "") == (None, [])


@pytest.mark.parametrize(("today", "written", "month", "until"), [
    ("2026-03-10", "", "2026-02", "2026-02-28"), ("2026-01-01", "", "2025-12", "2025-12-31"), ("2026-03-10", "2026-03", "2026-03", "2026-03-10"),
    ("2026-03-31", "2024-02", "2024-02", "2024-02-29")])
def test_the_month(today: str, written: str, month: str, until: str) -> None:
    """The last that is over, unless another is named; that of today goes until today."""
    found = month_at(date.fromisoformat(today), written)
    assert (str(found), str(found.until)) == (month, until)


@pytest.mark.parametrize("written", ["2026-04", "2026-13", "2026-3", "三月", "2026-03-01", "0000-01"])
def test_a_month_that_is_none_is_refused(written: str, tmp_path: Path) -> None:
    """With the cure; nothing is written."""
    project = sample_project(tmp_path / "project")
    done = run(project, "report", "--month", written)
    assert done.returncode == 1
    assert f"“{written}”不是已经开始的月份。 改法：写成 2026-11" in done.stderr
    assert not (project / "reports").exists()


def test_both_forms_in_the_same_bytes_and_not_in_the_site(tmp_path: Path) -> None:
    """Twice the same; the page has no script and asks nobody; what is broken inside stops it."""
    project = sample_project(tmp_path / "project")
    site = build_sample(project)
    before = sorted(site.rglob("*"))
    written = []
    for folder in ("a", "b"):
        done = run(project, "report", "--month", "2026-03", "--no-links", "--output", str(tmp_path / folder))
        assert done.returncode == 0, done.stderr
        written.append([(tmp_path / folder / f"2026-03.{ending}").read_bytes() for ending in ("md", "html")])
    assert written[0] == written[1]
    assert sorted(site.rglob("*")) == before
    markdown, page = (text.decode() for text in written[0])
    assert "## 10. 台账提醒\n\n到今天已超过期限、还没有办结，或依据的稿件已经撤回的 2 项。" in markdown
    assert "<h2>10. 台账提醒</h2>" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    write(project, "news/2026/03/05-a.md", "[甲](nowhere.md)")
    assert "报告没有写成。" in run(project, "report", "--no-links").stderr


def test_many_rows_are_cut_and_marks_stay_text() -> None:
    """The number above the table counts all; what an editor wrote makes no Markdown."""
    part = Part("示例", "共 150 行。", ("列",), [(f"{number}|<b>*",) for number in range(150)]).cut()
    text = render_markdown(Report("示例", "示例", [part]))
    assert "还有 50 行没有列出。" in text
    assert text.count("\n| ") == 102
    assert "| 99\\|\\<b\\>\\* |" in text


def test_stations_and_overdue_tasks() -> None:
    """None of either is said as well."""
    content = make_content([])
    assert report_stations(content, 365).finding == "开放的站点 0 个，核实日期超过 365 天的 0 个，从未核实的 0 个。"
    assert report_reminders(content).rows == []
