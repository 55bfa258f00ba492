"""RSS 2.0 and Atom, by feedgen. Each of its faults has its workaround here or in xml_additions, and nowhere else.

Entries are rendered by themselves and then put into as many feeds as show them: each stands in a dozen files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from feedgen.feed import FeedGenerator

from gazette.feed_formats import ATOM, RSS, Format
from gazette.feed_heads import Head
from gazette.feed_items import FeedItem, clean
from gazette.permalinks import href
from gazette.xml_additions import EntryAdditions, FeedAdditions

# What feedgen writes where the text of an entry goes: that is escaped once for both formats, which takes it longer than all else.
_PLACE = "-"


def render_head(head: Head, form: Format) -> tuple[bytes, bytes]:
    """The document in UTF-8 without its entries: what comes before and after them."""
    feed = _generator()
    feed.id(head.id)
    feed.title(head.title)
    feed.description(head.description)
    feed.author(name=head.author)
    feed.language("zh-cn")
    feed.ttl(60)
    feed.generator("gazette")
    # The last link becomes the channel's own, so the one to the page comes after the one to the document.
    feed.link(href=head.own, rel="self", type=form.type)
    feed.link(href=head.page, rel="alternate", type="text/html")
    if head.image:
        feed.image(head.image)
    # feedgen's default for both is the moment of the build.
    feed.updated(head.updated)
    feed.lastBuildDate(head.updated)
    feed.more.links = [{"rel": rel, "type": form.type, "href": address}
                       for rel, address in (("current", head.current), ("prev-archive", head.older)) if address]
    feed.more.deleted = head.deleted
    feed.more.is_archive = bool(head.current)
    before, end, after = _serialize(feed, form).rpartition(b"</channel>" if form is RSS else b"</feed>")
    return before + b"\n", b"\n" + end + after + b"\n"


def render_entries(items: Sequence[FeedItem], base: str) -> list[tuple[bytes, bytes, bytes, bytes]]:
    """Each item in UTF-8 as the element of an RSS feed, in full and without its text, and as that of an Atom feed likewise."""
    feed = _generator()
    feed.id("tag:entries")
    feed.title("-")
    feed.description("-")
    feed.link(href=base, rel="alternate")
    for item in items:
        # The default order, 'prepend', turns the feed upside down.
        _fill(feed.add_entry(order="append"), item, base)
    rss, atom = (_elements(_serialize(feed, form), name) for form, name in ((RSS, b"item"), (ATOM, b"entry")))
    texts = [_escape(item.content).encode() for item in items]
    return [(*_versions(rss_one, b"content:encoded", b"", text), *_versions(atom_one, b"content", b' type="html"', text))
            for rss_one, atom_one, text in zip(rss, atom, texts, strict=True)]


def _elements(document: bytes, name: bytes) -> Iterator[bytes]:
    """The elements of that name; their tags cannot stand in a text, where < is always escaped."""
    start, end = b"<%s>" % name, b"</%s>" % name
    for part in document.split(start)[1:]:
        yield start + part.partition(end)[0] + end


def _versions(element: bytes, name: bytes, attributes: bytes, text: bytes) -> tuple[bytes, bytes]:
    """An element with the text in its place, and without it."""
    start, end = b"<%s%s>" % (name, attributes), b"</%s>" % name
    before, _, after = element.partition(start + _PLACE.encode() + end)
    return before + start + text + end + after, before + after


def _escape(text: str) -> str:
    """The text as lxml would write it in an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _generator() -> Any:
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.load_extension("media")
    feed.register_extension("more", FeedAdditions, EntryAdditions)
    return feed


def _serialize(feed: Any, form: Format) -> bytes:
    return bytes(feed.rss_str() if form is RSS else feed.atom_str())


def _fill(entry: Any, item: FeedItem, base: str) -> None:
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.published(item.published)
    # feedgen's default is the moment of the build.
    entry.updated(item.updated)
    # Without a description content:encoded would be left out; the type 'CDATA' would leak into Atom.
    entry.description(item.summary, isSummary=True)
    entry.content(_PLACE, type="html")
    if item.categories:
        entry.category([{"term": clean(term)} for term in item.categories])
    links = [{"rel": "alternate", "type": "text/html", "href": item.url}]
    if item.source[0]:
        entry.source(url=item.source[0], title=item.source[1])
        links.append({"rel": "via", "type": "text/html", "href": item.source[0], "title": item.source[1]})
    links += [{"rel": "enclosure", "type": medium.type, "length": str(medium.length), "href": base + href(medium.path)} for medium in item.media]
    # RSS allows one enclosure, and feedgen writes the last.
    entry.link([dict(link) for link in reversed(links)])
    entry.author(name=item.author)
    entry.dc.dc_creator(item.author)
    for medium in item.media:
        sizes = {"width": str(medium.width), "height": str(medium.height)} if medium.width else {}
        entry.media.content({"url": base + href(medium.path), "fileSize": str(medium.length), "type": medium.type,
                             "medium": medium.kind, **sizes}, group=None)
    entry.more.links, entry.more.media = links, item.media
    entry.more.changed = item.updated if item.updated != item.published else None
