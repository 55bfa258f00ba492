"""What a register is: a block of docs/registers/schema.yml, with the names of Frictionless Table Schema and what pages need besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field, field_validator

from gazette.fields import Names, PlainText, refuse
from gazette.records import Record

FOLDER = "registers"
# The only table that a register may refer to without being one.
STATIONS = "stations"
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

    @property
    def happening(self) -> str:
        """What happened on the day that a column of dates holds: 销号日期 → 销号."""
        return self.title.removesuffix("日期")


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
    """A count of the records by a column, in a unit, beside what public documents state (a number, or words such as 30余)."""

    field: str
    unit: PlainText = ""
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
    # Columns of days that have come, on which a record changed: what the feed of registers tells.
    changed: Names = ()
    # Whether a record's page lists what happened to it and to its sources, day by day.
    history: bool = False

    @property
    def station_columns(self) -> list[str]:
        """Its columns that name stations."""
        return [key.fields for key in self.foreign_keys if key.reference.resource == STATIONS]

    @property
    def is_of_events(self) -> bool:
        """Whether its records are no more than a label on a day of what they refer to: a history says all of that."""
        said = {self.primary_key, self.label, *self.changed, *(key.fields for key in self.foreign_keys)}
        return bool(self.changed) and said.issuperset(self.by_name)

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
        yield from (self.primary_key, self.label, *self.facets, *self.changed, *(key.fields for key in self.foreign_keys))
        for rule in self.rules:
            yield from (rule.field, *rule.required, *rule.forbidden)
        yield from (tally.field for tally in self.tallies)
        if self.progress:
            yield from filter(None, (self.progress.field, self.progress.by, self.progress.deadline))
        if self.cards:
            yield from filter(None, self.cards.model_dump().values())
