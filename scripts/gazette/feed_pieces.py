"""Pieces of feeds: each record rendered once in every format, to be joined into all the documents that show it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple

from gazette.changes import Change
from gazette.feed_formats import ATOM, JSON, RSS, Format
from gazette.feed_items import feed_item
from gazette.json_feed import render_item
from gazette.pages import Site
from gazette.records import Entry
from gazette.workers import run_all

# The text in a piece of XML; nothing in it can look like a tag.
_XML_TEXT = re.compile(rb"<content(?::encoded| type=\"html\")>[^<]*</content(?::encoded)?>")
# feedgen takes as long for the feed around them as for two entries, so they are rendered some at a time.
_BATCH = 25


class Piece(NamedTuple):
    """A record in UTF-8 as each format has it; in JSON the text, or the summary in its place, is kept apart."""

    rss: bytes
    atom: bytes
    json: bytes
    json_text: bytes
    json_summary: bytes

    def as_part(self, form: Format, in_full: bool) -> bytes:
        """What stands for the record in a document of that format."""
        if form is JSON:
            return self.json + (self.json_text if in_full else self.json_summary)
        xml = self.rss if form is RSS else self.atom
        return xml if in_full else _XML_TEXT.sub(b"", xml)


class Stored(NamedTuple):
    """A piece in a file: where it begins and the length of each of its parts, in bytes."""

    file: str
    start: int
    lengths: tuple[int, ...]

    def read(self, file: BinaryIO) -> Piece:
        """The piece itself, from its file opened."""
        ends = list(accumulate(self.lengths, initial=0))
        raw = os.pread(file.fileno(), ends[-1], self.start)
        return Piece(*(raw[start:end] for start, end in pairwise(ends)))


def prepare_pieces(site: Site, keys: set[str], folder: Path, processes: int) -> None:
    """Renders the pieces of these entries into files in `folder`; their bodies are loaded. Others are rendered when asked for.

    All of them together are larger than the texts of all items; through a file they need not stay in memory.
    """
    missing = keys - site.pieces.keys()
    wanted = [entry for entry in site.content.entries if entry.digest in missing]
    batches = [wanted[start:start + _BATCH] for start in range(0, len(wanted), _BATCH)]
    for batch, pieces in zip(batches, run_all(partial(_store, site, folder), batches, processes), strict=True):
        site.pieces.update(zip((entry.digest for entry in batch), pieces, strict=True))


def _store(site: Site, folder: Path, batch: Sequence[Entry]) -> list[Stored]:
    # A file for each process: none waits for another.
    with open(f"{folder}/{os.getpid()}", "ab") as file:
        stored = []
        for piece in render_pieces(site, batch):
            stored.append(Stored(file.name, file.tell(), tuple(map(len, piece))))
            file.write(b"".join(piece))
        return stored


def pieces_of(records: Iterable[Entry | Change], site: Site) -> list[Piece]:
    """The pieces of these records, rendered now where they are not there yet."""
    keyed = {record.digest: record for record in records}
    missing = [key for key in keyed if key not in site.pieces]
    site.pieces.update(zip(missing, render_pieces(site, [keyed[key] for key in missing]), strict=True))
    found = [site.pieces[key] for key in keyed]
    with ExitStack() as last:
        files = {name: last.enter_context(open(name, "rb")) for name in {one.file for one in found if isinstance(one, Stored)}}
        return [one.read(files[one.file]) if isinstance(one, Stored) else one for one in found]


def render_pieces(site: Site, records: Sequence[Entry | Change]) -> list[Piece]:
    """The piece of each record."""
    from gazette.xml_feeds import render_entries  # loads feedgen, lxml and dateutil, which most runs of the command do without

    base = site.settings.site_url
    items = [feed_item(record, site) for record in records]
    xml = zip(render_entries(items, RSS, base), render_entries(items, ATOM, base), strict=True)
    return [Piece(rss, atom, *render_item(item, base)) for (rss, atom), item in zip(xml, items, strict=True)]
