"""Pages of registers: one for each register, and one for each record where its schema asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from gazette.content import FED_TAXONOMIES, Content
from gazette.feed_formats import RSS, feed_path, term_feeds
from gazette.listings import paginate, titled
from gazette.page_tags import content_tags, section_tags
from gazette.pages import Feed, Page, Site
from gazette.permalinks import href, register_data_path, register_path, term_path
from gazette.registers.cells import backlinks_of, cell_of, shown_of, stations_of
from gazette.registers.changes import record_changes
from gazette.registers.history import history_of
from gazette.registers.progress import progress_of, series_of, tally_of
from gazette.registers.register import Register, RegisterRecord

REGISTERS = "registers/index.html"
CRUMB = ("改革台账", REGISTERS)
# Of the changes of all registers.
FEED = Feed("registers/", "台账变动")


class RegisterPages:
    """The pages of one build."""

    def __init__(self, site: Site):
        self._content, self._page_size, self._base = site.content, site.settings.options.page_size, site.settings.site_url
        # Where no record says when it changed there is no such feed.
        self._feed = FEED if record_changes(site.content) else None

    def __iter__(self) -> Iterator[Page]:
        """Each register, followed by its records."""
        for register in self._content.registers.by_name.values():
            schema = register.schema
            yield Page(schema.table, register_path(schema.name), "register", schema.title, schema.description, REGISTERS,
                       {"crumbs": [CRUMB], "feed": href(feed_path(FEED.folder, RSS)) if self._feed and schema.changed else "",
                        **register_data(register, self._content)}, self._feed)
            for record in register.records if schema.pages else ():
                yield from self._record_pages(register, record)

    def _record_pages(self, register: Register, record: RegisterRecord) -> Iterator[Page]:
        schema, key = register.schema, register.key_of(record)
        entries = self._content.by_term[schema.news].get(key, []) if schema.news else []
        label = register.label_of(record)
        feeds = Feed(term_feeds(schema.news, key), key) if schema.news in FED_TAXONOMIES and entries else None
        crumbs = [CRUMB, (schema.title, register_path(schema.name))]
        description = f"{schema.title}：{label}。"
        for number, some, pager in paginate(entries, self._page_size, partial(term_path, schema.name, key)):
            path, origin = term_path(schema.name, key, number), f"{record.path}:{record.line}"
            listed = {"cards": self._content.cards_of(some), "pager": pager, "total": len(entries), "crumbs": crumbs,
                      "feed": href(feed_path(feeds.folder, RSS)) if feeds else ""}
            if number == 1:
                body = self._content.registers.texts.get((schema.name, key), "")
                yield Page(origin, path, "record", label, description, REGISTERS, listed | self._shown(register, record), feeds or self._feed,
                           body, tags=(*section_tags(crumbs, label), *content_tags(label, self._base + href(path))),
                           pictures=self._content.text_pictures_key if body else "")
            else:
                yield Page(origin, path, "listing", titled(label, number), description, REGISTERS,
                           listed | {"name": label, "intro": "", "outlet": ""}, feeds)

    def _shown(self, register: Register, record: RegisterRecord) -> dict[str, Any]:
        schema = register.schema
        cells = [cell_of(register, record, field, self._content) for field in schema.fields
                 if field.name not in (schema.label, *schema.station_columns) and (record.texts(field.name) or field.missing)]
        return {"kind": schema.title, "cells": cells, "overdue": register.is_overdue(record, self._content.now.date()),
                "history": history_of(register, record, self._content) if schema.history else [],
                "stations": stations_of(register, record, self._content), "backlinks": backlinks_of(register, record, self._content)}


def register_data(register: Register, content: Content) -> dict[str, Any]:
    """What the page of a register shows."""
    schema = register.schema
    shown = shown_of(register, register.records, content)
    return {**shown, "name": schema.name, "intro": schema.description, "note": schema.note, "size": size_words(register),
            "progress": progress_of(register, content), "tallies": [tally_of(register, tally) for tally in schema.tallies],
            "series": series_of(register), "choices": choices_of(shown["table"]),
            "files": [(kind.upper(), href(register_data_path(schema.name, kind))) for kind in ("csv", "json")]}


def size_words(register: Register) -> str:
    """共 75 项，本站列出 12 项 — or the number listed alone, where no total is stated."""
    schema, listed = register.schema, len(register.records)
    some = f"本站列出 {listed} {schema.listed_unit or schema.unit}"
    return some if schema.total is None else f"共 {schema.total} {schema.unit}，{some}"


def choices_of(table: dict[str, Any]) -> list[tuple[int, str, list[str]]]:
    """(Place of the column, title, values) of each column that readers can choose by: those with two values or more."""
    found = []
    for place, ((title, _), is_facet) in enumerate(zip(table["columns"], table["facets"], strict=True)):
        values = list(dict.fromkeys(text for cells, _ in table["rows"] for text, _ in cells[place].parts)) if is_facet else []
        if len(values) > 1:
            found.append((place, title, values))
    return found
