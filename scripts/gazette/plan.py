"""Which files a site needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gazette.checks import check_links, check_paths
from gazette.cms.outputs import cms_outputs
from gazette.entry_pages import EntryPages
from gazette.feeds import feed_outputs
from gazette.handwritten import Handwritten
from gazette.listings import listing_pages
from gazette.opml import opml_output
from gazette.pages import Output, Page, Site, copied
from gazette.permalinks import column_path
from gazette.pictures.publishing import published
from gazette.pictures.share import share_pictures
from gazette.press_kits import press_kits
from gazette.problems import ProblemsFound
from gazette.records import Link
from gazette.redirects import redirects
from gazette.registers.opendata import register_outputs
from gazette.registers.pages import RegisterPages
from gazette.sitemap import sitemap_outputs
from gazette.stations.outputs import station_outputs
from gazette.stations.pages import StationPages


class RecordPlan(NamedTuple):
    """The pages of stations and entries, and all files about stations."""

    pages: list[Page]
    outputs: list[Output]


class Plan(NamedTuple):
    """The other files of a site, and (path, title, text) of the pages besides entries and stations that search should find."""

    outputs: list[Output]
    texts: list[tuple[str, str, str]]


def plan_records(site: Site) -> RecordPlan:
    """Most of a site's files: what can be looked at while the rest is planned."""
    stations, entries = list(StationPages(site)), list(EntryPages(site))
    pages = [one.page for one in (*entries, *stations)]
    return RecordPlan(pages, [*published(station_outputs(site), site), *(one.output for one in (*stations, *entries))])


def plan_site(site: Site, records: RecordPlan, assets: Sequence[Output]) -> Plan:
    """Every other file of the site but its search index; raises ProblemsFound where links are broken or paths collide."""
    content = site.content
    lists = [*listing_pages(content, site.settings.options.page_size), *RegisterPages(site)]
    handwritten = Handwritten(site)
    # The dearest first: the cores then end together.
    outputs = [*feed_outputs(site), *share_pictures(site), *press_kits(site), *map(site.output, lists), *redirects(content),
               *handwritten.outputs(), *published([*_attachments(site), *assets], site), opml_output(site), *register_outputs(site),
               *cms_outputs(site)]
    outputs += sitemap_outputs(site, [*lists, *records.pages], [path for path, _ in site.frames.handwritten()])
    every = [*records.outputs, *outputs]
    links: dict[str, Sequence[Link]] = {entry.source_path: entry.links for entry in content.listed if entry.links}
    links |= {**handwritten.links, **content.text_links}
    problems = [*handwritten.problems, *check_paths(every), *check_links(site.settings.root, links, {output.path for output in every})]
    if problems:
        raise ProblemsFound(problems)
    columns = [(column_path(column.slug), column.name, column.description) for column in content.columns]
    return Plan(outputs, columns + handwritten.texts)


def _attachments(site: Site) -> Iterator[Output]:
    """Pictures and other files beside the items, at the same place in the site.

    Only those that an item with a text names: what belongs to a draft or an embargoed, withdrawn or expired item is as
    unseen as that.
    """
    named = {link.path for entry in site.content.listed for link in entry.links}
    for source in site.content.files:
        if source in named:
            yield copied(site.settings.root / source, source, source)
