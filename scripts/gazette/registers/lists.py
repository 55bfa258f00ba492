"""What handwritten pages show of registers."""

from __future__ import annotations

from typing import Any

from gazette.pages import Site
from gazette.permalinks import href, register_data_path, register_path
from gazette.registers.opendata import PACKAGE
from gazette.registers.pages import size_words
from gazette.registers.schema import FieldSchema

_TYPES = {"string": "文字", "integer": "整数", "number": "数字", "date": "日期（年-月-日）", "list": "几项文字"}


def all_registers(site: Site) -> dict[str, Any]:
    """Every register with its page, what it is, and how much of it is listed."""
    return {"registers": [(one.schema.title, href(register_path(name)), one.schema.description, size_words(one))
                          for name, one in site.content.registers.by_name.items()]}


def register_files(site: Site) -> dict[str, Any]:
    """The data files of every register, and what its columns mean."""
    registers = site.content.registers.by_name
    return {"package": PACKAGE, "registers": [
        (one.schema.title, one.schema.description, [(kind.upper(), href(register_data_path(name, kind))) for kind in ("csv", "json")],
         [(field.title, field.name, _type_words(field), field.description) for field in one.schema.fields])
        for name, one in registers.items()]}


def _type_words(field: FieldSchema) -> str:
    kind = "网址" if field.format == "uri" else _TYPES[field.type]
    several = f"，用“{field.delimiter}”隔开" if field.type == "list" else ""
    return f"{kind}{several}{'，必有' if field.constraints.required else ''}"
