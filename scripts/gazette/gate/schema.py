"""JSON Schema of the front matter, from the record that reads it: editors that know YAML complete keys and mark faults."""

from __future__ import annotations

import json
from typing import Any

from gazette.records import FrontMatter

SCHEMA = "schemas/front-matter.json"
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?(\+08:00)?$", "examples": ["2026-11-24 09:00"]}


def render_schema() -> str:
    """The schema as text, for the file SCHEMA."""
    whole = FrontMatter.model_json_schema()
    properties = {key: _mend(field, whole["$defs"]) for key, field in whole["properties"].items()}
    properties["column"] = {"type": "string", "minLength": 1, "title": properties["columns"]["title"]}
    return json.dumps({
        "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "稿件信息", "type": "object",
        "properties": properties, "additionalProperties": False, "required": [key for key in whole["required"] if key != "columns"],
        "oneOf": [{"required": ["column"]}, {"required": ["columns"]}]}, ensure_ascii=False, indent=2) + "\n"


def _mend(field: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """A field as an editor writes it: moments are text, one name may stand for a list of names, no null."""
    if "$ref" in field:
        field = field | defs[field["$ref"].rpartition("/")[2]]
    about = {key: field[key] for key in ("title", "minLength") if key in field}
    options = [option for option in field.get("anyOf", []) if option.get("type") != "null"]
    if options:
        return _mend(options[0], defs) | about
    if field.get("format") == "date-time":
        return _MOMENT | about
    if field["type"] == "array":
        items = _mend(field["items"], defs)
        many = {"type": "array", "items": items}
        return about | ({"anyOf": [{"type": "string"}, many]} if items["type"] == "string" else many)
    if field["type"] == "object":
        inner = {key: _mend(value, defs) for key, value in field["properties"].items()}
        return {"type": "object", "properties": inner, "required": field["required"], "additionalProperties": False} | about
    return {"type": field["type"]} | about
