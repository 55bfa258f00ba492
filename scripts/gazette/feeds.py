"""The files of all feeds, each in three formats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from gazette.cache import digest_of
from gazette.clock import SHANGHAI
from gazette.feed_items import feed_item
from gazette.feed_plans import FeedPlan, feed_plans
from gazette.json_feed import render_json
from gazette.pages import Output, Site
from gazette.xml_feeds import render_atom, render_rss

FORMATS = {"feed.xml": "RSS 2.0", "atom.xml": "Atom", "feed.json": "JSON Feed"}


def feed_outputs(site: Site) -> Iterator[Output]:
    """Every feed as RSS 2.0, Atom and JSON Feed."""
    for plan in feed_plans(site):
        digests = tuple(entry.digest for entry in plan.entries)
        shown = repr((plan.folder, plan.title, plan.description, plan.page, digests)).encode()
        bodies = tuple(entry.digest for entry in plan.entries if not entry.withdrawn)
        for name in FORMATS:
            yield Output(plan.folder + name, "news", partial(digest_of, site.look, name.encode(), shown),
                         partial(render_feed, plan, name, site), bodies=bodies)


def render_feed(plan: FeedPlan, name: str, site: Site) -> bytes:
    """One file of a feed. It dates itself by its newest change, so that unchanged content gives unchanged bytes."""
    items = [feed_item(entry, site) for entry in plan.entries]
    if name == "feed.json":
        return render_json(plan, items, site)
    updated = max((item.updated for item in items), default=_authority_date(site.settings.options.id_authority))
    return (render_rss if name == "feed.xml" else render_atom)(plan, items, updated, site)


def _authority_date(authority: str) -> datetime:
    """The date of a tag authority (`domain,YYYY[-MM[-DD]]`): what an empty feed dates itself by."""
    year, month, day = ([int(part) for part in authority.partition(",")[2].split("-")] + [1, 1])[:3]
    return datetime(year, month, day, tzinfo=SHANGHAI)
