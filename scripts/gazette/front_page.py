"""What the home page shows besides lists of items: the lead, records of a register in boxes, feeds; and the site map for readers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from gazette.content import FACETS
from gazette.feed_formats import FORMATS, column_feeds, feed_path
from gazette.listings import ARCHIVE
from gazette.media import title_picture
from gazette.pages import Site
from gazette.permalinks import archive_path, column_path, href, register_path, station_list_path
from gazette.records import Entry
from gazette.registers.cells import cards_of, cell_of
from gazette.registers.register import Register, RegisterRecord

# Further pinned items above the columns; more would push these out of sight.
_NOTICES = 3


class _Link(NamedTuple):
    name: str
    path: str
    total: int | None = None


def lead_of(site: Site, entries: Sequence[Entry]) -> dict[str, Any]:
    """The newest pinned item, or the newest where none is pinned, with its picture; and the other pinned ones as notices."""
    pinned = [entry for entry in entries if entry.pinned]
    first = next(iter(pinned or entries), None)
    picture = (href(title_picture(first)), first.image_alt) if first and first.image else ("", "")
    return {"lead": site.content.cards_of([first]), "picture": picture, "notices": site.content.rows_of(pinned[1:_NOTICES + 1])}


def boxes_of(register: Register, records: Sequence[RegisterRecord], column: str, site: Site) -> dict[str, Any]:
    """Records as figures where the register has such, else each with its link and the text of a column."""
    schema = register.schema
    boxes = [(cell_of(register, record, schema.by_name[schema.label], site.content), "、".join(record.texts(column)) if column else "")
             for record in records]
    # One row of figures: what they have in common is told in words around it.
    figures = [(*figure[:-1], []) for _, group in cards_of(register, records, site.content) for figure in group]
    return {"cards": [("", figures)] if figures else [], "boxes": boxes, "title": schema.title,
            "link": href(register_path(schema.name))}


def feeds_in_short(site: Site) -> dict[str, Any]:
    """The feed of the whole site in its formats, and that of each column."""
    folders = [("全站", ""), *((column.name, column_feeds(column.slug)) for column in site.content.columns)]
    return {"feeds": [(name, [(form.label, href(feed_path(folder, form))) for form in FORMATS]) for name, folder in folders]}


def site_map(site: Site) -> dict[str, Any]:
    """Every list of the site by kind, as (name, address, number of what it lists or None)."""
    content = site.content
    columns = [_Link(column.name, column_path(column.slug), len(content.by_column[column.name])) for column in content.columns]
    years = [_Link("全部年份", ARCHIVE, len(content.listed)),
             *(_Link(f"{year}年", archive_path(year), len(entries)) for year, entries in content.by_year.items())]
    terms = [_Link(label, f"{field}/index.html") for field, label in content.taxonomies.items()]
    stations = [(f"按{label}查找站点", [_Link(value, station_list_path(facet, value), len(some))
                                 for value, some in content.open_by[field].items()]) for facet, (field, label) in FACETS.items()]
    registers = [_Link(one.schema.title, register_path(name), len(one.records)) for name, one in content.registers.by_name.items()]
    kinds = [("栏目", columns), ("往期稿件", years), ("按内容查找稿件", terms), *stations, ("改革台账", registers)]
    return {"kinds": [(kind, [(name, href(path), count) for name, path, count in links]) for kind, links in kinds if links]}
