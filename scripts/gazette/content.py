"""All content of a site at one moment, and the orders in which it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from gazette.cards import Card, Row, card, row
from gazette.clock import day_start
from gazette.media import title_picture
from gazette.pictures.picture import Picture
from gazette.records import UNSEEN, Column, Entry, Link
from gazette.registers.register import Registers
from gazette.stations.station import Station

Key = TypeVar("Key")
Value = TypeVar("Value")

# Taxonomies of entries: field of the record (and folder of the pages) → its name for readers.
TAXONOMIES = {"tags": "标签", "organizations": "群团组织", "brands": "服务品牌", "towns": "镇街"}
# Those whose terms have feeds; tags are too many, and too small.
FED_TAXONOMIES = ("organizations", "brands", "towns")
# Fields that name records of registers only: these have pages, and no lists beside them.
_OF_REGISTERS = ("departments", "tasks")
# What stations are listed by: folder of the pages → field of the record, and its name for readers.
FACETS = {"types": ("type", "类别"), "towns": ("town", "镇街")}


@dataclass(frozen=True)
class Content:
    """Columns, every entry that has a page (newest first), stations, and files that go along."""

    now: datetime
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]
    stations: tuple[Station, ...]
    files: tuple[str, ...] = ()
    due: datetime | None = None
    # By id of the station: entries that mention it, newest first, and the digest of its longer text.
    mentions: Mapping[str, Sequence[Entry]] = field(default_factory=dict)
    station_texts: Mapping[str, str] = field(default_factory=dict)
    registers: Registers = field(default_factory=Registers)
    # Links of the texts of stations and of registers, by source.
    text_links: Mapping[str, Sequence[Link]] = field(default_factory=dict)
    # By path in the site.
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    @cached_property
    def stations_by_id(self) -> dict[str, Station]:
        """Stations by their id, closed ones too."""
        return {station.id: station for station in self.stations}

    @cached_property
    def open_stations(self) -> list[Station]:
        """The stations that lists, data and the finder show: those not closed."""
        day = self.now.date()
        return [station for station in self.stations if not station.is_closed(day)]

    @cached_property
    def open_by(self) -> dict[str, dict[str, list[Station]]]:
        """Open stations by type and by town, those without a value left out."""
        return {field: group((value, station) for station in self.open_stations if (value := getattr(station, field)))
                for field, _ in FACETS.values()}

    @cached_property
    def listed(self) -> list[Entry]:
        """The entries that lists, feeds and counts show: neither withdrawn nor expired."""
        return [entry for entry in self.entries if entry.state(self.now) == "published"]

    def pictures_key(self, paths: Iterable[str]) -> str:
        """What stands for those of the files at these paths that are pictures; '' for none."""
        return " ".join([self.pictures[path].digest for path in paths if path in self.pictures]) if self.pictures else ""

    @cached_property
    def text_pictures_key(self) -> str:
        """What stands for all pictures that a longer text of a station or of a register may show."""
        return self.pictures_key(path for path in sorted(self.pictures) if not path.startswith("news/"))

    @cached_property
    def _cards(self) -> dict[str, Card]:
        # Made once: each stands on some ten pages.
        return {entry.path: card(entry, self.pictures.get(title_picture(entry))) for entry in self.listed}

    def cards_of(self, entries: Iterable[Entry | None]) -> list[Card]:
        """The cards of listed entries, in their order; gaps are left out."""
        return [self._cards[entry.path] for entry in entries if entry]

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {entry.path: row(entry) for entry in self.listed}

    def rows_of(self, entries: Iterable[Entry | None]) -> list[Row]:
        """The rows of listed entries, in their order; gaps are left out."""
        return [self._rows[entry.path] for entry in entries if entry]

    @cached_property
    def by_column(self) -> dict[str, list[Entry]]:
        """Listed entries of each column, by its name; every column has its list."""
        groups: dict[str, list[Entry]] = {column.name: [] for column in self.columns}
        for entry in self.listed:
            for name in entry.columns:
                groups[name].append(entry)
        return groups

    @cached_property
    def by_year(self) -> dict[int, list[Entry]]:
        """Listed entries of each year, newest year first."""
        return group((entry.date.year, entry) for entry in self.listed)

    @cached_property
    def by_term(self) -> dict[str, dict[str, list[Entry]]]:
        """Listed entries by taxonomy and term; by what names records of registers too."""
        return {taxonomy: group((term, entry) for entry in self.listed for term in getattr(entry, taxonomy))
                for taxonomy in (*TAXONOMIES, *_OF_REGISTERS)}

    @cached_property
    def by_source(self) -> dict[str, Entry]:
        """Entries that have a page, by their file."""
        return {entry.source_path: entry for entry in self.entries}

    @cached_property
    def taxonomies(self) -> dict[str, str]:
        """Those of TAXONOMIES that any listed entry has a term of."""
        return {field: label for field, label in TAXONOMIES.items() if self.by_term[field]}

    @cached_property
    def column_slugs(self) -> dict[str, str]:
        """The slug of each column by its name."""
        return {column.name: column.slug for column in self.columns}

    @cached_property
    def neighbours(self) -> dict[str, tuple[Entry | None, Entry | None]]:
        """The older and the newer entry beside each, within its first column, by path."""
        around: dict[str, tuple[Entry | None, Entry | None]] = {}
        for name, entries in self.by_column.items():
            for newer, entry, older in zip([None, *entries], entries, [*entries[1:], None], strict=False):
                if entry.columns[0] == name:
                    around[entry.path] = (older, newer)
        return around


def group(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Values by key, keys in the order in which they first come."""
    groups: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def gather(now: datetime, columns: list[Column], entries: list[Entry], stations: list[Station],
           files: list[str], registers: Registers | None = None) -> Content:
    """The content that is public at the moment `now`."""
    registers = registers or Registers()
    public = [entry for entry in entries if entry.state(now) not in UNSEEN]
    public.sort(key=lambda entry: (entry.date, entry.path), reverse=True)
    changes = [moment for entry in entries if not entry.draft for moment in (entry.date, entry.expires) if moment]
    days = [*(station.closed for station in stations), *registers.overdue_days()]
    changes += map(day_start, filter(None, days))
    due = min((moment for moment in changes if moment > now), default=None)
    return Content(now, tuple(columns), tuple(public), tuple(stations), tuple(files), due, registers=registers)
