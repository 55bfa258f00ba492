"""What a feed says of an entry, in whatever format."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import NamedTuple

from gazette.pages import Site, spoken_moment
from gazette.permalinks import href
from gazette.records import Entry

# What XML 1.0 cannot hold; lxml, and so feedgen, raises on it.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class FeedItem(NamedTuple):
    """An entry as subscribers get it: texts without what XML cannot hold, `content` in HTML with full addresses."""

    id: str
    url: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    content: str
    author: str
    categories: tuple[str, ...]
    source: tuple[str, str]


def feed_item(entry: Entry, site: Site) -> FeedItem:
    """The item of an entry; a corrected one begins with its notes, a withdrawn one has the reason and no text."""
    url = site.settings.site_url + href(entry.path)
    title, summary = entry.title, entry.summary
    if entry.withdrawn:
        title, summary = f"【撤稿】{title}", f"本稿已于{spoken_moment(entry.withdrawn.date)}撤回。{entry.withdrawn.reason}"
        content = f"<p>{html.escape(summary)}</p>"
    else:
        notes = "".join(f"<p><strong>更正（{spoken_moment(note.date)}）：</strong>{html.escape(note.note)}</p>"
                        for note in entry.corrections)
        content = notes + absolute_links(site.bodies[entry.digest], url)
    return FeedItem(entry_id(entry, site.settings.options.id_authority), url, clean(title) or url, entry.date, entry.updated,
                    clean(summary) or clean(title) or url, clean(content), clean(entry.author or entry.source), _categories(entry),
                    (entry.source_url, clean(entry.source)))


def entry_id(entry: Entry, authority: str) -> str:
    """The tag URI (RFC 4151) of an entry, from the path at first publication: it outlives title, host and column."""
    return f"tag:{authority}:{href(entry.permalink_path)}"


def _categories(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*entry.columns, *entry.tags, *entry.organizations, *entry.brands)))


def absolute_links(fragment: str, address: str) -> str:
    """An HTML fragment with every link and picture as a full address, for readers elsewhere."""
    from lxml import html as lxml_html  # most runs of the command do without

    if not fragment.strip():
        return ""
    element = lxml_html.fragment_fromstring(clean(fragment), create_parent="div")
    element.make_links_absolute(address, handle_failures="ignore")
    text = str(lxml_html.tostring(element, encoding="unicode"))
    return text.removeprefix("<div>").removesuffix("</div>")


def clean(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
