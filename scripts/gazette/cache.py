"""The cache: what earlier builds rendered, in one SQLite file. Without it a build is slow, never wrong.

A missing, torn or foreign file is begun anew. Keys are digests of everything a value depends on, so nothing here is
ever out of date, only unused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache as once
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

# Where it is, from the root of the project.
CACHE = ".cache/gazette.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (digest TEXT PRIMARY KEY, record TEXT NOT NULL, seal TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, html TEXT NOT NULL, seal TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outputs (path TEXT PRIMARY KEY, key TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL);
"""
_VERSION = 3


class Written(NamedTuple):
    """A file of the site as the last build left it: key of its content, bytes, time of change in ns."""

    key: str
    size: int
    mtime_ns: int


def digest_of(*parts: bytes) -> str:
    """A short digest (32 hexadecimal digits) of byte strings; where one ends matters."""
    state = blake2b(digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()


@once
def code_digest() -> bytes:
    """Digest of the press's own code: part of the key of whatever it makes. Read once, as a running press does not change."""
    return digest_of(*(path.read_bytes() for path in sorted(Path(__file__).parent.rglob("*.py")))).encode()


class CacheLost(Exception):
    """A body that the cache should have is gone or spoilt: the work is to be done again without the cache."""


def _seal(digest: str, text: str) -> str:
    return digest_of(digest.encode(), text.encode())


class Cache:
    """Records and bodies by digest, and the list of files last written."""

    def __init__(self, path: Path):
        self._path = path
        self._db = self._open()
        # The list of files, once it was read: a build asks for it at its start and at its end.
        self._outputs: dict[str, Written] | None = None

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                return _connect(str(self._path))
            except (sqlite3.Error, OSError):
                self._discard()
        return _connect(":memory:")

    def clear(self) -> None:
        """Begins the file anew."""
        self._db.close()
        self._discard()
        self._db, self._outputs = self._open(), None

    def _discard(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{self._path}{suffix}").unlink()

    def _read(self, query: str, arguments: Iterable[str] = ()) -> list[tuple[str, ...]]:
        try:
            return self._db.execute(query, tuple(arguments)).fetchall()
        except sqlite3.Error:
            self.clear()
            return []

    def _sealed(self, query: str, arguments: Iterable[str] = ()) -> dict[str, str]:
        """Texts by digest out of rows (digest, text, seal), those whose seal is broken left out: a disk may have torn them."""
        return {digest: text for digest, text, seal in self._read(query, arguments)
                if isinstance(digest, str) and isinstance(text, str) and _seal(digest, text) == seal}

    def records(self) -> dict[str, str]:
        """All records as JSON by digest."""
        return self._sealed("SELECT digest, record, seal FROM records")

    def record(self, digest: str) -> str:
        """One record as JSON, '' where it is not known."""
        return self._sealed("SELECT digest, record, seal FROM records WHERE digest = ?", [digest]).get(digest, "")

    def bodies(self, digests: list[str]) -> dict[str, str]:
        """The bodies of these digests; raises CacheLost where one is missing, though its record was there."""
        found: dict[str, str] = {}
        for start in range(0, len(digests), 500):
            some = digests[start:start + 500]
            marks = ",".join("?" * len(some))
            found.update(self._sealed(f"SELECT digest, html, seal FROM bodies WHERE digest IN ({marks})", some))
        if len(found) < len(set(digests)):
            raise CacheLost
        return found

    def add(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Remembers (digest, record as JSON, body) rows."""
        with suppress(sqlite3.Error), self._db:
            self._db.executemany("INSERT OR REPLACE INTO records VALUES (?, ?, ?)",
                                 ((digest, record, _seal(digest, record)) for digest, record, _ in rows))
            self._db.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)",
                                 ((digest, body, _seal(digest, body)) for digest, _, body in rows))

    def keep(self, digests: set[str]) -> None:
        """Forgets every record that is not among `digests`."""
        stale = [(digest,) for digest, in self._read("SELECT digest FROM records") if digest not in digests]
        with suppress(sqlite3.Error), self._db:
            for table in ("records", "bodies"):
                self._db.executemany(f"DELETE FROM {table} WHERE digest = ?", stale)

    def outputs(self) -> dict[str, Written]:
        """The files of the site as last written, by path."""
        if self._outputs is None:
            rows = self._read("SELECT path, key, size, mtime_ns FROM outputs")
            self._outputs = {path: Written(key, size, moment) for path, key, size, moment in rows}  # type: ignore[arg-type]
        return self._outputs

    def set_outputs(self, outputs: dict[str, Written]) -> None:
        """Replaces the list of files by this one."""
        old = self.outputs()
        changed = [(path, *written) for path, written in outputs.items() if old.get(path) != written]
        gone = [(path,) for path in old.keys() - outputs.keys()]
        with suppress(sqlite3.Error), self._db:
            self._db.executemany("DELETE FROM outputs WHERE path = ?", gone)
            self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?)", changed)
        self._outputs = None

    def close(self) -> None:
        """Ends the use of the file."""
        self._db.close()


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=10)
    try:
        # The cache may be lost, so the disk need not be waited for.
        db.execute("PRAGMA synchronous = OFF")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError("written by another version")
        db.executescript(_SCHEMA)
        db.execute(f"PRAGMA user_version = {_VERSION}")
    except sqlite3.Error:
        db.close()
        raise
    return db
