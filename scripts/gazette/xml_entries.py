"""Entries of RSS and Atom. feedgen makes one of each shape, which the others fill."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from gazette.feed_formats import ATOM, RSS, Format
from gazette.feed_items import FeedItem, clean
from gazette.feed_store import Rendered
from gazette.media import Medium
from gazette.permalinks import href
from gazette.xml_feeds import new_feed, serialize
from gazette.xml_moulds import PUBLISHED, UPDATED, Part, cut, escape, slot, values_of

# In each format the element around an entry, and the one around its text: its name, and its start tag.
_ELEMENTS = {RSS.label: ("item", "content:encoded", "<content:encoded>"), ATOM.label: ("entry", "content", '<content type="html">')}


class _Mould(NamedTuple):
    """An element before and after its text, and the tags around the text."""

    before: Part
    after: Part
    start: bytes
    end: bytes

    def fill(self, values: list[bytes], text: bytes) -> Rendered:
        """The element with the text."""
        before, after = self.before.fill(values), self.after.fill(values)
        full = b"".join((before, self.start, text, self.end, after))
        return Rendered(full, len(before), len(full) - len(after))


def render_entry(item: FeedItem, base: str) -> tuple[Rendered, Rendered]:
    """An item as the element of an RSS feed, and as that of an Atom feed."""
    texts = {name: text for name, text in _texts(item, base).items() if text}
    rss, atom = _moulds(tuple(texts), tuple([medium.type for medium in item.media]), item.updated != item.published)
    values, content = values_of(texts.values(), item.published, item.updated), escape(item.content)
    return rss.fill(values, content), atom.fill(values, content)


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
    def text(name: str) -> Any:
        return slot(name) if name in names else ""

    media = (Medium(text(f"path {number}"), kind, *(text(f"{name} {number}") for name in ("length", "width", "height", "caption", "credit")))
             for number, kind in enumerate(types))
    categories = (text(name) for name in names if name.startswith("category "))
    item = FeedItem(text("id"), text("url"), text("title"), PUBLISHED, UPDATED if is_changed else PUBLISHED, text("summary"), "",
                    text("author"), tuple(categories), (text("source"), text("name")), tuple(media))
    feed = new_feed()
    feed.id("tag:entries")
    feed.title("-")
    feed.description("-")
    feed.link(href="https://example.org/", rel="alternate")
    fill_entry(feed.add_entry(), item)
    return _mould(feed, RSS, names), _mould(feed, ATOM, names)


def _mould(feed: Any, form: Format, names: tuple[str, ...]) -> _Mould:
    name, text, start = _ELEMENTS[form.label]
    document = serialize(feed, form).decode()
    # Tags cannot stand in a text, where < is always escaped.
    element = document[document.index(f"<{name}>"):document.index(f"</{name}>")] + f"</{name}>"
    before, _, after = element.partition(f"{start}-</{text}>")
    return _Mould(cut(before, names), cut(after, names), start.encode(), f"</{text}>".encode())


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
