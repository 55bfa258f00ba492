"""What happened to a record, in order: its own days, those of the items that prove it, those of records that name it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from gazette.content import Content
from gazette.pages import spoken_day
from gazette.permalinks import href
from gazette.records import Entry
from gazette.registers.register import Register, RegisterRecord


class Event(NamedTuple):
    """The day as YYYY-MM-DD and in words; what happened; a text that goes with it ('' for none) and where that leads ('' for nowhere)."""

    day: str
    spoken: str
    happening: str
    text: str = ""
    link: str = ""


def history_of(register: Register, record: RegisterRecord, content: Content) -> list[Event]:
    """The events of a record, the oldest first; what has no date is none."""
    found = (*_own(register, record), *_of_sources(register, record, content), *_of_records(register, record, content))
    return sorted(found, key=attrgetter("day"))


def _event(day: date, happening: str, text: str = "", link: str = "") -> Event:
    return Event(day.isoformat(), spoken_day(day), happening, text, link)


def _own(register: Register, record: RegisterRecord) -> Iterator[Event]:
    for field in register.schema.fields:
        if isinstance(day := record.values[field.name], date):
            yield _event(day, field.happening)


def _of_sources(register: Register, record: RegisterRecord, content: Content) -> Iterator[Event]:
    for field in register.schema.fields:
        for path in record.texts(field.name) if field.source else ():
            if entry := content.by_source.get(path):
                yield from _of_entry(entry, field.title)


def _of_entry(entry: Entry, title: str) -> Iterator[Event]:
    link = href(entry.path)
    yield _event(entry.date.date(), f"{title}发布", entry.title, link)
    for note in entry.corrections:
        yield _event(note.date.date(), f"{title}更正", note.note, link)
    if entry.withdrawn:
        yield _event(entry.withdrawn.date.date(), f"{title}撤回", entry.withdrawn.reason, link)


def _of_records(register: Register, record: RegisterRecord, content: Content) -> Iterator[Event]:
    for other, named in content.registers.backlinks.get((register.schema.name, register.key_of(record)), ()):
        for name in other.schema.changed:
            if isinstance(day := named.values[name], date):
                yield _event(day, other.schema.title, other.label_of(named), href(other.page_of(named)))
