"""JSON Schema of the front matter, from the record that reads it: editors that know YAML complete keys and mark faults."""

from __future__ import annotations

import json
from typing import Any

from gazette.records import FrontMatter, Record

SCHEMA = "schemas/front-matter.json"
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(\+08:00)?$", "examples": ["2026-11-24 09:00"]}
_COLUMN = {"type": "string", "minLength": 1, "title": "栏目（一个）", "description": "只在一个栏目里的稿件填这一项。"}
_ABOUT = ("title", "description", "minLength")


def render_schema() -> str:
    """The schema as text, for the file SCHEMA."""
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "稿件信息", "type": "object",
        **front_matter_schema(), "additionalProperties": False,
        "oneOf": [{"required": ["column"]}, {"required": ["columns"]}]}, ensure_ascii=False, indent=2) + "\n"


def front_matter_schema() -> dict[str, Any]:
    """The `properties` of the front matter, with both spellings of columns, and those always `required`."""
    whole = schema_of(FrontMatter)
    properties: dict[str, Any] = {}
    for key, field in whole["properties"].items():
        if key == "columns":
            properties["column"] = _COLUMN
        properties[key] = field
    return {"properties": properties, "required": [key for key in whole["required"] if key != "columns"]}


def schema_of(record: type[Record]) -> dict[str, Any]:
    """The JSON Schema of a record as an editor writes it: `properties` by key, and the keys that are `required`."""
    whole = record.model_json_schema()
    properties = {key: _mend(field, whole.get("$defs", {})) for key, field in whole["properties"].items()}
    return {"properties": properties, "required": whole["required"]}


def _mend(field: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """A field as an editor writes it: moments are text, one name may stand for a list of names, no null."""
    if "$ref" in field:
        field = field | defs[field["$ref"].rpartition("/")[2]]
    about = {key: field[key] for key in _ABOUT if key in field}
    options = [option for option in field.get("anyOf", []) if option.get("type") != "null"]
    if options:
        return _mend(options[0], defs) | about
    if field.get("format") == "date-time":
        return MOMENT | about
    if field["type"] == "array":
        items = _mend(field["items"], defs)
        many = {"type": "array", "items": items}
        return about | ({"anyOf": [{"type": "string"}, many]} if items["type"] == "string" else many)
    if field["type"] == "object":
        inner = {key: _mend(value, defs) for key, value in field["properties"].items()}
        return {"type": "object", "properties": inner, "required": field["required"], "additionalProperties": False} | about
    return {"type": field["type"]} | about
