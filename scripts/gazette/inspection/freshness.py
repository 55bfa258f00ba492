"""Columns that have had nothing new for too long. That stops no build: a site must not fail because nobody wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from gazette.columns import COLUMNS
from gazette.content import Content
from gazette.front_matter import decode_text
from gazette.links import line_of
from gazette.problems import Problem
from gazette.records import Column, Entry
from gazette.settings import FreshnessOptions, Settings

Level = Literal["", "warn", "alarm"]


class Age(NamedTuple):
    """How long a column has had nothing new: its newest item's day (None where it has none), days since, and how bad that is."""

    column: Column
    newest: date | None
    days: int
    level: Level

    def __str__(self) -> str:
        if self.newest is None:
            return f"栏目“{self.column.name}”还没有稿件。"
        return f"栏目“{self.column.name}”已有 {self.days} 天没有新稿（最近一篇 {self.newest}）。"


def judge(days: int, options: FreshnessOptions) -> Level:
    """What so many days without anything new are."""
    return "alarm" if days >= options.alarm else "warn" if days >= options.warn else ""


def published(content: Content, column: Column) -> list[Entry]:
    """All that a column has brought, newest first; what has expired was there, what was withdrawn does not count."""
    return [entry for entry in content.entries if column.name in entry.columns and not entry.withdrawn]


def ages(content: Content, options: FreshnessOptions) -> Iterator[Age]:
    """Each column of which anything new is expected, in order; one that has no item yet is worth a warning."""
    today = content.now.date()
    for column in content.columns:
        if not column.dormant:
            entries = published(content, column)
            days = (today - entries[0].date.date()).days if entries else 0
            yield Age(column, entries[0].date.date() if entries else None, days, judge(days, options) if entries else "warn")


def check_freshness(content: Content, settings: Settings) -> Iterator[Problem]:
    """A warning at each column that grew old, in news/columns.yml."""
    options = settings.options.freshness
    text = decode_text((settings.root / COLUMNS).read_bytes(), COLUMNS)
    for age in ages(content, options):
        if age.level:
            limit = f"超过了 {options.alarm} 天的红线" if age.level == "alarm" else f"满 {options.alarm} 天就是红线"
            cure = f"写一篇；{limit}。" if age.newest else "写第一篇。"
            yield Problem(COLUMNS, line_of(text, age.column.name), str(age), f"{cure}停更的栏目，写上 dormant: true。", "warning")
