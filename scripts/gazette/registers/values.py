"""Rows of a register to typed values: a pydantic model made from its schema, with the messages that all records have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, create_model

from gazette.csv_tables import Row
from gazette.fields import Address, Day, Names, PlainText, Term, Terms, refuse
from gazette.problems import Problem, nearest
from gazette.records import Record, explain
from gazette.registers.register import RegisterRecord
from gazette.registers.schema import FieldSchema, Schema

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def parse_rows(rows: Iterable[Row], schema: Schema) -> tuple[list[RegisterRecord], list[Problem]]:
    """The records of rows, each checked by itself, and the problems of the others."""
    model = _model(schema)
    lists = {field.name: field.delimiter for field in schema.fields if field.type == "list"}
    records, problems = [], []
    for row in rows:
        cells = {name: text.split(lists[name]) if name in lists else text for name, text in row.values.items()}
        try:
            values = model.model_validate(cells)
        except ValidationError as error:
            problems += [Problem(row.path, row.line, *explain(fault, model)[1:]) for fault in error.errors()]
            continue
        records.append(RegisterRecord({name: getattr(values, name) for name in model.model_fields}, row.path, row.line))
    return records, problems


def _model(schema: Schema) -> type[Record]:
    fields: dict[str, Any] = {}
    for field in schema.fields:
        # Keys that pages are named for must be fit for that.
        kind = _type(field, field.name == schema.primary_key and schema.pages)
        needed = field.constraints.required or field.name in (schema.primary_key, schema.label)
        default = ... if needed else () if field.type == "list" else None
        # Empty cells are never validated, so None need not be in the type: a union would make two messages of each fault.
        fields[field.name] = (kind, Field(default, title=field.title))
    return create_model(schema.name, __base__=Record, **fields)


def _type(field: FieldSchema, is_name: bool) -> Any:
    kind: Any = {"string": Term if is_name else Address if field.format == "uri" else PlainText,
                 "list": Terms if is_name else Names, "date": Day,
                 "integer": Annotated[int, BeforeValidator(partial(_parse_number, whole=True))],
                 "number": Annotated[int | float, BeforeValidator(partial(_parse_number, whole=False))]}[field.type]
    return Annotated[kind, AfterValidator(partial(_check, field))]


def _parse_number(value: object, whole: bool) -> object:
    if not isinstance(value, str):
        return value
    if not _NUMBER.fullmatch(value) or (whole and "." in value):
        raise refuse(f"“{value}”不是{'整数' if whole else '数字'}。", "只写数字，不加逗号、单位和“余”字。")
    return float(value) if "." in value else int(value)


def _check(field: FieldSchema, value: Any) -> Any:
    for message, hint in _faults(field, value):
        raise refuse(message, hint)
    return value


def _faults(field: FieldSchema, value: Any) -> Iterator[tuple[str, str]]:
    limits = field.constraints
    for one in value if isinstance(value, tuple) else (value,):
        if limits.enum and str(one) not in limits.enum:
            near = nearest(str(one), limits.enum)
            yield f"“{one}”不在可以写的值里。", f"是不是“{near}”？" if near else f"可以写：{'、'.join(limits.enum)}。"
        if limits.pattern and not re.fullmatch(limits.pattern, str(one)):
            yield f"“{one}”的写法不对。", field.description or f"要符合 {limits.pattern}。"
        if limits.minimum is not None and isinstance(one, int | float) and one < limits.minimum:
            yield f"{one} 太小了。", f"最小是 {limits.minimum:g}。"
