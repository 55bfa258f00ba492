"""docs/registers/schema.yml: what registers there are, each block checked by itself and against the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from gazette.problems import Problem, nearest
from gazette.registers.schema import FOLDER, STATIONS, Schema
from gazette.settings import Settings
from gazette.yaml_lists import load_list

SCHEMA = f"{FOLDER}/schema.yml"
# Folders of the site that are taken by something else.
_TAKEN = (STATIONS, FOLDER, "news", "columns", "archive", "tags", "organizations", "towns", "data", "assets")
# Message and cure.
_Fault = tuple[str, str]


def load_schemas(settings: Settings) -> tuple[list[Schema], list[Problem]]:
    """The registers in the order of the file, and what is wrong in it; none where there is no file."""
    path = (settings.docs_dir / SCHEMA).relative_to(settings.root).as_posix()
    rows, problems = load_list(settings.root, path, Schema)
    schemas = [schema for _, schema in rows]
    if not problems:
        problems = [Problem(path, line, *fault) for line, schema in rows for check in _CHECKS for fault in check(schema, schemas)]
    return schemas, problems


def _check_names(schema: Schema, schemas: Sequence[Schema]) -> Iterator[_Fault]:
    if schema.name in _TAKEN or [other.name for other in schemas].count(schema.name) > 1:
        yield f"名称 {schema.name} 已经用掉了。", "换一个名称。"
    if schema.news and [other.news for other in schemas].count(schema.news) > 1:
        yield f"不止一份台账的 news 是 {schema.news}。", "只留一份。"


def _check_columns(schema: Schema, schemas: Sequence[Schema]) -> Iterator[_Fault]:
    for name in dict.fromkeys(schema.columns_named()):
        if name not in schema.by_name:
            near = nearest(name, schema.by_name)
            yield f"台账 {schema.name} 没有“{name}”这一列。", f"是不是 {near}？" if near else "在 fields 里补上它。"


def _check_references(schema: Schema, schemas: Sequence[Schema]) -> Iterator[_Fault]:
    keys = {other.name: other.primary_key for other in schemas} | {STATIONS: "id"}
    for key in schema.foreign_keys:
        if keys.get(key.reference.resource) != key.reference.fields:
            near = nearest(key.reference.resource, keys)
            yield (f"台账 {schema.name} 的 {key.fields} 列指向 {key.reference.resource} 的 {key.reference.fields}，没有这样的编号列。",
                   f"是不是 {near} 的 {keys[near]}？" if near else "写另一个台账的 name 和它的 primaryKey。")


def _check_types(schema: Schema, schemas: Sequence[Schema]) -> Iterator[_Fault]:
    """Columns must be of the type that their use needs; else what is in them would silently count for nothing."""
    dates = [("changed", name) for name in schema.changed] + [("past", field.name) for field in schema.fields if field.past]
    dates += [("progress.deadline", schema.progress.deadline)] if schema.progress and schema.progress.deadline else []
    for use, name in dates:
        if name in schema.by_name and schema.by_name[name].type != "date":
            yield f"台账 {schema.name} 的 {use} 用到 {name} 列，它不是日期。", "把这一列的 type 写成 date。"
    for name in schema.changed:
        if name in schema.by_name and not schema.by_name[name].past:
            yield f"台账 {schema.name} 的 changed 用到 {name} 列，它可以写以后的日期。", "给这一列加上 past: true。"
    if schema.cards and schema.by_name.get(schema.cards.value) and schema.by_name[schema.cards.value].type not in ("integer", "number"):
        yield f"台账 {schema.name} 的 cards.value 用到 {schema.cards.value} 列，它不是数字。", "把这一列的 type 写成 number。"
    if schema.history and not schema.pages:
        yield f"台账 {schema.name} 有 history，每行却没有网页。", "加上 pages: true，或者删去 history。"


def _check_values(schema: Schema, schemas: Sequence[Schema]) -> Iterator[_Fault]:
    """Values that rules, charts and tallies name must be ones that the column may have."""
    named: list[tuple[str, str, Collection[str]]] = [("rules", rule.field, rule.values) for rule in schema.rules]
    named += [("tallies", tally.field, tally.stated) for tally in schema.tallies]
    named += [("progress", schema.progress.field, schema.progress.open)] if schema.progress else []
    for use, name, values in named:
        allowed = schema.by_name[name].constraints.enum if name in schema.by_name else ()
        if use == "progress" and name in schema.by_name and not allowed:
            yield f"台账 {schema.name} 的 progress 用到 {name} 列，它没有写明可以有哪些状态。", "在这一列的 constraints 里写 enum。"
        for value in values if allowed else ():
            if value not in allowed:
                near = nearest(value, allowed)
                yield (f"台账 {schema.name} 的 {use} 里有“{value}”，{name} 列不能写这个值。",
                       f"是不是“{near}”？" if near else f"可以写：{'、'.join(allowed)}。")


_CHECKS: tuple[Callable[[Schema, Sequence[Schema]], Iterator[_Fault]], ...] = (
    _check_names, _check_columns, _check_references, _check_types, _check_values)
