"""What feedgen leaves out of RSS and Atom, as extensions of its own kind: links of RFC 5005, deleted entries of RFC 6721,
attributes of an entry's links, the moment of a change in RSS, captions and credits of pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from gazette.feed_heads import Deleted
from gazette.feed_items import clean
from gazette.media import Medium

ATOM_NS = "http://www.w3.org/2005/Atom"
HISTORY_NS = "http://purl.org/syndication/history/1.0"
MEDIA_NS = "http://search.yahoo.com/mrss/"
TOMBSTONE_NS = "http://purl.org/atompub/tombstones/1.0"


class FeedAdditions(BaseExtension):  # type: ignore[misc]
    """Additions to the head of a feed."""

    def __init__(self) -> None:
        self.links: Sequence[dict[str, str]] = ()
        self.deleted: Sequence[Deleted] = ()
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        """Prefixes that the root declares."""
        return {"fh": HISTORY_NS} if self.is_archive else {}

    def extend_rss(self, feed: Any) -> None:
        """Links to other documents are Atom's in RSS too; feedgen writes the one with rel=self only."""
        self._extend(feed[0], f"{{{ATOM_NS}}}link")

    def extend_atom(self, feed: Any) -> None:
        """The same, and what was withdrawn."""
        self._extend(feed, "link")
        for deleted in self.deleted:
            element = etree.SubElement(feed, f"{{{TOMBSTONE_NS}}}deleted-entry", {"ref": deleted.id, "when": deleted.moment.isoformat()},
                                       nsmap={"at": TOMBSTONE_NS})
            etree.SubElement(element, f"{{{TOMBSTONE_NS}}}comment").text = clean(deleted.reason)

    def _extend(self, parent: Any, link_tag: str) -> None:
        for link in self.links:
            etree.SubElement(parent, link_tag, link)
        if self.is_archive:
            etree.SubElement(parent, f"{{{HISTORY_NS}}}archive")


class EntryAdditions(BaseEntryExtension):  # type: ignore[misc]
    """Additions to an entry: its links and media as they were given to feedgen, the moment of a change."""

    def __init__(self) -> None:
        self.links: Sequence[dict[str, str]] = ()
        self.media: Sequence[Medium] = ()
        self.changed: datetime | None = None

    def extend_rss(self, entry: Any) -> None:
        """The change, for which RSS has no element of its own."""
        if self.changed:
            etree.SubElement(entry, f"{{{ATOM_NS}}}updated").text = self.changed.isoformat()
        self._describe_media(entry)

    def extend_atom(self, entry: Any) -> None:
        """The attributes of links, of which feedgen writes href only; no source, which Atom takes for a feed with id and date."""
        for source in entry.findall("source"):
            entry.remove(source)
        for element, link in zip(entry.iterchildren("link"), self.links, strict=True):
            for name, value in link.items():
                element.set(name, value)
        self._describe_media(entry)

    def _describe_media(self, entry: Any) -> None:
        for element, medium in zip(entry.iterchildren(f"{{{MEDIA_NS}}}content"), self.media, strict=True):
            for name, text in (("description", medium.caption), ("credit", medium.credit)):
                if text:
                    etree.SubElement(element, f"{{{MEDIA_NS}}}{name}").text = clean(text)
