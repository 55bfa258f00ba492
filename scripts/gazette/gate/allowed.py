"""What may be published though it looks like personal data: news/allowed.yml, telephones of stations, the contact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from gazette.fields import PlainText
from gazette.gate.personal import find_personal
from gazette.problems import Problem
from gazette.records import Finding, Record
from gazette.settings import Settings
from gazette.stations.station import Station
from gazette.yaml_lists import load_list

ALLOWED = "news/allowed.yml"


class Allowance(Record):
    """A value that may be published, and why."""

    value: PlainText = Field(min_length=1, title="内容")
    reason: PlainText = Field(min_length=1, title="理由")


class Allowed(NamedTuple):
    """Digests of the values that may be published, and what is wrong in the list."""

    values: frozenset[str]
    problems: list[Problem]


def load_allowed(settings: Settings, stations: Iterable[Station], look: Callable[[str], Sequence[Finding]] = find_personal) -> Allowed:
    """What the office, the tables of stations and the settings allow; `look` finds the values in a long text."""
    values, problems = _read(settings.root)
    numbers = "\n".join(number for station in stations for number in station.phone)
    public = look(f"{settings.options.contact}\n{numbers}")
    return Allowed(values | {finding.value for finding in public}, problems)


def _read(root: Path) -> Allowed:
    rows, problems = load_list(root, ALLOWED, Allowance)
    values: set[str] = set()
    for line, row in rows:
        found = find_personal(row.value)
        values.update(finding.value for finding in found)
        if not found:
            problems.append(Problem(ALLOWED, line, "这一项不像个人信息，检查不会拦它。", "删去这一项；或看看是不是写错了。"))
    return Allowed(frozenset(values), problems)
