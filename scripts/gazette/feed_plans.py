"""Which feeds the site has, and what each carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette.content import TAXONOMIES, Content
from gazette.pages import Site
from gazette.permalinks import column_path, term_path
from gazette.records import Entry

# Taxonomies whose terms have feeds; tags are too many, and too small.
_WITH_FEEDS = ("organizations", "brands")


class FeedPlan(NamedTuple):
    """A feed in all its formats: the folder of its files ('' or ends with a slash), title and description, the page it is
    the feed of, and its entries, newest first.
    """

    folder: str
    title: str
    description: str
    page: str
    entries: tuple[Entry, ...]


def feed_plans(site: Site) -> Iterator[FeedPlan]:
    """The feed of the whole site, then one for each column, organization and brand."""
    settings, content, most = site.settings, site.content, site.settings.options.feed_size
    told = fed_entries(content)
    yield FeedPlan("", settings.site_name, settings.site_description or settings.site_name, "index.html", _newest(told, most))
    for column in content.columns:
        yield FeedPlan(f"columns/{column.slug}/", f"{column.name} - {settings.site_name}", column.description or column.name,
                       column_path(column.slug), _newest((entry for entry in told if column.name in entry.columns), most))
    for field in _WITH_FEEDS:
        for term in content.by_term[field]:
            yield FeedPlan(f"{field}/{term}/", f"{term} - {settings.site_name}", f"{TAXONOMIES[field]}“{term}”的稿件。",
                           term_path(field, term), _newest((entry for entry in told if term in getattr(entry, field)), most))


def fed_entries(content: Content) -> list[Entry]:
    """The entries that feeds carry, newest first: those of the lists, and withdrawn ones, which subscribers are told of."""
    return [entry for entry in content.entries if entry.state(content.now) in ("published", "withdrawn")]


def _newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    return tuple(entry for entry, _ in zip(entries, range(most), strict=False))
