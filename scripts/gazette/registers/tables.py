"""The tables in docs/registers/ to registers."""

from __future__ import annotations

from gazette.csv_tables import parse_table
from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.registers.register import Register, Registers
from gazette.registers.schema import FOLDER, Schema
from gazette.registers.schemas import SCHEMA, load_schemas
from gazette.registers.values import parse_rows
from gazette.settings import Settings


def load_registers(settings: Settings) -> tuple[Registers, list[Problem]]:
    """All registers, and what is wrong in the schema, in the tables and in single rows."""
    schemas, problems = load_schemas(settings)
    if problems:
        return Registers(), problems
    registers = {}
    for schema in schemas:
        register, faults = _load_register(settings, schema)
        problems += faults
        if register:
            registers[schema.name] = register
    known = [schema.name for schema in schemas]
    for file in sorted((settings.docs_dir / FOLDER).glob("*.csv")):
        if file.stem not in known:
            near = nearest(file.stem, known)
            problems.append(Problem(f"docs/{FOLDER}/{file.name}", 1, f"docs/{SCHEMA} 里没有名为 {file.stem} 的台账。",
                                    f"是不是 {near}.csv？" if near else "在那里写上它的各列。"))
    return Registers(registers), problems


def _load_register(settings: Settings, schema: Schema) -> tuple[Register | None, list[Problem]]:
    """None for a table that cannot be read: nothing can be said of what refers to it."""
    path = settings.root / schema.table
    if not path.is_file():
        return None, [Problem(schema.table, 1, f"找不到“{schema.title}”的表格。", "新建这个文件，第一行写表头。")]
    needed = [field.name for field in schema.fields if field.constraints.required or field.name in (schema.primary_key, schema.label)]
    try:
        table = parse_table(decode_text(path.read_bytes(), schema.table), schema.table,
                            {field.name: field.title for field in schema.fields}, needed)
    except ProblemsFound as found:
        return None, found.problems
    records, faults = parse_rows(table.rows, schema)
    refused = frozenset(row.values.get(schema.primary_key, "") for row in table.rows) if faults else frozenset()
    return Register(schema, tuple(records), refused), [*table.problems, *faults]
