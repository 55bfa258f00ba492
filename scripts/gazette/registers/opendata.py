"""Registers as open data: CSV for spreadsheets, JSON for programs, and a Frictionless data package that describes both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gazette.csv_tables import render_csv
from gazette.defuse import defuse
from gazette.pages import Output, Site, ready
from gazette.permalinks import register_data_path
from gazette.registers.register import Register, Registers, Value
from gazette.registers.schema import FieldSchema, Schema

PACKAGE = "data/registers/datapackage.json"


def register_outputs(site: Site) -> Iterator[Output]:
    """Two files for each register, and the package."""
    registers = site.content.registers
    for name, register in registers.by_name.items():
        yield ready(register_data_path(name, "csv"), register.schema.table, register_csv(register))
        yield ready(register_data_path(name, "json"), register.schema.table, register_json(register))
    if registers.by_name:
        yield ready(PACKAGE, "docs/registers/schema.yml", data_package(registers, site.settings.site_name))


def register_csv(register: Register) -> bytes:
    """UTF-8 with a BOM, so that Excel reads it; header in Chinese; no cell that a spreadsheet would run."""
    fields = register.schema.fields
    return render_csv([[field.title for field in fields], *(
        [defuse(field.delimiter.join(record.texts(field.name))) for field in fields] for record in register.records)])


def register_json(register: Register) -> bytes:
    """The stated total and an array of records by field name, a line for each, so that versions compare well."""
    rows = ",\n".join(_dump({name: _plain(value) for name, value in record.values.items()}) for record in register.records)
    return f'{{"name": {_dump(register.schema.name)}, "total": {_dump(register.schema.total)}, "records": [\n{rows}\n]}}\n'.encode()


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value if value is None or isinstance(value, str | int | float) else str(value)


def data_package(registers: Registers, title: str) -> bytes:
    """datapackage.json: the tables with their schemas; fields go by their Chinese titles, as the headers do."""
    resources = [_resource(register.schema, registers) for register in registers.by_name.values()]
    package = {"name": "registers", "title": title, "profile": "tabular-data-package", "resources": resources}
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(schema: Schema, registers: Registers) -> dict[str, Any]:
    titles = {field.name: field.title for field in schema.fields}
    # A key in a list cannot be said in Table Schema; nor one to a table outside the package.
    keys = [{"fields": titles[key.fields], "reference": {
                "resource": key.reference.resource,
                "fields": registers.by_name[key.reference.resource].schema.by_name[key.reference.fields].title}}
            for key in schema.foreign_keys if key.reference.resource in registers.by_name and schema.by_name[key.fields].type != "list"]
    return {"name": schema.name, "title": schema.title, "description": schema.description, "path": f"{schema.name}.csv",
            "profile": "tabular-data-resource", "encoding": "utf-8", "schema": {
                "fields": [_field(field) for field in schema.fields], "primaryKey": titles[schema.primary_key],
                **({"foreignKeys": keys} if keys else {})}}


def _field(field: FieldSchema) -> dict[str, Any]:
    limits = field.constraints.model_dump(exclude_defaults=True)
    said = {"description": f"{field.description or field.title}（JSON 里的名称：{field.name}）"}
    # A list is a text in version 1 of Table Schema, which most programs read.
    kind = {"type": "string" if field.type == "list" else field.type, "format": field.format}
    if field.type == "list":
        limits = {name: value for name, value in limits.items() if name == "required"}
    return {"name": field.title, **kind, **said, **({"constraints": limits} if limits else {})}


_dump = json.JSONEncoder(ensure_ascii=False).encode
