"""A check of some files only, in less than a second: what each says by itself, and whether what it names is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from gazette import clock
from gazette.cache import Cache
from gazette.checks import check_links, check_names
from gazette.columns import load_columns
from gazette.entries import Source, find_news, render_source
from gazette.gate.allowed import load_allowed
from gazette.gate.files import TEXTS, Found, walk_files
from gazette.gate.heads import read_heads
from gazette.gate.review import check_review
from gazette.gate.screening import in_names, in_registers, in_stations, in_texts, screen_attachments, told
from gazette.markdown import Renderer
from gazette.permalinks import column_path, entry_path, is_entry_source
from gazette.problems import Problem
from gazette.records import Column, Entry, Finding, Link, revive_entry
from gazette.registers.register import Registers
from gazette.registers.rules import check_registers, check_sources, cited_sources
from gazette.registers.schema import FOLDER as REGISTERS
from gazette.registers.schemas import SCHEMA
from gazette.registers.tables import load_registers
from gazette.settings import Settings
from gazette.stations.mentions import check_mentions
from gazette.stations.station import Station
from gazette.stations.tables import FOLDER, load_rows, load_stations

# Pages that are made from all content together: whether one is there, only the check of everything can say.
_MADE = ("archive/", "tags/", "organizations/", "brands/", "columns/", "stations/", "data/", "feed", "atom", "search", "sitemap", "index")


def check_some(settings: Settings, files: Sequence[str]) -> list[Problem]:
    """The errors of these files (paths from the root), as far as they can be told without reading all the others."""
    return list(_Some(settings, files).check())


class _Some:
    def __init__(self, settings: Settings, files: Sequence[str]):
        self._settings, self._root, self._files = settings, settings.root, files
        self._docs = settings.docs_dir.relative_to(settings.root).as_posix() + "/"
        self._tables = [path for path in files if path.startswith(f"{self._docs}{FOLDER}/") and path.endswith(".csv")]

    def check(self) -> Iterator[Problem]:
        """What is wrong in the files, or with them."""
        refused = {problem.path: problem for problem in (*self._news[2], *self._pages.problems)}
        yield from (refused[path] for path in self._files if path in refused)
        there = {*self._news[0], *self._news[1], *self._pages.paths}
        yield from (Problem(path, 1, "找不到这个文件。", "检查文件名和所在文件夹。") for path in self._files
                    if path not in refused and path not in there and not (self._root / path).is_file())
        whole = [path for path in self._files if path in there]
        yield from self._check_tables()
        yield from self._check_sources()
        entries, problems, found = self._read([path for path in whole if is_entry_source(path)])
        yield from problems
        columns, problems = self._columns
        yield from problems
        yield from check_names(entries, columns, self._registers[0], self._settings)
        yield from check_review(entries, self._settings)
        links: dict[str, Sequence[Link]] = {entry.source_path: entry.links for entry in entries}
        yield from check_links(self._root, links, self._paths(links))
        if any(entry.stations for entry in entries):
            yield from check_mentions(entries, self._stations[0], self._settings)
        yield from self._screen(whole, entries, found)

    @cached_property
    def _news(self) -> tuple[list[str], list[str], list[Problem]]:
        return find_news(self._root)

    @cached_property
    def _pages(self) -> Found:
        return walk_files(self._root, self._docs.rstrip("/"))

    @cached_property
    def _stations(self) -> tuple[list[Station], list[Problem]]:
        return load_stations(self._settings)

    @cached_property
    def _columns(self) -> tuple[list[Column], list[Problem]]:
        return load_columns(self._root)

    @cached_property
    def _registers(self) -> tuple[Registers, list[Problem]]:
        return load_registers(self._settings)

    def _check_tables(self) -> Iterator[Problem]:
        """What is wrong in the tables among the files, by themselves and beside the others; with the schema, in all registers."""
        registers, problems = self._registers
        tables = self._files if f"{self._docs}{SCHEMA}" not in self._files else [*self._files, *(
            register.schema.table for register in registers.by_name.values())]
        if any(path.startswith(f"{self._docs}{REGISTERS}/") for path in self._files):
            ids = {row.values["id"] for row in load_rows(self._settings)[0] if "id" in row.values}
            problems = [*problems, *check_registers(registers, ids, self._items, self._settings, clock.read_clock().date())]
        yield from (problem for problem in problems if problem.path in tables)
        if self._tables:
            yield from (problem for problem in self._stations[1] if problem.path in self._tables)

    def _check_sources(self) -> Iterator[Problem]:
        """What a register names as its source is to be seen, where that is among the files."""
        yield from check_sources([one for one in cited_sources(self._registers[0]) if one.path in self._files], self._items, self._root)

    @cached_property
    def _items(self) -> dict[str, str]:
        """All items as `check_sources` wants them, with the state of those that a register names as its source."""
        named = {one.path for one in cited_sources(self._registers[0])}
        items = dict.fromkeys(self._news[0], "")
        now = clock.read_clock()
        return items | {head.path: head.written.state(now) for head in read_heads(self._root, sorted(named & items.keys()))}

    def _read(self, paths: Sequence[str]) -> tuple[list[Entry], list[Problem], list[tuple[str, Finding]]]:
        entries: list[Entry] = []
        problems: list[Problem] = []
        found: list[tuple[str, Finding]] = []
        renderer = Renderer(self._settings.markdown) if paths else None
        for path in paths:
            assert renderer
            rendered = render_source(Source(path, (self._root / path).read_bytes(), path), renderer)
            problems += rendered.problems
            if rendered.record:
                entries.append(revive_entry(rendered.record))
            found += ((path, one) for one in (entries[-1].findings if rendered.record else rendered.findings))
        return entries, problems, found

    def _paths(self, links: dict[str, Sequence[Link]]) -> set[str]:
        items, files, _ = self._news
        docs = [path.removeprefix(self._docs) for path in self._pages.paths]
        pages = {*map(entry_path, items), *files, *docs, *(path.removesuffix("md") + "html" for path in docs if path.endswith(".md"))}
        pages |= {column_path(column.slug) for column in self._columns[0]}
        return pages | {link.path for some in links.values() for link in some if link.path.startswith(_MADE)}

    def _screen(self, whole: Sequence[str], entries: Sequence[Entry], found: list[tuple[str, Finding]]) -> Iterator[Problem]:
        """Personal data; the tables of stations, whose telephones may be told, are read only where something was found."""
        named = {link.path for entry in entries for link in entry.links}
        attached = [path for path in self._news[1] if path in named or path in whole]
        attached += [path for path in whole if path.startswith(self._docs) and not path.endswith(TEXTS)]
        found += in_texts(self._root, [path for path in whole if path.endswith((".md", ".yml")) and not is_entry_source(path)])
        if self._tables:
            found += in_stations([station for station in self._stations[0] if station.source_path in self._tables])
        found += [one for one in in_registers(self._registers[0]) if one[0] in self._files]
        names = list(in_names([*whole, *attached]))
        needed = found or names or attached
        allowed = load_allowed(self._settings, self._stations[0] if needed else [])
        yield from allowed.problems
        yield from told(found, allowed.values)
        yield from told(names, allowed.values, "文件名里")
        if attached:
            cache = Cache(self._root / ".cache/check.sqlite")
            try:
                yield from screen_attachments(self._root, attached, allowed.values, cache).problems
            finally:
                cache.close()
