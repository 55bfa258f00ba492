"""Personal data in everything that goes out: items, tables, pages, names of files, attachments."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache as once
from pathlib import Path
from typing import NamedTuple

from gazette.cache import Cache, digest_of
from gazette.front_matter import decode_text
from gazette.gate.allowed import ALLOWED, load_allowed
from gazette.gate.files import TEXTS, walk_files
from gazette.gate.personal import find_personal, finding
from gazette.gate.spans import KINDS, Span
from gazette.problems import Problem, ProblemsFound
from gazette.records import Entry, Finding
from gazette.registers.register import Registers
from gazette.settings import Settings
from gazette.stations.station import LABELS, Station

Look = Callable[[str], Sequence[Finding]]

# What a table says of a station is there to be published; the rest of a row is looked through.
_PUBLIC = ("phone", "address", "id", "lon", "lat", "verified", "closed")
_SEARCHED = tuple(name for name in LABELS if name not in _PUBLIC)
_CURE = "删去它，或用星号盖住中间几位；确实可以公开的，连同理由写进 news/allowed.yml。"
_SAFE_CURE = "用看图软件去掉照片的位置信息，再放进来。"


class LookedThrough(NamedTuple):
    """What may be published as it is known, what was found in tables and handwritten pages, and the other files beside the
    pages; problems with these files, and the digests that the cache should keep.
    """

    allowed: frozenset[str]
    found: list[tuple[str, Finding]]
    attached: list[str]
    problems: list[Problem]
    kept: set[str]


class Screened(NamedTuple):
    """What is refused, and the digests that the cache should keep."""

    problems: list[Problem]
    kept: set[str]


def look_through(settings: Settings, stations: Sequence[Station], registers: Registers, cache: Cache) -> LookedThrough:
    """Tables and handwritten pages."""
    rows = _Remembered(cache)
    allowed = load_allowed(settings, stations, rows.look)
    pages = walk_files(settings.root, settings.docs_dir.relative_to(settings.root).as_posix())
    texts = [path for path in (*pages.paths, "news/columns.yml") if path.endswith((".md", ".yml"))]
    found = [*in_stations(stations, rows.look), *in_registers(registers, rows.look), *in_texts(settings.root, texts)]
    return LookedThrough(allowed.values, found, [path for path in pages.paths if not path.endswith(TEXTS)],
                         [*allowed.problems, *pages.problems], rows.kept)


def screen(settings: Settings, entries: Iterable[Entry], broken: Mapping[str, Sequence[Finding]], files: Sequence[str],
           others: LookedThrough, cache: Cache) -> Screened:
    """Everything that `gazette build` would publish; `broken` has what was found in items that cannot be read."""
    found: list[tuple[str, Finding]] = [(entry.source_path, one) for entry in entries for one in entry.findings]
    found += [(path, one) for path, some in broken.items() for one in some]
    attached = [*files, *others.attached]
    problems = [*others.problems, *told([*found, *others.found], others.allowed)]
    problems += told(in_names([*(entry.source_path for entry in entries), *attached]), others.allowed, "文件名里")
    more, kept = screen_attachments(settings.root, attached, others.allowed, cache)
    return Screened([*problems, *more], kept | others.kept)


class _Remembered:
    """Looks through long texts; what was found in the same one before is in the cache."""

    def __init__(self, cache: Cache):
        self._cache = cache
        self.kept: set[str] = set()

    def look(self, text: str) -> list[Finding]:
        """What `find_personal` finds."""
        digest = digest_of(b"rows", _rules(), text.encode())
        self.kept.add(digest)
        known = self._cache.record(digest)
        if not known:
            known = json.dumps([one.model_dump() for one in find_personal(text)], ensure_ascii=False)
            self._cache.add([(digest, known, "")])
        return [Finding.model_construct(**one) for one in json.loads(known)]


def told(found: Iterable[tuple[str, Finding]], allowed: frozenset[str], where: str = "") -> Iterator[Problem]:
    """A problem for each finding that is not allowed, the value masked."""
    for path, one in found:
        if one.value not in allowed:
            yield Problem(path, one.line, f"{where}疑似{KINDS[one.kind]}（{one.masked}）。", _CURE)


def in_names(paths: Sequence[str]) -> Iterator[tuple[str, Finding]]:
    """What is found in the names of files; these stand in the addresses of the site."""
    for one in find_personal("\n".join(path.rpartition("/")[2] for path in paths)):
        yield paths[one.line - 1], one.model_copy(update={"line": 1})


def in_stations(stations: Sequence[Station], look: Look = find_personal) -> Iterator[tuple[str, Finding]]:
    """What is found in rows of tables besides what they are there to publish."""
    yield from _in_rows([(station.source_path, station.line, [_words(getattr(station, name)) for name in _SEARCHED])
                         for station in stations], look)


def in_registers(registers: Registers, look: Look = find_personal) -> Iterator[tuple[str, Finding]]:
    """What is found in the rows of registers; all of a register is published."""
    for register in registers.by_name.values():
        yield from _in_rows([(record.path, record.line, [_words(record.texts(name)) for name in register.schema.by_name])
                             for record in register.records], look)


def _in_rows(rows: Sequence[tuple[str, int, Sequence[str]]], look: Look) -> Iterator[tuple[str, Finding]]:
    """What is found in (path, line, cells) of rows: looked for in all of them at once, a row a line."""
    for one in look("\n".join(" | ".join(cells) for _, _, cells in rows)):
        path, line, _ = rows[one.line - 1]
        yield path, one.model_copy(update={"line": line})


def _words(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value).replace("\n", " ")


def in_texts(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, Finding]]:
    """What is found in whole files of text, the list of what is allowed left out."""
    for path in paths:
        if path != ALLOWED and (root / path).is_file():
            try:
                text = decode_text((root / path).read_bytes(), path)
            except ProblemsFound:
                continue  # told where the file is read
            yield from ((path, one) for one in find_personal(text))


def screen_attachments(root: Path, paths: Sequence[str], allowed: frozenset[str], cache: Cache) -> Screened:
    """Files beside the items; what was seen in one before is remembered by its size and time of change."""
    problems: list[Problem] = []
    digests = {path: _digest(root, path) for path in paths}
    fresh = []
    for path, digest in digests.items():
        known = cache.record(digest)
        if not known:
            known = json.dumps(_look_through(root / path), ensure_ascii=False)
            fresh.append((digest, known, ""))
        seen = json.loads(known)
        if seen["fault"]:
            problems.append(Problem(path, 1, f"附件看不了里面的内容：{seen['fault']}。", "去掉密码，或另存为 docx、xlsx、pptx、PDF，再放进来。"))
        for place, kind, masked, value in seen["found"]:
            if value not in allowed:
                problems.append(Problem(path, 1, "照片里有拍摄位置。", _SAFE_CURE) if kind == "position" else
                                Problem(path, 1, f"{place}里疑似{KINDS[kind]}（{masked}）。", _CURE))
    cache.add(fresh)
    return Screened(problems, set(digests.values()))


def _digest(root: Path, path: str) -> str:
    status = (root / path).stat()
    return digest_of(b"attachment", _rules(), path.encode(), f"{status.st_size} {status.st_mtime_ns}".encode())


@once
def _rules() -> bytes:
    """The rules themselves: another version of them looks through every attachment again."""
    return digest_of(*(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).encode()


def _look_through(file: Path) -> dict[str, object]:
    from gazette.gate.attachments import Unreadable, read_attachment  # its libraries take a tenth of a second to load
    from gazette.gate.pictures import POSITION

    try:
        pieces = read_attachment(file)
    except Unreadable as fault:
        return {"fault": str(fault), "found": []}
    found = []
    for piece in pieces:
        some = [finding(Span("position", 0, 0, piece.text), 1)] if piece.place == POSITION else find_personal(piece.text)
        found += [(piece.place, one.kind, one.masked, one.value) for one in some]
    return {"fault": "", "found": found}
