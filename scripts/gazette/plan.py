"""What a site is made of: everything read and checked, then every file that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from functools import partial
from importlib.metadata import version
from typing import NamedTuple

from gazette import clock
from gazette.cache import Cache, code_digest, digest_of
from gazette.checks import check_entry_paths, check_links, check_names, check_paths
from gazette.cms.outputs import cms_outputs
from gazette.columns import load_columns
from gazette.content import Content, gather
from gazette.entries import News, load_news
from gazette.entry_pages import EntryPages
from gazette.feeds import feed_outputs
from gazette.gate.review import check_review
from gazette.gate.screening import screen
from gazette.handwritten import Handwritten
from gazette.listings import listing_pages
from gazette.opml import opml_output
from gazette.pages import Output, Page, Site, copied
from gazette.permalinks import column_path
from gazette.pictures.loading import load_pictures
from gazette.pictures.publishing import published
from gazette.pictures.share import share_pictures
from gazette.press_kits import press_kits
from gazette.problems import ProblemsFound
from gazette.records import Link
from gazette.redirects import redirects
from gazette.registers.opendata import register_outputs
from gazette.registers.pages import RegisterPages
from gazette.registers.register import Registers
from gazette.registers.rules import check_registers
from gazette.registers.tables import load_registers
from gazette.settings import Settings
from gazette.sitemap import sitemap_outputs
from gazette.stations.mentions import check_mentions, find_mentions
from gazette.stations.outputs import station_outputs
from gazette.stations.pages import StationPages
from gazette.stations.tables import FOLDER as STATIONS
from gazette.stations.tables import load_stations
from gazette.texts import load_texts

# What a rendered body depends on besides its source: these libraries, the press's own code and the settings.
_LIBRARIES = ("markdown", "pymdown-extensions", "pygments", "pydantic")

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class Gathered(NamedTuple):
    """Everything read from the project and found good by itself."""

    content: Content
    news: News
    # Digests of what the cache should keep.
    kept: set[str]


class StationPlan(NamedTuple):
    """The pages of stations, and all files about them."""

    pages: list[Page]
    outputs: list[Output]


class Plan(NamedTuple):
    """The other files of a site, and (path, title, text) of the pages besides entries and stations that search should find."""

    outputs: list[Output]
    texts: list[tuple[str, str, str]]


def gather_content(settings: Settings, cache: Cache, processes: int, progress: Progress = silent) -> Gathered:
    """News, columns and stations of the project; raises ProblemsFound with all that is wrong in them."""
    printed = fingerprint(settings)
    directory = once(partial(load_stations, settings))
    news = load_news(settings, cache, printed, processes, lambda done, total: progress("排版稿件", done, total), directory)
    columns, problems = load_columns(settings.root)
    stations, station_problems = directory()
    registers, register_problems = load_registers(settings)
    ids = {station.id for station in stations}
    now = clock.read_clock()
    texts = load_texts(settings, STATIONS, ids, "服务站点", cache, printed)
    register_texts = {name: load_texts(settings, name, one.keys, one.schema.title, cache, printed)
                      for name, one in registers.with_pages.items()}
    every_text = [texts, *register_texts.values()]
    problems = [*news.problems, *problems, *station_problems, *register_problems, *(one for some in every_text for one in some.problems),
                *check_entry_paths(news.entries), *check_mentions(news.entries, stations, settings),
                *check_registers(registers, ids, _states(news, now), settings, now.date())]
    pictures = load_pictures(settings, news.entries, news.files, now, cache, processes, partial(progress, "缩放图片"))
    problems += pictures.problems
    screened = screen(settings, news.entries, news.broken, news.files, stations, registers, cache)
    problems += screened.problems
    problems += check_review(news.entries, settings)
    if columns:
        problems += check_names(news.entries, columns, registers, settings)
    if problems:
        raise ProblemsFound(problems)
    for some in every_text:
        news.bodies.update(some.bodies)
    content = gather(now, columns, news.entries, stations, news.files, registers)
    mentions, names = find_mentions(content.listed, stations, news.bodies, cache, processes)
    digests = {(name, key): digest for name, some in register_texts.items() for key, digest in some.digests.items()}
    content = replace(content, mentions=mentions, station_texts=texts.digests, registers=Registers(registers.by_name, digests),
                      text_links={path: links for some in every_text for path, links in some.links.items()},
                      pictures=pictures.by_path)
    kept = {names, *screened.kept, *pictures.kept, *texts.digests.values(), *digests.values(), *(entry.digest for entry in news.entries)}
    return Gathered(content, news, kept)


def _states(news: News, now: datetime) -> dict[str, str]:
    """The state of each item by its path, '' where it cannot be read."""
    return dict.fromkeys(news.broken, "") | {entry.source_path: entry.state(now) for entry in news.entries}


def plan_stations(site: Site) -> StationPlan:
    """What can be written while the rest is planned."""
    built = list(StationPages(site))
    return StationPlan([one.page for one in built], [*published(station_outputs(site), site), *(one.output for one in built)])


def plan_site(site: Site, stations: StationPlan, assets: Sequence[Output]) -> Plan:
    """Every other file of the site but its search index; raises ProblemsFound where links are broken or paths collide."""
    content = site.content
    entries = list(EntryPages(site))
    lists = [*listing_pages(content, site.settings.options.page_size), *RegisterPages(site)]
    handwritten = Handwritten(site)
    # The dearest first: the cores then end together.
    outputs = [*feed_outputs(site), *share_pictures(site), *press_kits(site), *(one.output for one in entries), *map(site.output, lists),
               *redirects(content), *handwritten.outputs(), *published([*_attachments(site), *assets], site), opml_output(site),
               *register_outputs(site), *cms_outputs(site)]
    pages = [*(one.page for one in entries), *lists, *stations.pages]
    outputs += sitemap_outputs(site, pages, [path for path, _ in site.frames.handwritten()])
    every = [*stations.outputs, *outputs]
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


def fingerprint(settings: Settings) -> bytes:
    """Digest of all that shapes a body or a document of the index besides its source."""
    versions = (version(name).encode() for name in _LIBRARIES)
    return digest_of(code_digest(), *versions, json.dumps(settings.markdown, default=_name_of).encode()).encode()


def _name_of(value: object) -> str:
    """A function among the options by its name: its repr holds an address, which changes at each run."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
