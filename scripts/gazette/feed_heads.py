"""What a document of a feed says of itself, in whatever format."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from gazette.clock import SHANGHAI
from gazette.feed_archive import Document
from gazette.feed_formats import Format, feed_path
from gazette.feed_items import clean, entry_id
from gazette.feed_plans import FeedPlan
from gazette.pages import Site
from gazette.permalinks import href
from gazette.records import Entry


class Deleted(NamedTuple):
    """An entry that was withdrawn: its id, when, and why."""

    id: str
    moment: datetime
    reason: str


class Head(NamedTuple):
    """The head of a document; addresses are full, `older` is '' in the oldest document, `current` in the live one."""

    id: str
    title: str
    description: str
    author: str
    page: str
    own: str
    older: str
    current: str
    image: str
    updated: datetime
    deleted: tuple[Deleted, ...]


class News(NamedTuple):
    """What the records of a document make its head say, in whatever format: its newest change, and what was withdrawn.

    A document is dated by its newest change, so that unchanged content gives unchanged bytes.
    """

    updated: datetime
    deleted: tuple[Deleted, ...]


def document_news(document: Document, authority: str) -> News:
    """The news of a document; an empty one is as old as the tag authority."""
    withdrawn = ((record, record.withdrawn) for record in document.records if isinstance(record, Entry) and record.withdrawn)
    return News(max((record.updated for record in document.records), default=_authority_date(authority)),
                tuple(Deleted(entry_id(entry, authority), notice.date, notice.reason) for entry, notice in withdrawn))


def feed_head(plan: FeedPlan, document: Document, form: Format, news: News, site: Site) -> Head:
    """The head of one document in one format."""
    base, options = site.settings.site_url, site.settings.options

    def address(part: str) -> str:
        return base + href(feed_path(plan.folder, form, part))

    return Head(
        # All documents of a feed, in all formats, are the same feed.
        id=f"tag:{options.id_authority}:{href(plan.folder)}feed.xml",
        title=clean(plan.title), description=clean(plan.description), author=clean(options.organizer or site.settings.site_name),
        page=base + href(plan.page), own=address(document.part),
        older=address(document.previous) if document.previous else "", current=address("") if document.part else "",
        image=base + href(options.feed_image) if options.feed_image else "", updated=news.updated, deleted=news.deleted)


def _authority_date(authority: str) -> datetime:
    """The date of a tag authority (`domain,YYYY[-MM[-DD]]`): what an empty feed dates itself by."""
    year, month, day = ([int(part) for part in authority.partition(",")[2].split("-")] + [1, 1])[:3]
    return datetime(year, month, day, tzinfo=SHANGHAI)
