"""Pieces of feeds: each record rendered once in every format, to be joined into all the documents that show it.

All of them together are larger than the texts of all items, so they wait in files: the documents of the site's own feed,
which hold every text anyway, or files of their own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from gazette.changes import Change
from gazette.feed_formats import FORMATS, Format
from gazette.feed_items import feed_item
from gazette.feed_store import Piece, PieceFile, Rendered, Stored, piece_files
from gazette.pages import Site
from gazette.records import Entry
from gazette.workers import run_all

# So many entries are rendered before they are written, and written to files opened once.
_BATCH = 25


def store_pieces(site: Site, records: Sequence[Entry | Change], files: Sequence[PieceFile]) -> Iterator[Piece]:
    """Renders records into files, one for each format."""
    names = tuple([file.name for file in files])
    for start in range(0, len(records), _BATCH):
        formats = zip(*render_pieces(site, records[start:start + _BATCH]), strict=True)
        for places in zip(*(file.add(items) for file, items in zip(files, formats, strict=True)), strict=True):
            yield Stored(names, places)


def prepare_pieces(site: Site, keys: set[str], folder: Path, processes: int) -> None:
    """Renders the pieces of these entries into files in `folder`; their bodies are loaded. Others are rendered when asked for."""
    missing = keys - site.pieces.keys()
    wanted = [entry for entry in site.content.entries if entry.digest in missing]
    batches = [wanted[start:start + _BATCH] for start in range(0, len(wanted), _BATCH)]
    for batch, pieces in zip(batches, run_all(partial(_store_batch, site, folder), batches, processes, chunk=4), strict=True):
        keep_pieces(site, batch, pieces)


def _store_batch(site: Site, folder: Path, batch: Sequence[Entry]) -> list[Piece]:
    # Files for each process: none waits for another.
    with piece_files([f"{folder}/{os.getpid()}-{number}" for number in range(len(FORMATS))], "ab") as files:
        return list(store_pieces(site, batch, files))


def keep_pieces(site: Site, records: Iterable[Entry | Change], pieces: Iterable[Piece]) -> None:
    """Notes the pieces of these records for all documents."""
    site.pieces.update(zip((record.digest for record in records), pieces, strict=True))


def parts_of(records: Iterable[Entry | Change], form: Format, in_full: bool, site: Site) -> list[bytes]:
    """What stands for these records in a document of that format; rendered now where they are not there yet."""
    keyed = {record.digest: record for record in records}
    if missing := [key for key in keyed if key not in site.pieces]:
        keep_pieces(site, [keyed[key] for key in missing], render_pieces(site, [keyed[key] for key in missing]))
    number = FORMATS.index(form)
    return [site.pieces.version(key, number, in_full) for key in keyed]


def render_pieces(site: Site, records: Iterable[Entry | Change]) -> Iterator[tuple[Rendered, ...]]:
    """The piece of each record."""
    from gazette.json_feed import render_item
    from gazette.xml_entries import render_entry  # loads feedgen, lxml and dateutil, which most runs of the command do without

    base = site.settings.site_url
    for record in records:
        item = feed_item(record, site)
        yield *render_entry(item, base), render_item(item, base)
