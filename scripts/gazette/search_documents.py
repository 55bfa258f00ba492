"""What the search knows of a page: a small HTML document for Pagefind, in the tokens of search_text.

Its text is in four parts: title, day, label (columns, or type and town) and text; a fifth is there to be found only:
source, tags, pinyin.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gazette.content import Content
from gazette.markdown import text_of
from gazette.pages import Site
from gazette.permalinks import register_path
from gazette.records import Entry
from gazette.registers.cells import cell_of
from gazette.search_text import PART, tokenize
from gazette.stations.hours_words import words_of
from gazette.stations.station import Station

KINDS = {"news": "新闻", "station": "站点", "page": "网页", "register": "台账"}
# Filters: name in the index → what readers see.
FILTERS = {"kind": "种类", "column": "栏目", "year": "年份", "town": "镇街", "type": "站点类别", "organization": "群团组织"}


class Document(NamedTuple):
    """A page to be found: where it is, what is shown of it, and the filters that let it through.

    `text` is plain text, or empty where `body` names the fragment (by digest) that holds it; `keys` are found, not shown.
    """

    path: str
    title: str
    day: str
    label: str
    filters: tuple[tuple[str, str], ...]
    text: str = ""
    body: str = ""
    keys: tuple[str, ...] = ()
    pinyin: bool = False


def entry_document(entry: Entry) -> Document:
    """A news item."""
    filters = [("kind", KINDS["news"]), ("year", str(entry.date.year)), *(("column", name) for name in entry.columns),
               *(("organization", name) for name in entry.organizations), *(("town", name) for name in entry.towns)]
    return Document(entry.path, entry.title, f"{entry.date:%Y-%m-%d}", "、".join(entry.columns), tuple(filters),
                    entry.description, entry.digest, (entry.source, entry.author, *entry.tags, *entry.organizations, *entry.brands, *entry.towns))


def station_document(station: Station, year: int) -> Document:
    """A service station, found by its name in pinyin too; hours in words, with the seasons of that year."""
    filters = [("kind", KINDS["station"]), ("type", station.type), *([("town", station.town)] if station.town else []),
               *(("organization", name) for name in station.organizations)]
    hours = words_of(station.hours, year)
    values = (station.type, station.town, station.community, station.address, *station.phone, hours,
              "、".join(station.services), *station.standards, "、".join(station.organizations), station.accessible, station.note)
    return Document(station.path, station.name, "", "、".join(filter(None, (station.type, station.town))), tuple(filters),
                    "\n".join(filter(None, values)), pinyin=True)


def page_documents(content: Content, pages: Iterable[tuple[str, str, str]]) -> Iterator[Document]:
    """Handwritten and column pages: (path, title, text) of each; columns are found by their pinyin too."""
    names = {column.name for column in content.columns}
    for path, title, text in pages:
        yield Document(path, title, "", KINDS["page"], (("kind", KINDS["page"]),), text, pinyin=title in names)


def register_documents(content: Content) -> Iterator[Document]:
    """Each register, with its records where these have no page; each record that has one."""
    for register in content.registers.by_name.values():
        schema = register.schema
        rows = [(record, "\n".join(text for field in schema.fields for text, _ in cell_of(register, record, field, content).parts))
                for record in register.records]
        text = "\n".join([schema.description, schema.note, *(() if schema.pages else (words for _, words in rows))])
        yield _register_document(register_path(schema.name), schema.title, KINDS["register"], text)
        for record, words in rows if schema.pages else ():
            body = content.registers.texts.get((schema.name, register.key_of(record)), "")
            yield _register_document(register.page_of(record), register.label_of(record), schema.title, words, body)


def _register_document(path: str, title: str, label: str, text: str, body: str = "") -> Document:
    return Document(path, title, "", label, (("kind", KINDS["register"]),), text, body, pinyin=True)


def pinyin_keys(name: str) -> list[str]:
    """What people type for a Chinese name: initials and full pinyin from each of its characters on (wdgc, guangchang…)."""
    from pypinyin import lazy_pinyin  # its tables take a tenth of a second to load

    syllables = [syllable.lower() for syllable in lazy_pinyin(name) if syllable.isascii() and syllable.isalnum()]
    keys: dict[str, None] = {}
    for start in range(len(syllables) - 1):
        rest = syllables[start:]
        keys["".join(syllable[0] for syllable in rest)] = None
        keys["".join(rest)] = None
    return list(keys)


def render_document(document: Document, site: Site) -> bytes:
    """The document as Pagefind reads it."""
    text = f"{document.text}\n{text_of(site.bodies[document.body])}" if document.body else document.text
    keys = [*document.keys, *(pinyin_keys(document.title) if document.pinyin else [])]
    title, label, body, hidden = (html.escape(" ".join(tokenize(part)), quote=False)
                                  for part in (document.title, document.label, text, "\n".join(keys)))
    filters = "".join(f'<i data-pagefind-filter="{name}:{html.escape(value)}"></i>' for name, value in document.filters)
    sort = f'<i data-pagefind-sort="day:{document.day or "0000-00-00"}"></i>'
    day = document.day and "z" + document.day
    parts = f" {PART} ".join((f'<b data-pagefind-weight="7">{title}</b>', day, label, body, hidden))
    return f"<html><body data-pagefind-body>{filters}{sort}{parts}</body></html>".encode()
