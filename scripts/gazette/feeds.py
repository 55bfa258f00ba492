"""The files of all feeds: each in three formats, the live document and its archives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain, islice, repeat

from gazette.cache import digest_of
from gazette.changes import Change
from gazette.feed_archive import Document
from gazette.feed_formats import FORMATS, JSON, Format, feed_path
from gazette.feed_heads import News, document_news, feed_head
from gazette.feed_pieces import parts_of
from gazette.feed_plans import FeedPlan, feed_plans
from gazette.media import media_state
from gazette.pages import Output, Site
from gazette.records import Entry


def feed_outputs(site: Site) -> Iterator[Output]:
    """Every document of every feed."""
    files: dict[str, str] = {}

    def files_of(record: Entry | Change) -> str:
        """What tells of a record's files, looked up once though it stands in many documents."""
        if record.digest not in files:
            files[record.digest] = media_state(record, site.settings, site.content.pictures) if isinstance(record, Entry) else ""
        return files[record.digest]

    for plan in feed_plans(site):
        for document in plan.documents(site.settings.options.feed_size):
            entries = [record for record in document.records if isinstance(record, Entry)]
            bodies = tuple(entry.digest for entry in entries if not entry.withdrawn)
            # Made once for the three formats, and only when they are asked for.
            state = cache(partial(_state, plan, document, files_of))
            news = cache(partial(document_news, document, site.settings.options.id_authority))
            for form in FORMATS:
                yield Output(feed_path(plan.folder, form, document.part), "news", partial(_key, form, state, site),
                             partial(render_document, plan, document, form, news, site), bodies=bodies,
                             pieces=tuple(entry.digest for entry in entries))


def _key(form: Format, state: Callable[[], bytes], site: Site) -> str:
    return digest_of(site.look, form.label.encode(), state())


def _state(plan: FeedPlan, document: Document, files_of: Callable[[Entry | Change], str]) -> bytes:
    """All that a document says: what its plan and its part of it are, its records and their files."""
    records = [(record.digest, files_of(record)) for record in document.records]
    return repr((plan._replace(records=()), document.part, document.previous, records)).encode()


def render_document(plan: FeedPlan, document: Document, form: Format, news: Callable[[], News], site: Site) -> bytes:
    """One document in UTF-8."""
    from gazette import json_feed, xml_feeds  # loads feedgen, lxml and dateutil, which most runs of the command do without

    head = feed_head(plan, document, form, news(), site)
    before, after = json_feed.render_head(head) if form is JSON else xml_feeds.render_head(head, form)
    parts = parts_of(document.records, form, plan.in_full or not document.part, site)
    separator = b",\n" if form is JSON else b"\n"
    # Joined in one step: the documents of a large site are hundreds of megabytes.
    return b"".join([before, *islice(chain.from_iterable(zip(repeat(separator), parts)), 1, None), after])
