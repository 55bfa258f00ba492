"""What must hold for registers beyond the single cell: keys that differ and exist, states that can be, sources that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from gazette.problems import Problem, nearest
from gazette.records import UNSEEN
from gazette.registers.register import Register, RegisterRecord, Registers
from gazette.registers.schema import STATIONS
from gazette.settings import Settings


def check_registers(registers: Registers, stations: Collection[str], items: Mapping[str, str], settings: Settings,
                    today: date) -> Iterator[Problem]:
    """Everything that is wrong with records that are good by themselves; `stations` are ids, `items` as in `check_sources`."""
    keys: dict[str, Collection[str]] = {name: register.keys for name, register in registers.by_name.items()}
    keys[STATIONS] = stations
    for register in registers.by_name.values():
        yield from _check_keys(register)
        yield from _check_references(register, keys)
        yield from _check_rules(register)
        yield from _check_past(register, today)
        yield from _check_totals(register)
    yield from check_sources(cited_sources(registers), items, settings.root)


class Cited(NamedTuple):
    """A news item or document that a record names as its source: whose record, in which column, the path."""

    register: Register
    record: RegisterRecord
    column: str
    path: str


def cited_sources(registers: Registers) -> Iterator[Cited]:
    """All that records name as their sources."""
    for register in registers.by_name.values():
        for name in (field.name for field in register.schema.fields if field.source):
            for record in register.records:
                yield from (Cited(register, record, name, path) for path in record.texts(name))


def check_sources(cited: Iterable[Cited], items: Mapping[str, str], root: Path) -> Iterator[Problem]:
    """Every source is there and to be seen; `items` has the state of each item by its path, '' where it cannot be read."""
    for register, record, name, path in cited:
        if items.get(path) in UNSEEN:
            yield _problem(register, record, name, f"{path} 是草稿或还没到发布时间。", "等它发布后再写进来。")
        elif path not in items and not (path.startswith("docs/") and ".." not in path and (root / path).is_file()):
            near = nearest(path, items)
            yield _problem(register, record, name, f"找不到稿件或文件“{path}”。",
                           f"是不是 {near}？" if near else "写从项目文件夹起的路径，例如 news/2026/11/24-biaoti.md。")


def _problem(register: Register, record: RegisterRecord, name: str, message: str, hint: str) -> Problem:
    return Problem(record.path, record.line, f"{name}（{register.schema.by_name[name].title}）：{message}", hint)


def _check_keys(register: Register) -> Iterator[Problem]:
    first: dict[str, RegisterRecord] = {}
    for record in register.records:
        # Two pages whose names differ in case only would be one file on Windows and macOS.
        other = first.setdefault(register.key_of(record).lower(), record)
        if other is not record:
            yield _problem(register, record, register.schema.primary_key, f"“{register.key_of(record)}”与第 {other.line} 行重复。",
                           "每一行用自己的编号或名称，定了不再改。")


def _check_references(register: Register, keys: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    for reference in register.schema.foreign_keys:
        resource = reference.reference.resource
        for record in register.records if resource in keys else ():
            for value in record.texts(reference.fields):
                if value not in keys[resource]:
                    near = nearest(value, keys[resource])
                    yield _problem(register, record, reference.fields, f"没有“{value}”。", f"是不是“{near}”？" if near
                                   else f"编号或名称见 docs/{'stations/' if resource == STATIONS else f'registers/{resource}.csv'}。")


def _check_rules(register: Register) -> Iterator[Problem]:
    for rule in register.schema.rules:
        for record in register.records:
            state = next((value for value in record.texts(rule.field) if value in rule.values), None)
            if state is None:
                continue
            title = register.schema.by_name[rule.field].title
            for name in rule.required:
                if not record.texts(name):
                    yield _problem(register, record, name, f"{title}是“{state}”，这一格却是空的。", f"补上它，或者改{title}。")
            for name in rule.forbidden:
                if record.texts(name):
                    yield _problem(register, record, name, f"{title}是“{state}”，这一格应当是空的。", f"删去它，或者改{title}。")


def _check_past(register: Register, today: date) -> Iterator[Problem]:
    for name in (field.name for field in register.schema.fields if field.past):
        for record in register.records:
            value = record.values[name]
            if isinstance(value, date) and value > today:
                yield _problem(register, record, name, f"{value} 还没有到。", "写实际的那一天。")


def _check_totals(register: Register) -> Iterator[Problem]:
    schema, listed = register.schema, len(register.records)
    if schema.total is not None and listed > schema.total and not schema.listed_unit:
        yield Problem(schema.table, 1, f"列出了 {listed} {schema.unit}，比总数 {schema.total} 多。", "删去多的行，或者改 schema.yml 里的 total。")
    for tally in schema.tallies:
        counts = Counter(value for record in register.records for value in record.texts(tally.field))
        for value, stated in tally.stated.items():
            if stated.isdecimal() and counts[value] > int(stated):
                yield Problem(schema.table, 1, f"“{value}”列出了 {counts[value]} 条，比公开材料所说的 {stated} 多。",
                              "删去多的行，或者改 schema.yml 里的 stated。")
