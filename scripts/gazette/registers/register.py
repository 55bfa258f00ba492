"""Registers in memory: a schema with its records, and how to get from one record to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple, TypeAlias

from gazette.permalinks import register_path, term_path
from gazette.registers.schema import Schema

Value: TypeAlias = "str | int | float | date | tuple[str, ...] | None"


class RegisterRecord(NamedTuple):
    """A row: its values by column (None or () where the cell is empty), the table and the line."""

    values: Mapping[str, Value]
    path: str
    line: int

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a column as texts: several for a list, none for an empty cell."""
        value = self.values[name]
        return value if isinstance(value, tuple) else () if value is None else (str(value),)


@dataclass(frozen=True)
class Register:
    """A schema with its records in the order of the table; and the keys of rows that are refused, which exist all the same."""

    schema: Schema
    records: tuple[RegisterRecord, ...]
    refused: frozenset[str] = frozenset()

    @cached_property
    def by_key(self) -> dict[str, RegisterRecord]:
        """The records by primary key."""
        return {self.key_of(record): record for record in self.records}

    @property
    def keys(self) -> set[str]:
        """What may refer to a record of it."""
        return {*self.by_key, *self.refused}

    def key_of(self, record: RegisterRecord) -> str:
        """The value of the primary key."""
        return "".join(record.texts(self.schema.primary_key))

    def label_of(self, record: RegisterRecord) -> str:
        """What readers call the record."""
        return "".join(record.texts(self.schema.label))

    def figure_of(self, record: RegisterRecord) -> tuple[str, str]:
        """The figure on the record's card as readers see it, and its unit; '' for what is not there."""
        spec = self.schema.cards
        if not spec:
            return "", ""
        said = record.texts(spec.shown) if spec.shown else ()
        return "".join(said or record.texts(spec.value)), "".join(record.texts(spec.unit)) if spec.unit else ""

    def page_of(self, record: RegisterRecord) -> str:
        """The page that shows the record: its own, or that of the whole register."""
        return term_path(self.schema.name, self.key_of(record)) if self.schema.pages else register_path(self.schema.name)

    def overdue_from(self, record: RegisterRecord) -> date | None:
        """The day after its deadline, where its state is one that is not done."""
        spec = self.schema.progress
        deadline = record.values[spec.deadline] if spec and spec.deadline and record.values[spec.field] in spec.open else None
        return deadline + timedelta(days=1) if isinstance(deadline, date) else None

    def is_overdue(self, record: RegisterRecord, day: date) -> bool:
        """Whether its deadline is before that day, and its state one that is not done."""
        first = self.overdue_from(record)
        return first is not None and first <= day


class Backlink(NamedTuple):
    """A record that refers to another one."""

    register: Register
    record: RegisterRecord


@dataclass(frozen=True)
class Registers:
    """All registers by name, in order; and by register and key the digest of a record's longer text."""

    by_name: Mapping[str, Register] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def with_pages(self) -> dict[str, Register]:
        """Those whose records have a page each."""
        return {name: one for name, one in self.by_name.items() if one.schema.pages}

    @cached_property
    def by_news(self) -> dict[str, Register]:
        """Those whose records are named in front matter, by its key."""
        return {one.schema.news: one for one in self.by_name.values() if one.schema.news}

    @cached_property
    def backlinks(self) -> dict[tuple[str, str], list[Backlink]]:
        """By register and key, the records that refer to that one."""
        found: dict[tuple[str, str], list[Backlink]] = {}
        for register in self.by_name.values():
            for key in register.schema.foreign_keys:
                for record in register.records:
                    for value in record.texts(key.fields):
                        found.setdefault((key.reference.resource, value), []).append(Backlink(register, record))
        return found

    @cached_property
    def by_source(self) -> dict[str, list[Backlink]]:
        """By path of a news item or document, the records that name it as their source and have a page."""
        found: dict[str, list[Backlink]] = {}
        for register in self.with_pages.values():
            for column in (one.name for one in register.schema.fields if one.source):
                for record in register.records:
                    for path in record.texts(column):
                        found.setdefault(path, []).append(Backlink(register, record))
        return found

    def overdue_days(self) -> Iterator[date]:
        """The days from which records are overdue, those that are gone too."""
        return (day for one in self.by_name.values() for record in one.records if (day := one.overdue_from(record)))
