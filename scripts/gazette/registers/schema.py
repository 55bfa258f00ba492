"""docs/registers/schema.yml: what registers there are, with the names of Frictionless Table Schema; and what pages need of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field, field_validator

from gazette.fields import Names, PlainText, refuse
from gazette.problems import Problem, nearest
from gazette.records import Record
from gazette.settings import Settings
from gazette.yaml_lists import load_list

FOLDER = "registers"
SCHEMA = f"{FOLDER}/schema.yml"
# The only table that a register may refer to without being one.
STATIONS = "stations"
# Folders of the site that are taken by something else.
_TAKEN = (STATIONS, FOLDER, "news", "columns", "archive", "tags", "organizations", "data", "assets")
_NAME = r"^[a-z][a-z0-9_]*$"


class Constraints(Record):
    """What a cell may be; `minimum` counts for numbers."""

    required: bool = False
    enum: Names = ()
    pattern: str = ""
    minimum: float | None = None

    @field_validator("pattern")
    @classmethod
    def _check_pattern(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error:
            raise refuse(f"“{value}”不是正则表达式。", "检查括号和反斜杠。") from None
        return value


class FieldSchema(Record):
    """A column. Own to the press: `missing`, shown where a cell is empty; `listed`, whether the table shows it; `past`, a
    date that has come; `source`, paths of news items or documents from the project's root.
    """

    name: str = Field(pattern=_NAME)
    title: PlainText = Field(min_length=1)
    type: Literal["string", "integer", "number", "date", "list"] = "string"
    format: Literal["default", "uri"] = "default"
    delimiter: str = "、"
    description: PlainText = ""
    constraints: Constraints = Constraints()
    missing: PlainText = ""
    listed: bool = True
    past: bool = False
    source: bool = False


class Reference(Record):
    """The register, and its primary key, that a foreign key refers to."""

    resource: str
    fields: str


class ForeignKey(Record):
    """A column (a single value or a list) whose values are keys of another register, or ids of stations."""

    fields: str
    reference: Reference


class Rule(Record):
    """Where `field` has one of `values`, the columns that must be filled and those that must not."""

    field: str
    values: Names = Field(min_length=1)
    required: Names = ()
    forbidden: Names = ()


class Tally(Record):
    """A count of the records by a column, beside what public documents state (a number, or words such as 30余)."""

    field: str
    stated: Mapping[str, str] = {}


class Progress(Record):
    """A chart of the states in `field`, in all and by the column `by`; records whose state is in `open` can be overdue."""

    field: str
    by: str = ""
    deadline: str = ""
    open: Names = ()


class Cards(Record):
    """Shown as cards, not as a table: groups, big value (`shown` where that is filled), unit, and bars for each `series`."""

    group: str
    value: str
    shown: str = ""
    unit: str = ""
    series: str = ""


class Schema(Record):
    """A register as its block describes it."""

    name: str = Field(pattern=_NAME)
    title: PlainText = Field(min_length=1)
    description: PlainText = Field(min_length=1)
    note: PlainText = ""
    fields: tuple[FieldSchema, ...] = Field(min_length=1)
    primary_key: str = Field(alias="primaryKey")
    foreign_keys: tuple[ForeignKey, ...] = Field(default=(), alias="foreignKeys")
    # The column that names a record for readers.
    label: str
    pages: bool = False
    # The key of front matter by which items name its records.
    news: Literal["", "brands", "departments", "tasks"] = ""
    # How many there are by public documents; units of the total and of what is listed here.
    total: int | None = None
    unit: PlainText = "项"
    listed_unit: PlainText = ""
    facets: Names = ()
    rules: tuple[Rule, ...] = ()
    tallies: tuple[Tally, ...] = ()
    progress: Progress | None = None
    cards: Cards | None = None

    @property
    def by_name(self) -> dict[str, FieldSchema]:
        """Its columns by name."""
        return {field.name: field for field in self.fields}

    @property
    def table(self) -> str:
        """Its table, from the project's root."""
        return f"docs/{FOLDER}/{self.name}.csv"

    def columns_named(self) -> Iterator[str]:
        """Every column that the block names outside of `fields`."""
        yield from (self.primary_key, self.label, *self.facets, *(key.fields for key in self.foreign_keys))
        for rule in self.rules:
            yield from (rule.field, *rule.required, *rule.forbidden)
        yield from (tally.field for tally in self.tallies)
        for part in (self.progress, self.cards):
            yield from (value for value in (part.model_dump(exclude={"open"}).values() if part else ()) if value)


def load_schemas(settings: Settings) -> tuple[list[Schema], list[Problem]]:
    """The registers in the order of the file, and what is wrong in it; none where there is no file."""
    path = (settings.docs_dir / SCHEMA).relative_to(settings.root).as_posix()
    rows, problems = load_list(settings.root, path, Schema)
    schemas = [schema for _, schema in rows]
    if not problems:
        lines: dict[str, int] = {}
        for line, schema in rows:
            lines.setdefault(schema.name, line)
        problems = [Problem(path, lines[schema.name], *fault) for schema in schemas for fault in _check(schema, schemas)]
    return schemas, problems


def _check(schema: Schema, schemas: Sequence[Schema]) -> Iterator[tuple[str, str]]:
    if schema.name in _TAKEN or [other.name for other in schemas].count(schema.name) > 1:
        yield f"名称 {schema.name} 已经用掉了。", "换一个名称。"
    for name in dict.fromkeys(schema.columns_named()):
        if name not in schema.by_name:
            near = nearest(name, schema.by_name)
            yield f"台账 {schema.name} 没有“{name}”这一列。", f"是不是 {near}？" if near else "在 fields 里补上它。"
    keys = {other.name: other.primary_key for other in schemas} | {STATIONS: "id"}
    for key in schema.foreign_keys:
        if keys.get(key.reference.resource) != key.reference.fields:
            near = nearest(key.reference.resource, keys)
            yield (f"台账 {schema.name} 的 {key.fields} 列指向 {key.reference.resource} 的 {key.reference.fields}，没有这样的编号列。",
                   f"是不是 {near} 的 {keys[near]}？" if near else "写另一个台账的 name 和它的 primaryKey。")
