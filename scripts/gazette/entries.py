"""News items: Markdown files in news/ to `Entry` records and the HTML of their bodies."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from gazette.cache import Cache, digest_of
from gazette.front_matter import Document, YamlText, decode_text, split_document
from gazette.gate.files import walk_files
from gazette.gate.personal import find_personal
from gazette.links import file_target
from gazette.markdown import Renderer, count_characters, summarize
from gazette.permalinks import entry_path, is_entry_source
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.records import Entry, Finding, FrontMatter, Link, explain, revive_entry
from gazette.settings import Settings
from gazette.workers import run_all

_KEYS = (*FrontMatter.model_fields, "column")
_MARKDOWN = (".md", ".markdown")
# So many are put into the cache at once, while other processes render the next.
_BATCH = 500


class Source(NamedTuple):
    """A news item not yet read: its path from the project's root, its bytes, and their digest with the renderer's."""

    path: str
    raw: bytes
    digest: str


class Rendered(NamedTuple):
    """A news item read: the record as JSON and the HTML of its body; or else its problems, and what else was found in it."""

    record: str
    body: str
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


class News(NamedTuple):
    """What is in news/: records, the bodies rendered in this run by digest, other files, all problems, and what was found in
    the items that have some, by path."""

    entries: list[Entry]
    bodies: dict[str, str]
    files: list[str]
    problems: list[Problem]
    broken: dict[str, tuple[Finding, ...]]


def find_news(root: Path) -> tuple[list[str], list[str], list[Problem]]:
    """The items in news/ and the files beside them, as paths from the root in order; and files at odd places."""
    items, files = [], []
    paths, problems = walk_files(root, "news")
    for source in paths:
        if not source.lower().endswith(_MARKDOWN):
            if source.count("/") > 1:
                files.append(source)
        elif is_entry_source(source):
            items.append(source)
        elif source != "news/README.md":
            problems.append(Problem(
                source, 1, "文件名或所在文件夹不合规定。",
                "放在 news/年/月/ 下，文件名写“日-英文或拼音.md”，只用小写字母、数字和减号，例如 news/2026/11/24-shequ-huodong.md。"))
    return items, files, problems


def load_news(settings: Settings, cache: Cache, fingerprint: bytes, processes: int, on_rendered: Callable[[int, int], None],
              meanwhile: Callable[[], object]) -> News:
    """All of news/, from the cache where bytes and renderer are known; `on_rendered(done, total)` counts the others.

    `meanwhile` is done while other processes render.
    """
    paths, files, problems = find_news(settings.root)
    read = partial(_source_at, settings.root, fingerprint)
    known = cache.records()
    # With nothing in the cache they are read by whoever renders them.
    sources = {path: read(path) for path in paths} if known else {}
    entries = {path: revive_entry(known[source.digest]) for path, source in sources.items() if source.digest in known}
    fresh = [path for path in paths if path not in entries]
    if not fresh:
        meanwhile()
        return News(list(entries.values()), {}, files, problems, {})
    renderer = Renderer(settings.markdown)
    bodies: dict[str, str] = {}
    broken: dict[str, tuple[Finding, ...]] = {}
    rows: list[tuple[str, str, str]] = []
    results = run_all(lambda path: render_source(read(path), renderer), fresh, processes, meanwhile)
    for number, (path, result) in enumerate(zip(fresh, results, strict=True), 1):
        problems += result.problems
        if result.problems:
            broken[path] = result.findings
        else:
            # Now, while other processes are at work.
            entry = entries[path] = revive_entry(result.record)
            bodies[entry.digest] = result.body
            rows.append((entry.digest, result.record, result.body))
        if len(rows) == _BATCH or number == len(fresh):
            cache.add(rows)
            rows = []
        on_rendered(number, len(fresh))
    return News([entries[path] for path in paths if path in entries], bodies, files, problems, broken)


def _source_at(root: Path, fingerprint: bytes, path: str) -> Source:
    file = f"{root}/{path}"
    status = os.stat(file)
    return _read(file, path, fingerprint, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=200_000)
def _read(file: str, path: str, fingerprint: bytes, mtime_ns: int, size: int) -> Source:
    """One item; a preview has those from the build before whose time and size are the same."""
    with open(file, "rb", buffering=0) as opened:
        raw = opened.read()
    return Source(path, raw, digest_of(fingerprint, path.encode(), raw))


def render_source(source: Source, renderer: Renderer) -> Rendered:
    """One item read, checked by itself, and rendered."""
    findings: tuple[Finding, ...] = ()
    try:
        text = decode_text(source.raw, source.path)
        findings = find_personal(text)
        document = split_document(text, source.path)
        written = parse_front_matter(document, source.path)
    except ProblemsFound as found:
        return Rendered("", "", tuple(found.problems), findings)
    fragment = renderer.render(document.body, source.path)
    if "<h1" in fragment.html:
        line = document.body_line + _heading_line(document.body)
        problem = Problem(source.path, line, "正文里用了一级标题。", "标题已在 title 里；正文的小标题用两个井号 ## 开头。")
        return Rendered("", "", (problem,), findings)
    entry = Entry.model_construct(
        **dict(written), source_path=source.path, path=entry_path(source.path), digest=source.digest,
        characters=count_characters(fragment.text), summary=written.description or summarize(fragment.text),
        links=(*fragment.links, *_files_of(written, source.path)), findings=findings)
    return Rendered(entry.model_dump_json(exclude_defaults=True), fragment.html)


def _heading_line(body: str) -> int:
    """The line (from 0) of the first heading of the first level; 0 where it is written as HTML."""
    lines, in_code = body.split("\n"), False
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
        underlined = number + 1 < len(lines) and line.strip() and re.fullmatch(r"=+\s*", lines[number + 1])
        if not in_code and (re.match(r"#(?!#)", line) or underlined):
            return number
    return 0


def _files_of(written: FrontMatter, path: str) -> Iterator[Link]:
    """The picture and attachments that the front matter names, as links to be checked like those of the text."""
    for name in filter(None, (written.image, *written.attachments)):
        yield Link(path=file_target(path, name).path, written=name)


def parse_front_matter(document: Document, path: str) -> FrontMatter:
    """The typed head of an item; raises ProblemsFound with the line of each wrong key."""
    problems = [_unknown_key(key, path, document.lines[key]) for key in document.values if key not in _KEYS]
    if "column" in document.values and "columns" in document.values:
        problems.append(Problem(path, document.lines["columns"], "column 和 columns 只能写一个。", "一个栏目用 column，几个栏目用 columns。"))
    try:
        written = FrontMatter.model_validate(_normalize(document.values))
    except ValidationError as error:
        problems += [_locate(*explain(fault, FrontMatter), path, document) for fault in error.errors()]
        raise ProblemsFound(problems) from None
    if problems:
        raise ProblemsFound(problems)
    return written


def _normalize(values: dict[str, YamlText]) -> dict[str, YamlText]:
    """Both spellings of columns under one key; keys without a value and unknown ones left out."""
    given = {("columns" if key == "column" else key): value for key, value in values.items() if value != ""}
    return {key: value for key, value in given.items() if key in FrontMatter.model_fields}


def _unknown_key(key: str, path: str, line: int) -> Problem:
    near = nearest(key, _KEYS)
    return Problem(path, line, f"不认识“{key}”这一项。", f"是不是 {near}？" if near else "删去这一行。")


def _locate(key: str, message: str, hint: str, path: str, document: Document) -> Problem:
    written = key if key in document.lines else "column" if key == "columns" else key
    return Problem(path, document.lines.get(written, 1), message, hint)
