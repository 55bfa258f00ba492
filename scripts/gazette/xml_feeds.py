"""RSS 2.0 and Atom, by feedgen. Each of its faults has its workaround here, in xml_entries or in xml_additions, and nowhere else.

Entries are rendered by themselves (xml_entries) and then put into as many feeds as show them: each stands in a dozen files.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from feedgen.feed import FeedGenerator

from gazette.feed_formats import RSS, Format
from gazette.feed_heads import Deleted, Head
from gazette.feed_items import clean
from gazette.xml_additions import EntryAdditions, FeedAdditions
from gazette.xml_moulds import UPDATED, Part, cut, slot, values_of

# The texts of a head; with them come those of what was withdrawn.
_TEXTS = ("id", "title", "description", "author", "page", "own", "older", "current", "image")


def render_head(head: Head, form: Format) -> tuple[bytes, bytes]:
    """The document in UTF-8 without its entries: what comes before and after them."""
    texts = {name: text for name in _TEXTS if (text := getattr(head, name))}
    for number, deleted in enumerate(head.deleted):
        texts |= {f"ref {number}": deleted.id, f"reason {number}": clean(deleted.reason)}
    before, after = _mould(form, tuple(texts), tuple(deleted.moment for deleted in head.deleted))
    values = values_of(texts.values(), head.updated, head.updated)
    return before.fill(values), after.fill(values)


@cache
def _mould(form: Format, names: tuple[str, ...], deleted: tuple[datetime, ...]) -> tuple[Part, Part]:
    """What feedgen makes of a head that has these texts and tells of entries withdrawn at these moments."""
    texts = {name: slot(name) if name in names else "" for name in _TEXTS}
    withdrawn = tuple(Deleted(slot(f"ref {number}"), moment, slot(f"reason {number}")) for number, moment in enumerate(deleted))
    before, after = compose_head(Head(**texts, updated=UPDATED, deleted=withdrawn), form)
    return cut(before, names), cut(after, names)


def compose_head(head: Head, form: Format) -> tuple[str, str]:
    """What feedgen makes of a head: what comes before and after the entries."""
    feed = new_feed()
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
    before, end, after = serialize(feed, form).decode().rpartition("</channel>" if form is RSS else "</feed>")
    return f"{before}\n", f"\n{end}{after}\n"


def new_feed() -> Any:
    """A feed of feedgen that knows the extensions in use."""
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False)
    feed.load_extension("media")
    feed.register_extension("more", FeedAdditions, EntryAdditions)
    return feed


def serialize(feed: Any, form: Format) -> bytes:
    """The whole document in UTF-8."""
    return bytes(feed.rss_str() if form is RSS else feed.atom_str())
