"""Heads and entries filled into moulds are, to the byte, what feedgen writes of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from gazette.feed_formats import ATOM, RSS, Format
from gazette.feed_heads import Deleted, Head
from gazette.feed_items import FeedItem, clean
from gazette.media import Medium
from gazette.permalinks import href
from gazette.xml_entries import fill_entry, render_entry
from gazette.xml_feeds import compose_head, new_feed, render_head, serialize
from hypothesis import given, settings
from hypothesis import strategies as some

_BASE = "https://example.org/sub/"
_AWKWARD = some.text(some.sampled_from("甲乙a 1&<>\"'\r\n\t]]>😀𠮷\ue000\ue001\u200b-"), max_size=12).map(clean)
_TEXT = _AWKWARD.map(lambda text: f"文{text}")
_MOMENT = some.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=some.just(timezone(timedelta(hours=8)))).map(
    lambda moment: moment.replace(microsecond=0))
_MEDIUM = some.builds(Medium, some.just("news/2026/03/图 1&2.jpg"), some.sampled_from(["image/jpeg", "application/pdf", "audio/mpeg"]),
                      some.integers(0, 10**9), some.sampled_from([0, 640]), some.sampled_from([0, 480]), _AWKWARD, _AWKWARD)
_ITEM = some.builds(
    FeedItem, _TEXT.map(lambda text: f"tag:{text}"), some.sampled_from(["https://example.org/a.html", "https://example.org/a?b=1&c=2"]),
    _TEXT, _MOMENT, _MOMENT, _TEXT, _TEXT, some.one_of(some.just(""), _TEXT), some.lists(_TEXT, max_size=12).map(tuple),
    some.sampled_from([("", ""), ("https://example.com/?a=1&b=\"2\"", "某报&\"")]), some.lists(_MEDIUM, max_size=3).map(tuple))


def _by_feedgen(item: FeedItem, form: Format) -> bytes:
    """The element that feedgen writes of an item whose files have full addresses, with its text in the place of feedgen's."""
    feed = new_feed()
    feed.id("tag:entries")
    feed.title("-")
    feed.description("-")
    feed.link(href=_BASE, rel="alternate")
    fill_entry(feed.add_entry(), item._replace(media=tuple(medium._replace(path=_BASE + href(medium.path)) for medium in item.media)))
    start, end = (b"<item>", b"</item>") if form is RSS else (b"<entry>", b"</entry>")
    document = serialize(feed, form)
    return document[document.index(start):document.index(end)] + end


@pytest.mark.parametrize("form", [RSS, ATOM], ids=["rss", "atom"])
@settings(max_examples=150, deadline=None)
@given(item=_ITEM)
def test_the_same_as_feedgen(form: Format, item: FeedItem) -> None:
    """Every kind of text, also what stands for slots, with and without files, source, author and a later change."""
    rss, atom = render_entry(item._replace(content="-"), _BASE)
    assert (rss if form is RSS else atom).full == _by_feedgen(item, form)


def test_where_its_text_is() -> None:
    """The element of the text, and nothing else, is what a summary leaves out."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    rss, atom = render_entry(FeedItem("tag:a", "https://example.org/a", "题", moment, moment, "摘要", "<p>文 & 字</p>", "作者", ("甲",)), _BASE)
    text = "&lt;p&gt;文 &amp; 字&lt;/p&gt;"
    assert rss.full[rss.begin:rss.end].decode() == f"<content:encoded>{text}</content:encoded>"
    assert atom.full[atom.begin:atom.end].decode() == f'<content type="html">{text}</content>'
    assert rss.instead == atom.instead == b""


_HEAD = some.builds(
    Head, _TEXT.map(lambda text: f"tag:{text}"), _TEXT, _TEXT, _TEXT, some.just("https://example.org/a?b=1&c=2"), some.just("https://example.org/feed.xml"),
    some.sampled_from(["", "https://example.org/feed-2025.xml?a=1&b=2"]), some.sampled_from(["", "https://example.org/feed.xml"]),
    some.sampled_from(["", "https://example.org/图.png"]), _MOMENT, some.lists(some.builds(Deleted, _TEXT, _MOMENT, _TEXT), max_size=3).map(tuple))


@pytest.mark.parametrize("form", [RSS, ATOM], ids=["rss", "atom"])
@settings(max_examples=150, deadline=None)
@given(head=_HEAD)
def test_heads_are_the_same_as_feedgen_s(form: Format, head: Head) -> None:
    """Of live documents and archives, with and without a picture and entries that were withdrawn."""
    assert render_head(head, form) == tuple(part.encode() for part in compose_head(head, form))


def test_a_nul_is_refused() -> None:
    """As by lxml: it would move every text behind it into another's place."""
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="NUL"):
        render_entry(FeedItem("tag:a", "https://example.org/a", "题\0目", moment, moment, "摘要", "", "作者", ()), _BASE)
