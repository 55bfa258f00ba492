"""Columns without anything new: told by the day, in a check that passes all the same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from gazette.inspection.freshness import ages
from gazette.settings import FreshnessOptions

from tests.gate.project import configure
from tests.making import COLUMNS, make_content, make_entry, moment
from tests.sample import run, sample_project

_PUBLISHED = moment("2026-03-01 09:00")


@pytest.mark.parametrize(("days", "level"), [(0, ""), (9, ""), (10, "warn"), (13, "warn"), (14, "alarm"), (400, "alarm")])
def test_days_without_anything_new(days: int, level: str) -> None:
    """Counted in days of the calendar, not in hours."""
    for hour in (-9, 14):
        content = make_content([make_entry()], now=_PUBLISHED + timedelta(days=days, hours=hour if days else 0))
        first, second = ages(content, FreshnessOptions())
        assert (first.newest, first.days, first.level) == (_PUBLISHED.date(), days, level)
        assert (second.newest, second.level) == (None, "warn")


def test_what_counts() -> None:
    """What expired was there; what was withdrawn, drafted or is still to come does not count; dormant columns are left out."""
    entries = [make_entry("01-a"), make_entry("02-b", date="2026-03-02 09:00", expires="2026-03-03 09:00"),
               make_entry("03-c", date="2026-03-03 09:00", withdrawn={"date": "2026-03-04 09:00", "reason": "示例"}),
               make_entry("04-d", date="2026-03-04 09:00", draft="true"), make_entry("05-e", date="2026-04-04 09:00")]
    columns = [COLUMNS[0], COLUMNS[1].model_copy(update={"dormant": True})]
    (age,) = ages(make_content(entries, columns), FreshnessOptions())
    assert str(age.newest) == "2026-03-02"


def test_a_check_tells_and_passes(tmp_path: Path) -> None:
    """A warning on the column's line, exit code 0; the days are those of the settings; a build says nothing."""
    project = sample_project(tmp_path / "project")
    columns = project / "news/columns.yml"
    columns.write_text("# 示例\n" + columns.read_text("utf-8"), "utf-8")
    later = str(int(moment("2026-05-01 09:00").timestamp()))
    done = run(project, "check", SOURCE_DATE_EPOCH=later)
    assert done.returncode == 0, done.stderr
    assert "news/columns.yml:2: 提醒：栏目“示例栏目一”已有 " in done.stdout
    assert "超过了 14 天的红线" in done.stdout
    assert "::warning file=news/columns.yml,line=2::" in run(project, "check", "--format", "github", SOURCE_DATE_EPOCH=later).stdout
    configure(project, "freshness:", "  warn: 400", "  alarm: 500")
    assert "news/columns.yml" not in run(project, "check", SOURCE_DATE_EPOCH=later).stdout
    columns.write_text(columns.read_text("utf-8").replace("slug: one", "dormant: 也许, slug: one"), "utf-8")
    assert "news/columns.yml:2: dormant（不再更新）：“也许”读不出来。 改法：写 true（是）或 false（否）。" in run(project, "check").stderr
