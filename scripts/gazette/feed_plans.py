"""Which feeds the site has, and what each carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gazette.changes import Change
from gazette.content import FED_TAXONOMIES, TAXONOMIES, group
from gazette.feed_archive import Document, live_document, split_feed
from gazette.feed_formats import column_feeds, term_feeds
from gazette.pages import Site
from gazette.permalinks import column_path, term_path
from gazette.records import Entry
from gazette.registers.changes import record_changes
from gazette.registers.pages import FEED as REGISTER_FEED
from gazette.registers.pages import REGISTERS
from gazette.stations.changes import station_changes
from gazette.stations.pages import STATIONS

# Kinds of feeds that tell of changes to records instead of entries.
_CHANGED_STATIONS, _CHANGED_RECORDS = "服务站点", "改革台账"


class FeedPlan(NamedTuple):
    """A feed: its kind and its own name for readers, the folder of its files ('' or ends with a slash), title, description,
    the page it is the feed of, its records (newest first), whether it has archives, and whether these have full texts.

    The archives of the whole site hold every text once; in all feeds they would fill a host before the pages do.
    """

    kind: str
    name: str
    folder: str
    title: str
    description: str
    page: str
    records: tuple[Entry, ...] | tuple[Change, ...]
    archived: bool = False
    in_full: bool = False

    def documents(self, size: int) -> list[Document]:
        """The live document with `size` records, then the archives."""
        entries = [record for record in self.records if isinstance(record, Entry)]
        if not entries:
            return [Document("", self.records[:size], None)]
        return list(split_feed(entries, size)) if self.archived else [live_document(entries, size)]


def feed_plans(site: Site) -> tuple[FeedPlan, ...]:
    """The feed of the whole site, then one for each column, organization, brand and town, then those of changes."""
    site.feeds = site.feeds or tuple(_plans(site))
    return site.feeds


def _plans(site: Site) -> Iterator[FeedPlan]:
    settings, content, name = site.settings, site.content, site.settings.site_name
    told = [entry for entry in content.entries if entry.state(content.now) in ("published", "withdrawn")]
    yield FeedPlan("全站", "全部稿件", "", name, settings.site_description or name, "index.html", tuple(told), archived=True, in_full=True)
    by_column = group((column, entry) for entry in told for column in entry.columns)
    for column in content.columns:
        yield FeedPlan("栏目", column.name, column_feeds(column.slug), f"{column.name} - {name}", column.description or column.name,
                       column_path(column.slug), tuple(by_column.get(column.name, ())), archived=True)
    for field in FED_TAXONOMIES:
        yield from _term_plans(site, field, told)
    yield from _change_plans(site)


def change_plans(site: Site) -> list[FeedPlan]:
    """The feed of stations, and that of registers where any of their records says when it changed."""
    return [plan for plan in feed_plans(site) if plan.kind in (_CHANGED_STATIONS, _CHANGED_RECORDS)]


def _change_plans(site: Site) -> Iterator[FeedPlan]:
    content, name = site.content, site.settings.site_name
    if content.stations:
        yield FeedPlan(_CHANGED_STATIONS, "站点变动", "stations/", f"站点变动 - {name}",
                       "新近核实或关闭的服务站点：地址、电话、开放时间等已知的内容。", STATIONS,
                       tuple(station_changes(content.stations, content.now.date())))
    if changes := record_changes(content):
        yield FeedPlan(_CHANGED_RECORDS, REGISTER_FEED.title, REGISTER_FEED.folder, f"{REGISTER_FEED.title} - {name}",
                       "改革台账里写明了日期的变动：销号的任务、新的报道和数字等，连同台账里已知的内容。", REGISTERS, tuple(changes))


def _term_plans(site: Site, field: str, told: list[Entry]) -> Iterator[FeedPlan]:
    """A feed for each term of a taxonomy."""
    label, listed = TAXONOMIES[field], site.content.by_term[field]
    terms = group((term, entry) for entry in told for term in getattr(entry, field))
    for term, entries in terms.items():
        yield FeedPlan(label, term, term_feeds(field, term), f"{term} - {site.settings.site_name}", f"{label}“{term}”的稿件。",
                       term_path(field, term) if term in listed else "index.html", tuple(entries))
