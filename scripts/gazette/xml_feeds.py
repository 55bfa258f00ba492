"""RSS 2.0 and Atom, by feedgen. Each of its faults has its workaround here and nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gazette.feed_items import FeedItem, clean
from gazette.feed_plans import FeedPlan
from gazette.pages import Site
from gazette.permalinks import href


def render_rss(plan: FeedPlan, items: list[FeedItem], updated: datetime, site: Site) -> bytes:
    """The feed as RSS 2.0 with full texts, in UTF-8."""
    return bytes(_generator(plan, items, updated, site, "feed.xml", "application/rss+xml").rss_str(pretty=True))


def render_atom(plan: FeedPlan, items: list[FeedItem], updated: datetime, site: Site) -> bytes:
    """The feed as Atom (RFC 4287) with full texts, in UTF-8."""
    feed = _generator(plan, items, updated, site, "atom.xml", "application/atom+xml")
    feed.author(name=clean(site.settings.options.organizer or site.settings.site_name))
    return bytes(feed.atom_str(pretty=True))


def _generator(plan: FeedPlan, items: list[FeedItem], updated: datetime, site: Site, name: str, kind: str) -> Any:
    from feedgen.feed import FeedGenerator  # loads lxml and dateutil, which most runs of the command do without

    base = site.settings.site_url
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.id(f"tag:{site.settings.options.id_authority}:{href(plan.folder)}feed.xml")
    feed.title(clean(plan.title))
    feed.description(clean(plan.description))
    feed.language("zh-cn")
    feed.ttl(60)
    feed.generator("gazette")
    # The last link becomes the channel's own, so the one to the page comes after the one to the feed.
    feed.link(href=base + href(plan.folder + name), rel="self", type=kind)
    feed.link(href=base + href(plan.page), rel="alternate")
    # feedgen's default for both is the moment of the build.
    feed.updated(updated)
    feed.lastBuildDate(updated)
    for item in items:
        _add(feed, item)
    return feed


def _add(feed: Any, item: FeedItem) -> None:
    # The default order, 'prepend', turns the feed upside down.
    entry = feed.add_entry(order="append")
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.published(item.published)
    entry.updated(item.updated)
    # Without a description content:encoded would be left out; the type 'CDATA' would leak into Atom.
    entry.description(item.summary, isSummary=True)
    entry.content(item.content, type="html")
    entry.author(name=item.author)
    entry.dc.dc_creator(item.author)
    for term in item.categories:
        entry.category(term=clean(term))
    if item.source[0]:
        entry.source(url=item.source[0], title=item.source[1])
