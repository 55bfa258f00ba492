"""What pages show of a record: its cells as (text, address) pairs, tables and cards of records, in plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from gazette.content import Content, group
from gazette.links import page_target
from gazette.permalinks import href
from gazette.registers.register import Backlink, Register, RegisterRecord
from gazette.registers.schema import STATIONS, FieldSchema, Schema

# A text and where it leads: from the site's root, to another site, or '' for nowhere.
Part = tuple[str, str]


class Cell(NamedTuple):
    """A column's title, what is in it (nothing: `missing` is shown), and whether it is a number or a day."""

    title: str
    parts: list[Part]
    missing: str
    number: bool
    day: bool


def cell_of(register: Register, record: RegisterRecord, field: FieldSchema, content: Content) -> Cell:
    """The cell as pages show it, each value with a link to what it names."""
    parts = [_part(register, record, field, text, content) for text in record.texts(field.name)]
    return Cell(field.title, parts, field.missing, field.type in ("integer", "number"), field.type == "date")


def _part(register: Register, record: RegisterRecord, field: FieldSchema, text: str, content: Content) -> Part:
    schema = register.schema
    resource = next((key.reference.resource for key in schema.foreign_keys if key.fields == field.name), "")
    if resource == STATIONS:
        station = content.stations_by_id[text]
        return station.name, href(station.path)
    if resource:
        other = content.registers.by_name[resource]
        return other.label_of(other.by_key[text]), href(other.page_of(other.by_key[text]))
    if field.source:
        return _source(text, content)
    if field.format == "uri":
        return urlsplit(text).netloc, text
    return text, href(register.page_of(record)) if schema.pages and field.name == schema.label else ""


def _source(path: str, content: Content) -> Part:
    if entry := content.by_source.get(path):
        return entry.title, href(entry.path)
    target = page_target(path, path.rpartition("/")[2])
    return path.rpartition("/")[2], href(target.path) if target else ""


def table_of(register: Register, records: Iterable[RegisterRecord], content: Content) -> dict[str, Any]:
    """A table of some of the records: columns, and for each row its cells and whether it is overdue."""
    records = list(records)
    # A column with nothing in it, and nothing to say of that, would be an empty strip.
    fields = [field for field in register.schema.fields
              if field.listed and (field.missing or any(record.texts(field.name) for record in records))]
    day = content.now.date()
    return {"columns": [(field.title, field.type in ("integer", "number")) for field in fields],
            "facets": [field.name in register.schema.facets for field in fields],
            "head": next((n for n, field in enumerate(fields) if field.name == register.schema.label), 0),
            "rows": [([cell_of(register, record, field, content) for field in fields], register.is_overdue(record, day))
                     for record in records]}


def cards_of(register: Register, records: Iterable[RegisterRecord], content: Content) -> list[Any]:
    """Cards of some of the records in their groups: big value and unit, what it is of with its source, the other cells."""
    spec = register.schema.cards
    if not spec:
        return []
    sources = [field for field in register.schema.fields if field.source]
    others = [field for field in _others(register.schema) if not field.source and field.name != spec.group]
    groups: dict[str, list[Any]] = {}
    for record in records:
        groups.setdefault("".join(record.texts(spec.group)), []).append((
            *register.figure_of(record), register.label_of(record),
            next((link for field in sources for _, link in cell_of(register, record, field, content).parts), ""),
            [cell for field in others if (cell := cell_of(register, record, field, content)).parts]))
    return list(groups.items())


def _others(schema: Schema) -> list[FieldSchema]:
    """What lists tell besides a record's label and the figure on its card."""
    spec = schema.cards
    used = {schema.label, schema.primary_key, *((spec.value, spec.shown, spec.unit, spec.series) if spec else ())}
    return [field for field in schema.fields if field.listed and field.name not in used]


def told_of(register: Register, record: RegisterRecord, content: Content) -> Iterator[tuple[str, str]]:
    """Title and text of what lists tell of a record besides its label."""
    if spec := register.schema.cards:
        yield register.schema.by_name[spec.value].title, "".join(register.figure_of(record))
    for field in _others(register.schema):
        if parts := cell_of(register, record, field, content).parts:
            yield field.title, "、".join(text for text, _ in parts)


def backlinks_of(register: Register, record: RegisterRecord, content: Content) -> list[dict[str, Any]]:
    """What other registers say of the record: for each its title, and the table or cards of those that name it."""
    groups: dict[str, list[Backlink]] = {}
    for link in content.registers.backlinks.get((register.schema.name, register.key_of(record)), ()):
        if not (register.schema.history and link.register.schema.is_of_events):
            groups.setdefault(link.register.schema.name, []).append(link)
    return [shown_of(links[0].register, [link.record for link in links], content) for links in groups.values()]


def shown_of(register: Register, records: Sequence[RegisterRecord], content: Content) -> dict[str, Any]:
    """Some of the records as cards or a table, as the schema has it."""
    return {"title": register.schema.title, "cards": cards_of(register, records, content), "table": table_of(register, records, content)}


def records_of_entry(path: str, named: dict[str, tuple[str, ...]], content: Content) -> list[tuple[str, list[Part]]]:
    """Records that an item belongs to, by register: those its front matter names, and those it is the evidence of."""
    found: dict[str, dict[Part, None]] = {}
    registers = content.registers
    for register in registers.with_pages.values():
        for key in named.get(register.schema.news, ()):
            found.setdefault(register.schema.title, {})[_link(register, register.by_key[key])] = None
    for link in registers.by_source.get(path, ()):
        found.setdefault(link.register.schema.title, {})[_link(link.register, link.record)] = None
    return [(title, list(links)) for title, links in found.items()]


def records_of_station(station: str, content: Content) -> list[tuple[str, list[Part]]]:
    """Records that name a station, by register."""
    links = content.registers.backlinks.get((STATIONS, station), ())
    return list(group((link.register.schema.title, _link(link.register, link.record)) for link in links).items())


def stations_of(register: Register, record: RegisterRecord, content: Content) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """Of each column that names stations and does: its title, and the address, name, type and town of each."""
    return [(register.schema.by_name[name].title, [(href(one.path), one.name, one.type, one.town) for one in stations])
            for name in register.schema.station_columns
            if (stations := [content.stations_by_id[text] for text in record.texts(name)])]


def _link(register: Register, record: RegisterRecord) -> Part:
    return register.label_of(record), href(register.page_of(record))
