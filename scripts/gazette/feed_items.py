"""What a feed says of a record, in whatever format."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, urljoin

from gazette.changes import Change
from gazette.links import rewrite_links
from gazette.media import Medium, describe_media, title_picture
from gazette.pages import Site, spoken_moment
from gazette.permalinks import href
from gazette.records import Entry

# What XML 1.0 cannot hold; lxml, and so feedgen, raises on it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A path to a file that goes up and then down, in characters that need no quotes. Nearly all links are so, and urljoin, which
# knows all others, is slow.
_NEAR = re.compile(r"((?:\.\./)*)((?:[\w%-][\w.%-]*/)*[\w%-][\w.%-]*)", re.ASCII)
# Parts of an address before its path, cut at slashes.
_HOST = 3


class FeedItem(NamedTuple):
    """A record as subscribers get it: texts without what XML cannot hold, `content` in HTML with full addresses.

    `source` is (address, name) of what is reprinted; `withdrawn` the reason, where that is all that is left.
    """

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    author: str
    categories: tuple[str, ...]
    source: tuple[str, str] = ("", "")
    media: tuple[Medium, ...] = ()
    withdrawn: str = ""


def feed_item(record: Entry | Change, site: Site) -> FeedItem:
    """The item of a record."""
    if not isinstance(record, Entry):
        return _change_item(record, site)
    return _withdrawn_item(record, site) if record.withdrawn else _entry_item(record, site)


def _entry_item(entry: Entry, site: Site) -> FeedItem:
    """An entry in full; a corrected one begins with its notes, the newest first."""
    url = site.settings.site_url + href(entry.path)
    media = describe_media(entry, site.settings, site.content.pictures)
    notes = sorted(entry.corrections, key=lambda note: note.date, reverse=True)
    said = [(f"更正（{spoken_moment(note.date)}）：", note.note) for note in notes]
    summary = clean(" ".join(filter(None, ["".join(said[0]) if said else "", entry.summary])))
    content = "".join(f"<p><strong>{label}</strong>{html.escape(note)}</p>\n" for label, note in said)
    content += "".join(_figures(entry, media, site.settings.site_url)) + absolute_links(site.bodies[entry.digest], url)
    return FeedItem(entry_id(entry, site.settings.options.id_authority), url, clean(entry.title) or url, entry.date, entry.updated,
                    summary or clean(entry.title) or url, clean(content), clean(entry.author or entry.source), _categories(entry),
                    (entry.source_url, clean(entry.source)), media)


def _withdrawn_item(entry: Entry, site: Site) -> FeedItem:
    """The same id with the reason, and nothing of the text."""
    assert entry.withdrawn
    said = clean(f"本稿已于{spoken_moment(entry.withdrawn.date)}撤回。{entry.withdrawn.reason}")
    return FeedItem(entry_id(entry, site.settings.options.id_authority), site.settings.site_url + href(entry.path),
                    clean(f"【撤稿】{entry.title}"), entry.date, entry.updated, said, f"<p>{html.escape(said)}</p>",
                    clean(entry.author or entry.source), _categories(entry), withdrawn=clean(entry.withdrawn.reason))


def _change_item(change: Change, site: Site) -> FeedItem:
    """What is known of a record. Each change is an item of its own: readers are told of an id once."""
    values = list(change.values())
    rows = "".join(f"<li>{html.escape(label)}：{html.escape(value)}</li>\n" for label, value in values)
    return FeedItem(
        f"tag:{site.settings.options.id_authority}:{href(change.name)}:{change.day}",
        site.settings.site_url + href(change.path), clean(change.title),
        change.updated, change.updated, clean("；".join(f"{label}：{value}" for label, value in values)), clean(f"<ul>\n{rows}</ul>"),
        clean(site.settings.options.organizer or site.settings.site_name), tuple(map(clean, change.categories)))


def entry_id(entry: Entry, authority: str) -> str:
    """The tag URI (RFC 4151) of an entry, from the path at first publication: it outlives title, host and column."""
    return f"tag:{authority}:{href(entry.permalink_path)}"


def _categories(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.columns, *entry.tags, *entry.organizations, *entry.brands, *entry.towns)))


def _figures(entry: Entry, media: tuple[Medium, ...], base: str) -> Iterator[str]:
    """The title picture, which the page shows above the text."""
    title = title_picture(entry)
    for medium in (medium for medium in media if medium.path == title):
        told = html.escape(medium.caption + (f"（{medium.credit}）" if medium.credit else ""))
        caption = f"<figcaption>{told}</figcaption>" if told else ""
        yield f'<figure><img src="{base}{href(medium.path)}" alt="{html.escape(medium.caption)}">{caption}</figure>\n'


def absolute_links(fragment: str, address: str) -> str:
    """An HTML fragment with every link, picture and film as a full address, for readers elsewhere.

    By lxml it would take longer than all the rest of a feed.
    """
    folders = address.split("/")[:-1]

    def absolute(written: str) -> str | None:
        try:
            if (match := _NEAR.fullmatch(written)) and (above := len(match[1]) // len("../")) <= len(folders) - _HOST:
                return "/".join((*folders[:len(folders) - above], match[2]))
            return urljoin(address, quote(written, safe="%/:?#[]@!$&'()*+,;=~"))
        except ValueError:  # what looks like an address and is none, such as http://[
            return None

    return rewrite_links(fragment, absolute)


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
