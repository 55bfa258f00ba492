"""Everything read from the project and checked: what a site is made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache as once
from functools import partial
from importlib.metadata import version
from typing import NamedTuple

from gazette import clock
from gazette.cache import Cache, code_digest, digest_of
from gazette.checks import check_entry_paths, check_names
from gazette.columns import load_columns
from gazette.content import Content, gather
from gazette.entries import News, load_news
from gazette.gate.review import check_review
from gazette.gate.screening import LookedThrough, look_through, screen
from gazette.pictures.loading import Pictures, load_pictures
from gazette.problems import Problem, ProblemsFound
from gazette.records import Column
from gazette.registers.register import Registers
from gazette.registers.rules import check_registers
from gazette.registers.tables import load_registers
from gazette.settings import Settings
from gazette.stations.mentions import Mentions, check_mentions
from gazette.stations.station import Station
from gazette.stations.tables import FOLDER as STATIONS
from gazette.stations.tables import load_stations
from gazette.texts import Texts, load_texts

# What a rendered body depends on besides its source: these libraries, the press's own code and the settings.
_LIBRARIES = ("markdown", "pymdown-extensions", "pygments", "pydantic")

Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class Gathered(NamedTuple):
    """Everything read from the project and found good by itself."""

    content: Content
    news: News
    mentions: Mentions
    digests: set[str]

    @property
    def kept(self) -> set[str]:
        """Digests of what the cache should keep."""
        return {*self.digests, self.mentions.digest}


class _Besides(NamedTuple):
    """What there is besides news, with its problems: it is read while other processes render the items."""

    columns: list[Column]
    stations: list[Station]
    registers: Registers
    station_texts: Texts
    # By the register's name.
    register_texts: dict[str, Texts]
    looked_through: LookedThrough
    problems: list[Problem]

    @property
    def texts(self) -> list[Texts]:
        """The texts of all records."""
        return [self.station_texts, *self.register_texts.values()]

    @property
    def text_digests(self) -> dict[tuple[str, str], str]:
        """The digest of a record's text by its register's name and its key."""
        return {(name, key): digest for name, some in self.register_texts.items() for key, digest in some.digests.items()}


def gather_content(settings: Settings, cache: Cache, processes: int, progress: Progress = silent) -> Gathered:
    """News, columns, stations and registers of the project; raises ProblemsFound with all that is wrong in them."""
    besides = once(partial(_load_besides, settings, cache))
    news = load_news(settings, cache, fingerprint(settings), processes, partial(progress, "排版稿件"), besides)
    other, now = besides(), clock.read_clock()
    pictures = load_pictures(settings, news.entries, news.files, now, cache, processes, partial(progress, "缩放图片"))
    screened = screen(settings, news.entries, news.broken, news.files, other.looked_through, cache)
    problems = [*news.problems, *other.problems, *_check_between(settings, news, other, now), *pictures.problems, *screened.problems,
                *check_review(news.entries, settings)]
    if other.columns:
        problems += check_names(news.entries, other.columns, other.registers, settings)
    if problems:
        raise ProblemsFound(problems)
    for some in other.texts:
        news.bodies.update(some.bodies)
    content = gather(now, other.columns, news.entries, other.stations, news.files, other.registers)
    mentions = Mentions(content.listed, other.stations, news.bodies, cache)
    digests = {*screened.kept, *pictures.kept, *other.station_texts.digests.values(), *other.text_digests.values(),
            *(entry.digest for entry in news.entries)}
    return Gathered(_joined(content, other, mentions, pictures), news, mentions, digests)


def _load_besides(settings: Settings, cache: Cache) -> _Besides:
    printed = fingerprint(settings)
    columns, problems = load_columns(settings.root)
    stations, station_problems = load_stations(settings)
    registers, register_problems = load_registers(settings)
    texts = load_texts(settings, STATIONS, {station.id for station in stations}, "服务站点", cache, printed)
    register_texts = {name: load_texts(settings, name, one.keys, one.schema.title, cache, printed)
                      for name, one in registers.with_pages.items()}
    problems = [*problems, *station_problems, *register_problems,
                *(one for some in (texts, *register_texts.values()) for one in some.problems)]
    return _Besides(columns, stations, registers, texts, register_texts, look_through(settings, stations, registers, cache), problems)


def _check_between(settings: Settings, news: News, other: _Besides, now: datetime) -> Iterator[Problem]:
    """What items, stations and registers say of each other."""
    yield from check_entry_paths(news.entries)
    yield from check_mentions(news.entries, other.stations, settings)
    states = dict.fromkeys(news.broken, "") | {entry.source_path: entry.state(now) for entry in news.entries}
    yield from check_registers(other.registers, {station.id for station in other.stations}, states, settings, now.date())


def _joined(content: Content, other: _Besides, mentions: Mentions, pictures: Pictures) -> Content:
    """The content with what was found about it: which items name a station, texts of records, pictures."""
    return replace(content, mentions=mentions, station_texts=other.station_texts.digests,
                   registers=Registers(other.registers.by_name, other.text_digests),
                   text_links={path: links for some in other.texts for path, links in some.links.items()}, pictures=pictures.by_path)


def fingerprint(settings: Settings) -> bytes:
    """Digest of all that shapes a body or a document of the index besides its source."""
    versions = (version(name).encode() for name in _LIBRARIES)
    return digest_of(code_digest(), *versions, json.dumps(settings.markdown, default=_name_of).encode()).encode()


def _name_of(value: object) -> str:
    """A function among the options by its name: its repr holds an address, which changes at each run."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
