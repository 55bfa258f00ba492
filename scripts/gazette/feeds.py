"""The files of all feeds: each in three formats, the live document and its archives."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from itertools import chain, islice, repeat
from pathlib import Path

from gazette.cache import Written, digest_of
from gazette.changes import Change
from gazette.feed_archive import Document
from gazette.feed_formats import FORMATS, JSON, Format, feed_path
from gazette.feed_heads import News, document_news, feed_head
from gazette.feed_pieces import keep_pieces, parts_of, store_pieces
from gazette.feed_plans import FeedPlan, feed_plans
from gazette.feed_store import Piece, piece_files
from gazette.media import media_state
from gazette.output import written_as
from gazette.pages import Output, Site
from gazette.records import Entry
from gazette.workers import run_all


def feed_outputs(site: Site) -> Iterator[Output]:
    """Every document of every feed."""
    for document in feed_documents(site, feed_plans(site)):
        yield from document.outputs()


def write_archives(site: Site, folder: Path, processes: int, meanwhile: Callable[[], object]) -> dict[str, Written]:
    """Writes the archives of the site's own feed, which hold the texts of all other documents too: these can be read from there.

    The bodies of their entries are loaded. `meanwhile` is done while other processes write.
    """
    import gazette.xml_entries  # noqa: F401 - loaded here once, not by each of the processes

    folder.mkdir(parents=True, exist_ok=True)
    documents = feed_documents(site, [plan for plan in feed_plans(site) if plan.in_full])
    # The longest first: the cores then end together.
    archives = sorted((one for one in documents if one.part), key=lambda one: len(one.records), reverse=True)
    written: dict[str, Written] = {}
    results = run_all(partial(FeedDocument.write, folder=str(folder)), archives, processes, meanwhile, 1)
    for archive, (pieces, files) in zip(archives, results, strict=True):
        keep_pieces(site, archive.records, pieces)
        written |= files
    return written


def feed_documents(site: Site, plans: Iterable[FeedPlan]) -> Iterator[FeedDocument]:
    """Every document of these feeds."""
    files: dict[str, str] = {}

    def files_of(record: Entry | Change) -> str:
        """What tells of a record's files, looked up once though it stands in many documents."""
        if record.digest not in files:
            files[record.digest] = media_state(record, site.settings, site.content.pictures) if isinstance(record, Entry) else ""
        return files[record.digest]

    for plan in plans:
        for document in plan.documents(site.settings.options.feed_size):
            yield FeedDocument(plan, document, site, files_of)


class FeedDocument:
    """One document of a feed as its three files; what they share is made once, and only when it is asked for."""

    def __init__(self, plan: FeedPlan, document: Document, site: Site, files_of: Callable[[Entry | Change], str]):
        self._plan, self._document, self._site, self._files_of = plan, document, site, files_of
        self.part, self.records = document.part, document.records

    def outputs(self) -> Iterator[Output]:
        """The document in each format."""
        entries = [record for record in self.records if isinstance(record, Entry)]
        pieces = tuple([entry.digest for entry in entries])
        bodies = tuple([entry.digest for entry in entries if not entry.withdrawn])
        for form in FORMATS:
            yield Output(feed_path(self._plan.folder, form, self.part), "news", partial(self._key, form),
                         partial(self.render, form), bodies=bodies, pieces=pieces)

    def render(self, form: Format) -> bytes:
        """The document in UTF-8."""
        before, after = self._ends(form)
        parts = parts_of(self.records, form, self._plan.in_full or not self.part, self._site)
        # Joined in one step: the documents of a large site are hundreds of megabytes.
        return b"".join([before, *islice(chain.from_iterable(zip(repeat(form.between), parts)), 1, None), after])

    def write(self, folder: str) -> tuple[list[Piece], dict[str, Written]]:
        """Writes the document in each format while its records are rendered; gives where these lie in it."""
        outputs = list(self.outputs())
        paths = [f"{folder}/{output.path}" for output in outputs]
        with piece_files(paths, "wb") as files:
            ends = [self._ends(form) for form in FORMATS]
            for file, (before, _) in zip(files, ends, strict=True):
                file.write(before)
            pieces = list(store_pieces(self._site, self.records, files))
            for file, (_, after) in zip(files, ends, strict=True):
                file.write(after)
        return pieces, {output.path: written_as(output, os.stat(path)) for output, path in zip(outputs, paths, strict=True)}

    @cached_property
    def _news(self) -> News:
        return document_news(self._document, self._site.settings.options.id_authority)

    @cached_property
    def _state(self) -> bytes:
        """All that the document says: what its plan and its part of it are, its records and their files."""
        records = [(record.digest, self._files_of(record)) for record in self.records]
        return repr((self._plan._replace(records=()), self.part, self._document.previous, records)).encode()

    def _key(self, form: Format) -> str:
        return digest_of(self._site.look, form.label.encode(), self._state)

    def _ends(self, form: Format) -> tuple[bytes, bytes]:
        """What comes before and after the records."""
        from gazette import json_feed, xml_feeds  # loads feedgen, lxml and dateutil, which most runs of the command do without

        head = feed_head(self._plan, self._document, form, self._news, self._site)
        return json_feed.render_head(head) if form is JSON else xml_feeds.render_head(head, form)
