"""Where rendered records wait until they are joined into documents: in memory, or in files of which it is known where each lies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import FileIO
from typing import Literal, NamedTuple

from gazette.feed_formats import FORMATS
from gazette.whole_files import write_all

# Of the thousand files that a process may usually have open.
_MOST_OPEN = 100


class Rendered(NamedTuple):
    """A record in one format, in UTF-8: in full, where its text begins and ends in that, and what a summary has instead."""

    full: bytes
    begin: int
    end: int
    instead: bytes = b""


# Where a rendered record lies in a file: from which byte on, and of how many; the rest as in Rendered.
_Place = tuple[int, int, int, int, bytes]


class Stored(NamedTuple):
    """A record in files, one for each format, and where in them."""

    files: tuple[str, ...]
    places: tuple[_Place, ...]


# A record in each format in turn.
Piece = tuple[Rendered, ...] | Stored


class Pieces(dict[str, Piece]):
    """Records in all formats, by their digests."""

    def __init__(self) -> None:
        # A document reads from a dozen files, and the next one again: each is opened once in a process.
        self._opened: dict[str, int] = {}

    def version(self, key: str, number: int, in_full: bool) -> bytes:
        """A record in the format of that number, in full or in summary."""
        piece = self[key]
        if isinstance(piece, Stored):
            start, size, begin, end, instead = piece.places[number]
            full = os.pread(self._open(piece.files[number]), size, start)
        else:
            full, begin, end, instead = piece[number]
        return full if in_full else b"".join((full[:begin], instead, full[end:]))

    def _open(self, name: str) -> int:
        if name not in self._opened:
            if len(self._opened) == _MOST_OPEN:
                self.close()
            self._opened[name] = os.open(name, os.O_RDONLY)
        return self._opened[name]

    def close(self) -> None:
        """Closes the files that were read from."""
        while self._opened:
            os.close(self._opened.popitem()[1])


@contextmanager
def piece_files(paths: Sequence[str], mode: Literal["wb", "ab"]) -> Iterator[list[PieceFile]]:
    """The files at these paths, one for each format in turn, opened to add records."""
    with ExitStack() as last:
        yield [PieceFile(last.enter_context(open(path, mode, buffering=0)), form.between) for path, form in zip(paths, FORMATS, strict=True)]


class PieceFile:
    """An open file of one format to which records are added."""

    def __init__(self, file: FileIO, between: bytes):
        self._file, self._between, self._is_first = file, between, True
        self._place, self.name = file.tell(), str(file.name)

    def write(self, content: bytes) -> None:
        """Adds what is no record."""
        write_all(self._file, content)
        self._place += len(content)

    def add(self, records: Iterable[Rendered]) -> list[_Place]:
        """Adds records, with what stands between two of them, in one step."""
        parts, places, start = [], [], self._place
        for record in records:
            if not self._is_first:
                parts.append(self._between)
                start += len(self._between)
            self._is_first = False
            parts.append(record.full)
            places.append((start, len(record.full), record.begin, record.end, record.instead))
            start += len(record.full)
        self.write(b"".join(parts))
        return places
