"""Counts over registers: progress by state, and tallies beside what public documents state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gazette.content import Content
from gazette.permalinks import href
from gazette.registers.register import Register, RegisterRecord
from gazette.registers.schema import Tally
from gazette.registers.svg_bars import COLOURS, REST, Bar, render_bars

_UNSTATED, _UNLISTED = "没有说明", "没有逐项列出"


def progress_of(register: Register, content: Content) -> dict[str, Any] | None:
    """The chart of states in all and by another column, its legend, the table behind it, and how many are overdue."""
    schema = register.schema
    spec = schema.progress
    if not spec:
        return None
    states = [*schema.by_name[spec.field].constraints.enum, _UNSTATED, _UNLISTED]
    groups = _groups(register, spec.by)
    counted = [("全部", "", [*_count(register.records, spec.field, states[:-1]), max(0, (schema.total or 0) - len(register.records))])]
    counted += [(label, link, [*_count(records, spec.field, states[:-1]), 0]) for label, link, records in _linked(groups, register, content)]
    # What no bar has need not be explained.
    kept = [n for n, _ in enumerate(states) if any(numbers[n] for _, _, numbers in counted) or n < len(states) - 2]
    legend = [(states[n], REST if n == len(states) - 1 else COLOURS[n % len(COLOURS)]) for n in kept]
    rows = [(label, link, [numbers[n] for n in kept]) for label, link, numbers in counted]
    # Those of whom it is not known whose they are stand in the table only: a bar of theirs would look like a department's.
    bars = [Bar(label, tuple(numbers), f"{sum(numbers)} {schema.unit}") for label, _, numbers in (rows[:-1] if "" in groups else rows)]
    return {"svg": render_bars(f"{schema.title}的进展", legend, bars), "legend": legend, "rows": rows,
            "by": schema.by_name[spec.by].title if spec.by else "",
            "overdue": sum(register.is_overdue(record, content.now.date()) for record in register.records)}


def _count(records: Sequence[RegisterRecord], name: str, states: Sequence[str]) -> list[int]:
    counts = Counter("".join(record.texts(name)) or _UNSTATED for record in records)
    return [counts[state] for state in states]


def _groups(register: Register, name: str) -> dict[str, list[RegisterRecord]]:
    groups: dict[str, list[RegisterRecord]] = {}
    for record in register.records if name else ():
        for value in record.texts(name) or ("",):
            groups.setdefault(value, []).append(record)
    return groups


def _linked(groups: dict[str, list[RegisterRecord]], register: Register, content: Content) -> list[tuple[str, str, list[RegisterRecord]]]:
    """Groups with their labels and pages; that of records without a value comes last."""
    spec = register.schema.progress
    by = spec.by if spec else ""
    resource = next((key.reference.resource for key in register.schema.foreign_keys if key.fields == by), "")
    other = content.registers.by_name.get(resource)
    rows = [(other.label_of(other.by_key[value]), href(other.page_of(other.by_key[value])), records) if other else (value, "", records)
            for value, records in groups.items() if value]
    missing = register.schema.by_name[by].missing if by else ""
    return rows + [(f"{register.schema.by_name[by].title}{missing or _UNSTATED}", "", records) for value, records in groups.items() if not value]


def tally_of(register: Register, tally: Tally) -> dict[str, Any]:
    """Each value of a column: what is stated ('' where nothing is) and how many are listed here."""
    field = register.schema.by_name[tally.field]
    counts = Counter(value for record in register.records for value in record.texts(tally.field))
    names = dict.fromkeys((*field.constraints.enum, *tally.stated, *counts))
    return {"title": field.title, "stated": bool(tally.stated), "unit": f"（{tally.unit}）" if tally.unit else "",
            "rows": [(name, tally.stated.get(name, ""), counts[name]) for name in names]}


def series_of(register: Register) -> list[tuple[str, str]]:
    """(Title, bars) of each series of cards that can be compared: those with one unit and two records or more."""
    spec = register.schema.cards
    found = []
    for name, records in _groups(register, spec.series if spec else "").items():
        if spec and name and len(records) > 1:
            bars = [Bar(register.label_of(record), (float("".join(record.texts(spec.value)) or 0),), "".join(register.figure_of(record)))
                    for record in records]
            found.append((name, render_bars(name, [(name, COLOURS[4])], bars, to_scale=True)))
    return found
