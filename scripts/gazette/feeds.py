"""Feeds: RSS 2.0 with full text, by feedgen. Each fault of feedgen has its workaround here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from gazette.cache import digest_of
from gazette.clock import SHANGHAI
from gazette.pages import Output, Site
from gazette.permalinks import column_path, feed_path, href
from gazette.records import Entry

# What XML 1.0 cannot hold; lxml, and so feedgen, raises on it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FeedPlan(NamedTuple):
    """A feed: its path, title and description, the page it is the feed of, and its entries, newest first."""

    path: str
    title: str
    description: str
    page: str
    entries: tuple[Entry, ...]


def feed_plans(site: Site) -> Iterator[FeedPlan]:
    """The feed of the whole site, then one for each column."""
    settings, content, most = site.settings, site.content, site.settings.options.feed_size
    yield FeedPlan(feed_path(), settings.site_name, settings.site_description or settings.site_name, "index.html",
                   tuple(content.listed[:most]))
    for column in content.columns:
        yield FeedPlan(feed_path(column.slug), f"{column.name} - {settings.site_name}", column.description or column.name,
                       column_path(column.slug), tuple(content.by_column[column.name][:most]))


def feed_outputs(site: Site) -> Iterator[Output]:
    """The file of every feed."""
    for plan in feed_plans(site):
        digests = tuple(entry.digest for entry in plan.entries)
        shown = repr((plan.path, plan.title, plan.description, plan.page, digests)).encode()
        yield Output(plan.path, "news", partial(digest_of, site.look, shown), partial(render_rss, plan, site), bodies=digests)


def entry_id(entry: Entry, authority: str) -> str:
    """The tag URI (RFC 4151) of an entry, from the path at first publication: it outlives title, host and column."""
    return f"tag:{authority}:{href(entry.permalink_path)}"


def render_rss(plan: FeedPlan, site: Site) -> bytes:
    """The feed in UTF-8. It dates itself by its newest entry, so that unchanged content gives unchanged bytes."""
    from feedgen.feed import FeedGenerator  # loads lxml and dateutil, which most runs of the command do without

    base, options = site.settings.site_url, site.settings.options
    feed = FeedGenerator()
    feed.load_extension("dc")
    feed.id(f"tag:{options.id_authority}:{plan.path}")
    feed.title(_xml(plan.title))
    feed.description(_xml(plan.description))
    feed.language("zh-cn")
    feed.ttl(60)
    feed.generator("gazette")
    # The last link becomes the channel's own, so the one to the page comes after the one to the feed.
    feed.link(href=base + href(plan.path), rel="self", type="application/rss+xml")
    feed.link(href=base + href(plan.page), rel="alternate")
    # feedgen's default is the moment of the build.
    feed.lastBuildDate(max((entry.updated for entry in plan.entries), default=_authority_date(options.id_authority)))
    for entry in plan.entries:
        _add_entry(feed, entry, site)
    return bytes(feed.rss_str(pretty=True))


def _add_entry(feed, entry: Entry, site: Site) -> None:  # type: ignore[no-untyped-def]
    # The default order, 'prepend', turns the feed upside down.
    item = feed.add_entry(order="append")
    address = site.settings.site_url + href(entry.path)
    item.guid(entry_id(entry, site.settings.options.id_authority), permalink=False)
    item.title(_xml(entry.title))
    item.link(href=address)
    item.published(entry.date)
    item.updated(entry.updated)
    # Without a description content:encoded would be left out; a type 'CDATA' would leak into Atom.
    item.description(_xml(entry.summary))
    item.content(_xml(absolute_links(site.bodies[entry.digest], address)))
    item.dc.dc_creator(_xml(entry.author or entry.source))
    for term in _categories(entry):
        item.category(term=_xml(term))
    if entry.source_url:
        item.source(url=entry.source_url, title=_xml(entry.source))


def _categories(entry: Entry) -> Sequence[str]:
    return list(dict.fromkeys((*entry.columns, *entry.tags, *entry.organizations, *entry.brands)))


def absolute_links(fragment: str, address: str) -> str:
    """An HTML fragment with every link and picture as a full address, for readers elsewhere."""
    from lxml import html

    if not fragment.strip():
        return ""
    element = html.fragment_fromstring(_xml(fragment), create_parent="div")
    element.make_links_absolute(address)
    text = str(html.tostring(element, encoding="unicode"))
    return text.removeprefix("<div>").removesuffix("</div>")


def _authority_date(authority: str) -> datetime:
    """The date of a tag authority (`domain,YYYY[-MM[-DD]]`): what an empty feed dates itself by."""
    year, month, day = ([int(part) for part in authority.partition(",")[2].split("-")] + [1, 1])[:3]
    return datetime(year, month, day, tzinfo=SHANGHAI)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
