"""What editors should look at in registers although the build is good."""

from __future__ import annotations

from collections.abc import Iterator

from gazette.content import Content
from gazette.registers.register import Register, RegisterRecord


def reminders(content: Content) -> list[str]:
    """Records that are overdue, and those whose sources have been withdrawn, each with its place: a withdrawal must not wait for them."""
    return [f"{record.path}:{record.line}: {register.schema.title}“{register.label_of(record)}”{said}"
            for register in content.registers.by_name.values() for record in register.records
            for said in _said(register, record, content)]


def _said(register: Register, record: RegisterRecord, content: Content) -> Iterator[str]:
    if register.is_overdue(record, content.now.date()):
        yield "已超过期限。"
    for field in register.schema.fields:
        for path in record.texts(field.name) if field.source else ():
            if (entry := content.by_source.get(path)) and entry.withdrawn:
                yield f"的{field.title} {path} 已经撤回，请换一个。"
