"""JSON Schema of a record to the fields of a form (https://sveltiacms.app/en/docs/fields)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gazette.clock import SHANGHAI
from gazette.gate.schema import MOMENT

Field = dict[str, Any]
# What a schema does not tell: which texts are names of files, addresses, or longer than a line.
_WIDGETS: dict[str, Field] = {
    "image": {"widget": "image", "choose_url": False}, "attachments": {"widget": "file", "multiple": True, "choose_url": False},
    "source_url": {"widget": "string", "type": "url"}, "description": {"widget": "text"}, "note": {"widget": "text"}}


class Choice(NamedTuple):
    """A value that a field may have, and what the form calls it."""

    value: str
    label: str


def form_of(schema: Mapping[str, Any], choices: Mapping[str, Sequence[Choice]]) -> list[Field]:
    """A field for each property of the schema, in order; those that have choices are chosen, not typed."""
    return [_field(name, about, name in schema["required"], choices.get(name, ())) for name, about in schema["properties"].items()]


def _field(name: str, about: Mapping[str, Any], required: bool, choices: Sequence[Choice]) -> Field:
    field = {"name": name, "label": about["title"], "required": required, **_widget(name, about, choices)}
    if required and field["widget"] == "datetime":
        field["default"] = "{{now}}"
    return field | ({"hint": about["description"]} if "description" in about else {})


def _widget(name: str, about: Mapping[str, Any], choices: Sequence[Choice]) -> Field:
    if choices:
        options = [choice._asdict() for choice in choices]
        return {"widget": "select", "options": options} | ({"multiple": True} if "anyOf" in about else {})
    if name in _WIDGETS:
        return _WIDGETS[name]
    if "anyOf" in about:
        return {"widget": "list"}
    if about["type"] == "array":
        return {"widget": "list", "fields": form_of(about["items"], {}), "collapsed": "auto"}
    if about["type"] == "object":
        return {"widget": "object", "fields": form_of(about, {}), "collapsed": True}
    if about.get("pattern") == MOMENT["pattern"]:
        return {"widget": "datetime", "format": "YYYY-MM-DD HH:mm", "input_timezone": str(SHANGHAI)}
    return {"widget": "boolean" if about["type"] == "boolean" else "string"}
