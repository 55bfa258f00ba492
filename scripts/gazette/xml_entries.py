"""Entries of RSS and Atom. feedgen makes one of each shape, and its texts are put into that as slots are filled in frames.

For each entry anew, with a tree of XML built and written twice, it took three times as long as all else in a feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import Any, NamedTuple

from gazette.clock import SHANGHAI
from gazette.feed_formats import ATOM, RSS, Format
from gazette.feed_items import FeedItem, clean
from gazette.media import Medium
from gazette.permalinks import href
from gazette.xml_feeds import new_feed, serialize

# In characters that nobody else writes into the few elements that are made into moulds.
_SLOT = re.compile("\ue000([a-z]+(?: [0-9]+)?)\ue001")
_PUBLISHED, _UPDATED = datetime(1971, 2, 3, 4, 5, 6, tzinfo=SHANGHAI), datetime(1972, 3, 4, 5, 6, 7, tzinfo=SHANGHAI)
# In each format the element around an entry, and the one around its text: its name, and its start tag.
_ELEMENTS = {RSS.label: ("item", "content:encoded", "<content:encoded>"), ATOM.label: ("entry", "content", '<content type="html">')}


class _Part(NamedTuple):
    """A part of an element: its text with %s for each slot, and the names of these slots."""

    text: str
    slots: tuple[str, ...]

    def fill(self, values: _Values) -> bytes:
        """The part in UTF-8."""
        return (self.text % tuple([values[slot] for slot in self.slots])).encode()


class _Mould(NamedTuple):
    """An element before and after its text, and the tags around the text."""

    before: _Part
    after: _Part
    start: bytes
    end: bytes

    def fill(self, values: _Values, text: bytes) -> tuple[bytes, bytes]:
        """The element in UTF-8 with the text, and without it."""
        before, after = self.before.fill(values), self.after.fill(values)
        return b"".join((before, self.start, text, self.end, after)), before + after


class _Values(dict[str, str]):
    """What comes into slots; a text is escaped, as an element or an attribute wants it, when it is first asked for."""

    def __init__(self, item: FeedItem, texts: dict[str, str]):
        self._texts = texts
        published = (format_datetime(item.published), item.published.isoformat())
        updated = published if item.updated is item.published else (format_datetime(item.updated), item.updated.isoformat())
        self["published 2822"], self["published 3339"] = published
        self["updated 2822"], self["updated 3339"] = updated

    def __missing__(self, slot: str) -> str:
        escape = _escape_attribute if slot.endswith('"') else _escape
        self[slot] = escape(self._texts[slot.removesuffix('"')])
        return self[slot]


def render_entries(items: Sequence[FeedItem], base: str) -> list[tuple[bytes, bytes, bytes, bytes]]:
    """Each item in UTF-8 as the element of an RSS feed, in full and without its text, and as that of an Atom feed likewise."""
    return [_render(item, base) for item in items]


def _render(item: FeedItem, base: str) -> tuple[bytes, bytes, bytes, bytes]:
    texts = _texts(item, base)
    names = tuple([name for name, text in texts.items() if text])
    rss, atom = _moulds(names, tuple([medium.type for medium in item.media]), item.updated != item.published)
    values, content = _Values(item, texts), _escape(item.content).encode()
    return *rss.fill(values, content), *atom.fill(values, content)


def _texts(item: FeedItem, base: str) -> dict[str, str]:
    """What comes into the slots; '' for what an item does not have, which feedgen may leave out with the element around it."""
    texts = {"id": item.id, "url": item.url, "title": item.title, "summary": item.summary, "author": item.author,
             "source": item.source[0], "name": item.source[1]}
    texts |= {f"category {number}": clean(term) for number, term in enumerate(item.categories)}
    for number, medium in enumerate(item.media):
        texts |= {f"path {number}": base + href(medium.path), f"length {number}": str(medium.length),
                  f"width {number}": str(medium.width) if medium.width else "", f"height {number}": str(medium.height) if medium.width else "",
                  f"caption {number}": clean(medium.caption), f"credit {number}": clean(medium.credit)}
    return texts


@cache
def _moulds(names: tuple[str, ...], types: tuple[str, ...], is_changed: bool) -> tuple[_Mould, _Mould]:
    """What feedgen makes, in RSS and in Atom, of an item that has these texts and files of these types, changed since or not."""
    def slot(name: str) -> Any:
        return _slot(name) if name in names else ""

    media = (Medium(slot(f"path {number}"), kind, *(slot(f"{name} {number}") for name in ("length", "width", "height", "caption", "credit")))
             for number, kind in enumerate(types))
    categories = (slot(name) for name in names if name.startswith("category "))
    item = FeedItem(slot("id"), slot("url"), slot("title"), _PUBLISHED, _UPDATED if is_changed else _PUBLISHED, slot("summary"), "",
                    slot("author"), tuple(categories), (slot("source"), slot("name")), tuple(media))
    feed = new_feed()
    feed.id("tag:entries")
    feed.title("-")
    feed.description("-")
    feed.link(href="https://example.org/", rel="alternate")
    fill_entry(feed.add_entry(), item)
    return _mould(feed, RSS), _mould(feed, ATOM)


def _mould(feed: Any, form: Format) -> _Mould:
    name, text, start = _ELEMENTS[form.label]
    document = serialize(feed, form).decode()
    # Tags cannot stand in a text, where < is always escaped.
    element = document[document.index(f"<{name}>"):document.index(f"</{name}>")] + f"</{name}>"
    before, _, after = element.partition(f"{start}-</{text}>")
    return _Mould(_cut(before), _cut(after), start.encode(), f"</{text}>".encode())


def _cut(part: str) -> _Part:
    """The part cut at its slots; those in an attribute, and moments, are named so."""
    for name, moment in (("published", _PUBLISHED), ("updated", _UPDATED)):
        part = part.replace(format_datetime(moment), _slot(f"{name} 2822")).replace(moment.isoformat(), _slot(f"{name} 3339"))
    pieces = _SLOT.split(part)
    slots = (name + '"' if before.endswith('="') else name for before, name in zip(pieces[::2], pieces[1::2], strict=False))
    return _Part("%s".join(piece.replace("%", "%%") for piece in pieces[::2]), tuple(slots))


def _slot(name: str) -> str:
    return f"\ue000{name}\ue001"


def _escape(text: str) -> str:
    """The text as lxml would write it in an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _escape_attribute(text: str) -> str:
    """The text as lxml would write it in an attribute."""
    return _escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def fill_entry(entry: Any, item: FeedItem) -> None:
    """Gives an entry of feedgen what an item says, but for its text; the paths of its files are full addresses."""
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.published(item.published)
    # feedgen's default is the moment of the build.
    entry.updated(item.updated)
    # Without a description content:encoded would be left out; the type 'CDATA' would leak into Atom.
    entry.description(item.summary, isSummary=True)
    entry.content("-", type="html")
    if item.categories:
        entry.category([{"term": term} for term in item.categories])
    links = [{"rel": "alternate", "type": "text/html", "href": item.url}]
    if item.source[0]:
        entry.source(url=item.source[0], title=item.source[1])
        links.append({"rel": "via", "type": "text/html", "href": item.source[0], "title": item.source[1]})
    links += [{"rel": "enclosure", "type": medium.type, "length": str(medium.length), "href": medium.path} for medium in item.media]
    # RSS allows one enclosure, and feedgen writes the last.
    entry.link([dict(link) for link in reversed(links)])
    entry.author(name=item.author)
    entry.dc.dc_creator(item.author)
    for medium in item.media:
        sizes = {"width": str(medium.width), "height": str(medium.height)} if medium.width else {}
        entry.media.content({"url": medium.path, "fileSize": str(medium.length), "type": medium.type,
                             "medium": medium.kind, **sizes}, group=None)
    entry.more.links, entry.more.media = links, item.media
    entry.more.changed = item.updated if item.updated != item.published else None
