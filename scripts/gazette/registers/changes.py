"""Changes of records as news: of each the newest of the days that its schema's `changed` columns hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from gazette.clock import day_start
from gazette.content import Content
from gazette.permalinks import term_path
from gazette.registers.cells import told_of
from gazette.registers.register import Register, RegisterRecord


class RecordChange(NamedTuple):
    """A change in plain values: the record's own name as a path, its page, the day, the title, and (label, value) of what is known."""

    name: str
    path: str
    day: date
    title: str
    rows: tuple[tuple[str, str], ...]
    categories: tuple[str, ...]

    @property
    def digest(self) -> str:
        """All that is told of the change."""
        return repr(self)

    @property
    def updated(self) -> datetime:
        """The beginning of the day."""
        return day_start(self.day)

    def values(self) -> tuple[tuple[str, str], ...]:
        """Label and value of what is known of the record."""
        return self.rows


def record_changes(content: Content) -> list[RecordChange]:
    """The last change of each record that has one, newest first; of one day in the order of the tables."""
    found = (_last_change(register, record, content) for register in content.registers.by_name.values() if register.schema.changed
             for record in register.records)
    return sorted(filter(None, found), key=lambda change: change.day, reverse=True)


def _last_change(register: Register, record: RegisterRecord, content: Content) -> RecordChange | None:
    schema = register.schema
    days = [(day, schema.by_name[name].happening) for name in schema.changed if isinstance(day := record.values[name], date)]
    if not days:
        return None
    day, happening = max(days, key=lambda one: one[0])
    # Two records with one page, that of their register, are two all the same.
    return RecordChange(term_path(schema.name, register.key_of(record)), register.page_of(record), day,
                        f"{schema.title}：{register.label_of(record)}（{day}{happening}）",
                        tuple(told_of(register, record, content)), (schema.title,))
