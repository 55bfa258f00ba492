"""What may be published though it looks like personal data: news/allowed.yml, telephones of stations, the contact."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, ValidationError

from gazette.fields import PlainText
from gazette.front_matter import decode_text, parse_sequence
from gazette.gate.personal import find_personal
from gazette.problems import Problem, ProblemsFound
from gazette.records import Record, explain
from gazette.settings import Settings
from gazette.stations.station import Station

ALLOWED = "news/allowed.yml"


class Allowance(Record):
    """A value that may be published, and why."""

    value: PlainText = Field(min_length=1, title="内容")
    reason: PlainText = Field(min_length=1, title="理由")


class Allowed(NamedTuple):
    """Digests of the values that may be published, and what is wrong in the list."""

    values: frozenset[str]
    problems: list[Problem]


def load_allowed(settings: Settings, stations: Iterable[Station]) -> Allowed:
    """What the office, the tables of stations and the settings allow."""
    values, problems = _read(settings.root)
    numbers = "\n".join(number for station in stations for number in station.phone)
    public = find_personal(f"{settings.options.contact}\n{numbers}")
    return Allowed(values | {finding.value for finding in public}, problems)


def _read(root: Path) -> Allowed:
    path = root / ALLOWED
    if not path.is_file():
        return Allowed(frozenset(), [])
    try:
        rows = parse_sequence(decode_text(path.read_bytes(), ALLOWED), ALLOWED)
    except ProblemsFound as refused:
        return Allowed(frozenset(), refused.problems)
    values: set[str] = set()
    problems: list[Problem] = []
    for line, row in rows:
        try:
            found = find_personal(Allowance.model_validate(row).value)
        except ValidationError as error:
            problems += [Problem(ALLOWED, line, *explain(fault, Allowance)[1:]) for fault in error.errors()]
            continue
        values.update(finding.value for finding in found)
        if not found:
            problems.append(Problem(ALLOWED, line, "这一项不像个人信息，检查不会拦它。", "删去这一项；或看看是不是写错了。"))
    return Allowed(frozenset(values), problems)
