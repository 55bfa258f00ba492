"""Pieces of feeds: each record rendered once in every format, to be joined into all the documents that show it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from gazette.changes import Change
from gazette.feed_formats import FORMATS, Format
from gazette.feed_items import feed_item
from gazette.json_feed import render_item
from gazette.pages import Site
from gazette.records import Entry
from gazette.workers import run_all

# A process opens its file once for so many entries.
_BATCH = 25


# A record in UTF-8 as each version of a document has it: in full and in summary, for each format in turn.
Piece = tuple[bytes, ...]


def _version(form: Format, in_full: bool) -> int:
    """Where in a piece stands what a document of that format shows."""
    return 2 * FORMATS.index(form) + (not in_full)


class Stored(NamedTuple):
    """A piece in a file: where each of its versions begins, and where the last one ends, in bytes."""

    file: str
    places: tuple[int, ...]


def prepare_pieces(site: Site, keys: set[str], folder: Path, processes: int, meanwhile: Callable[[], object] = lambda: None) -> None:
    """Renders the pieces of these entries into files in `folder`; their bodies are loaded. Others are rendered when asked for.

    `meanwhile` is done while other processes render.
    All of them together are larger than the texts of all items; through a file they need not stay in memory.
    """
    missing = keys - site.pieces.keys()
    wanted = [entry for entry in site.content.entries if entry.digest in missing]
    batches = [wanted[start:start + _BATCH] for start in range(0, len(wanted), _BATCH)]
    for batch, pieces in zip(batches, run_all(partial(_store, site, folder), batches, processes, meanwhile, 4), strict=True):
        site.pieces.update(zip((entry.digest for entry in batch), pieces, strict=True))


def _store(site: Site, folder: Path, batch: Sequence[Entry]) -> list[Stored]:
    # A file for each process: none waits for another.
    with open(f"{folder}/{os.getpid()}", "ab") as file:
        stored = []
        for piece in render_pieces(site, batch):
            stored.append(Stored(file.name, tuple(accumulate(map(len, piece), initial=file.tell()))))
            file.writelines(piece)
        return stored


def parts_of(records: Iterable[Entry | Change], form: Format, in_full: bool, site: Site) -> list[bytes]:
    """What stands for these records in a document of that format; rendered now where they are not there yet."""
    keyed = {record.digest: record for record in records}
    if missing := [key for key in keyed if key not in site.pieces]:
        site.pieces.update(zip(missing, render_pieces(site, [keyed[key] for key in missing]), strict=True))
    version = _version(form, in_full)
    with ExitStack() as last:
        opened = cache(lambda name: last.enter_context(open(name, "rb")).fileno())

        def read(piece: Piece | Stored) -> bytes:
            if not isinstance(piece, Stored):
                return piece[version]
            start, end = piece.places[version:version + 2]
            return os.pread(opened(piece.file), end - start, start)

        return [read(site.pieces[key]) for key in keyed]


def render_pieces(site: Site, records: Sequence[Entry | Change]) -> list[Piece]:
    """The piece of each record."""
    from gazette.xml_entries import (
        render_entries,  # loads feedgen, lxml and dateutil, which most runs of the command do without
    )

    base = site.settings.site_url
    items = [feed_item(record, site) for record in records]
    return [(*xml, *render_item(item, base)) for xml, item in zip(render_entries(items, base), items, strict=True)]
