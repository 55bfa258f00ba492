"""The report's parts on time: how often each column brought something, dates that do not fit, what waits for its time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from gazette.content import Content
from gazette.inspection.freshness import judge, published
from gazette.inspection.parts import Month, Part
from gazette.records import Entry
from gazette.settings import FreshnessOptions


def report_columns(content: Content, month: Month, options: FreshnessOptions) -> Part:
    """How many items each column had, its newest one, and the longest time without any."""
    words = {"": "正常", "warn": f"满 {options.warn} 天", "alarm": f"超过 {options.alarm} 天的红线"}
    rows, broken, total = [], 0, 0
    for column in content.columns:
        days = sorted(day for entry in published(content, column) if (day := entry.date.date()) <= month.until)
        gap, count = longest_gap(days, month), sum(map(month.holds, days))
        level = "" if column.dormant else judge(gap, options)
        broken, total = broken + (level == "alarm"), total + count
        rows.append((column.name, str(count), str(days[-1]) if days else "还没有稿件", str(gap), "已停更" if column.dormant else words[level]))
    finding = (f"栏目 {len(rows)} 个，登稿 {total} 篇次（一篇登在几个栏目的，每个栏目各算一次），间隔超过红线的栏目 {broken} 个。"
               f"间隔从上月最后一篇算起，算到 {month.until}。")
    return Part("栏目更新", finding, ("栏目", "本月篇数", "最近一篇", "最长间隔（天）", "结论"), rows)


def longest_gap(days: Sequence[date], month: Month) -> int:
    """The most days without anything new, of those gaps that reach into the month; `days` are in order, none after its end.

    The first gap begins with the last item before the month, and in a column that began later with its first one; the last
    gap ends with the month.
    """
    before = [day for day in days if day < month.first]
    marks = [before[-1] if before else days[0] if days else month.first, *(day for day in days if day >= month.first), month.until]
    return max((later - earlier).days for earlier, later in pairwise(marks))


def report_dates(entries: Sequence[Entry], now: datetime) -> Part:
    """Dates that contradict each other in any item."""
    rows = [(entry.source_path, entry.title, fault) for entry in entries if not entry.draft for fault in _faults(entry, now)]
    return Part("时间顺序", f"前后矛盾的 {len(rows)} 处。", ("文件", "标题", "问题"), rows)


def _faults(entry: Entry, now: datetime) -> Iterator[str]:
    folder = "-".join(entry.source_path.removeprefix("news/").replace("/", "-").split("-")[:3])
    if folder != f"{entry.date:%Y-%m-%d}":
        yield f"文件在 {folder}，发布时间是 {entry.date:%Y-%m-%d}"
    if entry.expires and entry.expires <= entry.date:
        yield f"到期时间 {entry.expires:%Y-%m-%d %H:%M} 不晚于发布时间"
    notes = [("更正", note.date) for note in entry.corrections] + ([("撤稿", entry.withdrawn.date)] if entry.withdrawn else [])
    for what, moment in notes:
        if moment < entry.date:
            yield f"{what}时间 {moment:%Y-%m-%d %H:%M} 早于发布时间"
        elif moment > now:
            yield f"{what}时间 {moment:%Y-%m-%d %H:%M} 还没有到"


def report_embargoed(entries: Sequence[Entry], now: datetime) -> Part:
    """What will be published by itself once its time has come."""
    waiting = sorted((entry for entry in entries if entry.state(now) == "embargoed"), key=lambda entry: (entry.date, entry.path))
    rows = [(entry.source_path, entry.title, f"{entry.date:%Y-%m-%d %H:%M}") for entry in waiting]
    return Part("等待定时发布", f"还没到发布时间的 {len(rows)} 篇。", ("文件", "标题", "发布时间"), rows)
