"""The monthly self-inspection: what was gathered to parts, parts to Markdown and to a page that can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from gazette.gathering import Gathered
from gazette.inspection.duties import (
    report_changes,
    report_links,
    report_marks,
    report_pictures,
    report_reminders,
    report_review,
    report_stations,
)
from gazette.inspection.parts import Month, Part
from gazette.inspection.updates import report_columns, report_dates, report_embargoed
from gazette.settings import Settings

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")


class Report(NamedTuple):
    """A report: its title, what it speaks of, and its parts."""

    title: str
    about: str
    parts: list[Part]


def make_report(settings: Settings, gathered: Gathered, month: Month, links: Mapping[str, Sequence[str]] | None,
                broken: Sequence[tuple[str, str]]) -> Report:
    """All parts for a month; `links` and `broken` as `report_links` wants them."""
    content, options = gathered.content, settings.options
    entries = gathered.news.entries
    recent = [entry for entry in content.entries if month.holds(entry.date.date())]
    parts = [
        report_columns(content, month, options.freshness), report_dates(entries, content.now), report_embargoed(entries, content.now),
        report_links(links, broken), report_stations(content, options.freshness.stations), report_marks(options),
        report_review(recent, options.review.reviewers), report_pictures(recent, settings.root),
        report_changes(content.entries, month), report_reminders(content)]
    about = (f"本月指 {month.first} 到 {month.until}。栏目、审核、图片、更正和撤稿说的是本月，其余各项说的是制表当天。"
             f"制表日期：{content.now:%Y-%m-%d}。")
    return Report(f"{settings.site_name}{month.year}年{month.month}月自查报告", about, [part.cut() for part in parts])


def render_markdown(report: Report) -> str:
    """The report as Markdown with tables."""
    lines = [f"# {_plain(report.title)}", "", _plain(report.about)]
    for number, part in enumerate(report.parts, 1):
        lines += ["", f"## {number}. {_plain(part.title)}", "", _plain(part.finding)]
        if part.rows:
            lines += ["", _row(part.header), _row(["---"] * len(part.header)), *(_row(map(_plain, row)) for row in part.rows)]
    return "\n".join(lines) + "\n"


def render_html(report: Report, root: Path) -> str:
    """The report as one HTML file that needs nothing beside it."""
    templates = Environment(loader=FileSystemLoader(root / "overrides/gazette"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return templates.get_template("report.html").render(report=report) + "\n"


def _row(cells: Sequence[str] | map[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", text)
