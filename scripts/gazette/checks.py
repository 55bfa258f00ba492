"""What must hold between the records: known names, one page per path, links that lead somewhere."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gazette.front_matter import decode_text, split_document
from gazette.links import OUTSIDE, line_of
from gazette.permalinks import entry_path, is_made_picture
from gazette.problems import Problem, nearest
from gazette.records import Column, Entry, FrontMatter, Link
from gazette.registers.register import Registers
from gazette.settings import Settings

if TYPE_CHECKING:  # the templates that it brings with it take a tenth of a second to load, which a check of one file does not have
    from gazette.pages import Output


def check_names(entries: Sequence[Entry], columns: Sequence[Column], registers: Registers, settings: Settings) -> Iterator[Problem]:
    """Columns, organizations, towns and records of registers that entries name must exist."""
    known = known_names(columns, registers, settings)
    # An empty list means: not checked.
    checked = {field: frozenset(names) for field, (names, _) in known.items() if names or field == "columns"}
    for entry in entries:
        for field, allowed in checked.items():
            for name in getattr(entry, field):
                if name not in allowed:
                    names, home = known[field]
                    near, label = nearest(name, names), FrontMatter.model_fields[field].title
                    cure = f"是不是“{near}”？" if near else f"可以用的名称在 {home} 里。"
                    yield Problem(entry.source_path, line_of_key(settings.root, entry, field), f"没有名为“{name}”的{label}。", cure)


def known_names(columns: Sequence[Column], registers: Registers, settings: Settings) -> dict[str, tuple[Collection[str], str]]:
    """What an item may name, by front matter key: the names (none: whatever one likes, but for columns), and the file with them."""
    options = settings.options
    return {"columns": ([column.name for column in columns], "news/columns.yml"),
            "organizations": (options.organizations, "mkdocs.yml"), "towns": (options.towns, "mkdocs.yml"),
            **{field: (register.keys, register.schema.table) for field, register in registers.by_news.items()}}


def line_of_key(root: Path, entry: Entry, field: str) -> int:
    """The line of a key in an item's front matter."""
    lines = split_document(decode_text((root / entry.source_path).read_bytes(), entry.source_path), entry.source_path).lines
    return lines.get(field) or lines.get("column") or 1


def check_entry_paths(entries: Sequence[Entry]) -> Iterator[Problem]:
    """No two items may have one page: everything that lists them goes by their path."""
    first: dict[str, Entry] = {}
    for entry in entries:
        other = first.setdefault(entry.path, entry)
        if other is not entry:
            yield Problem(entry.source_path, 1, f"与 {other.source_path} 生成同一个网页 {entry.path}。", "给其中一个改名。")


def check_paths(outputs: Sequence[Output]) -> Iterator[Problem]:
    """No two sources may make the same path, not even one that differs in case only (Windows and macOS do not tell)."""
    first: dict[str, Output] = {}
    for output in outputs:
        other = first.setdefault(output.path.lower(), output)
        if other is not output:
            path, _, line = output.origin.partition(":")
            yield Problem(path, int(line or 1), f"与 {other.origin} 生成同一个网页 {output.path}。", "给其中一个改名。")


def check_links(root: Path, links: dict[str, Sequence[Link]], paths: set[str]) -> Iterator[Problem]:
    """Every link in a source must lead to a file of the site, whose paths are given."""
    for source, found in links.items():
        for link in found:
            if link.path not in paths and link.path.rstrip("/") + "/index.html" not in paths:
                line = line_of(decode_text((root / source).read_bytes(), source), link.written)
                yield Problem(source, line, f"链接“{link.written}”打不开。", _cure(root, link, paths))


def _cure(root: Path, link: Link, paths: set[str]) -> str:
    if link.path.startswith(OUTSIDE):
        return "链接用相对写法，例如 24-biaoti.md 或 ../../../docs/about.md，不要以 / 开头，也不要指到项目以外。"
    if any((root / source).is_file() for source in _sources(link.path)):
        return "它指向的稿件是草稿或还没到发布时间；等它发布后再加这个链接。"
    folder, _, name = link.path.rpartition("/")
    beside = [path.rpartition("/")[2] for path in paths if path.rpartition("/")[0] == folder and not is_made_picture(path)]
    near = nearest(name, beside)
    if near:
        return f"是不是 {os.path.splitext(near)[0] + os.path.splitext(link.written)[1] if near.endswith('.html') else near}？"
    return "检查文件名和所在文件夹。"


def _sources(path: str) -> Iterator[str]:
    stem = path.removesuffix(".html")
    return (source for source in (f"{stem}.md", f"{stem}.markdown") if entry_path(source) == path)
