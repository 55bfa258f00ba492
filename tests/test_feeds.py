"""What media outlets rely on in the feeds: which items, their ids, full text, and addresses."""

from __future__ import annotations

import html
import json
from typing import Any
from urllib.parse import quote, urljoin

import feedparser
import pytest
from gazette.feed_formats import ATOM, FORMATS, JSON, RSS, Format
from gazette.feed_items import absolute_links, entry_id
from gazette.feed_plans import feed_plans
from gazette.feeds import feed_outputs
from gazette.pages import Site
from gazette.records import Entry
from hypothesis import given, strategies
from lxml import etree

from tests.making import BASE, make_entry, make_site, render_feed

_AUTHORITY = "example.org,2026"
_WITHDRAWN = {"date": "2026-03-02 09:00", "reason": "原因"}


def _carried(site: Site, folder: str = "") -> list[str]:
    return [item["title"] for item in json.loads(render_feed(site, JSON, folder))["items"]]


@pytest.mark.parametrize("values", [
    {"title": "另一标题"}, {"columns": "示例栏目二"}, {"date": "2026-03-05 09:00"}, {"corrections": [{"date": "2026-03-04 09:00", "note": "改"}]},
    {"withdrawn": _WITHDRAWN}, {"tags": "标签"}])
def test_an_id_outlives_every_change(values: dict[str, Any]) -> None:
    """Title, column, date, corrections and withdrawal leave the id as it was: readers do not see the item as new."""
    assert entry_id(make_entry(**values), _AUTHORITY) == entry_id(make_entry(), _AUTHORITY) == "tag:example.org,2026:news/2026/03/01-a.html"


def test_an_id_outlives_a_move_of_item_and_host() -> None:
    """Moved with its old address as an alias, and on another host: the same id, with the new address."""
    moved = make_entry("09-new", aliases=["news/2026/03/01-a.html", "news/2026/03/05-b.html"])
    ids, addresses = set(), []
    for entry, base in ((make_entry(), BASE), (moved, "https://other.example/")):
        site = make_site([entry], site_url=base)
        for form in (RSS, ATOM):
            item = feedparser.parse(render_feed(site, form)).entries[0]
            ids.add(item.id)
            addresses.append(item.link)
    assert ids == {"tag:example.org,2026:news/2026/03/01-a.html"}
    assert addresses == [f"{BASE}news/2026/03/01-a.html"] * 2 + ["https://other.example/news/2026/03/09-new.html"] * 2


def test_each_feed_carries_its_own_items() -> None:
    """The site's has all that is public, withdrawn ones too; those of columns, organizations and brands theirs."""
    site = make_site([
        make_entry("01-a", title="甲", date="2026-03-01 09:00", organizations="工会"),
        make_entry("02-b", title="乙", date="2026-03-02 09:00", columns=["示例栏目二", "示例栏目一"], brands="品牌"),
        make_entry("03-c", title="丙", date="2026-03-03 09:00", columns="示例栏目二", withdrawn=_WITHDRAWN),
        make_entry("04-d", title="丁", draft=True), make_entry("05-e", title="戊", date="2026-03-11 09:00"),
        make_entry("06-f", title="己", expires="2026-03-05 09:00")])
    assert {plan.folder: _carried(site, plan.folder) for plan in feed_plans(site)} == {
        "": ["【撤稿】丙", "乙", "甲"],
        "columns/one/": ["乙", "甲"], "columns/two/": ["【撤稿】丙", "乙"], "organizations/工会/": ["甲"], "brands/品牌/": ["乙"]}
    assert {output.path for output in feed_outputs(site)} >= {"feed.xml", "columns/one/atom.xml", "organizations/工会/feed.json"}


def test_a_feed_holds_the_newest() -> None:
    """As many as the settings say."""
    site = make_site([make_entry(f"0{day}-x", title=str(day), date=f"2026-03-0{day} 09:00") for day in range(1, 8)], feed_size=3)
    assert _carried(site) == _carried(site, "columns/one/") == ["7", "6", "5"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_feed_without_items_is_a_feed(form: Format) -> None:
    """A new column can be subscribed to; its date is that of the authority, so builds agree on it."""
    site = make_site(id_authority="example.org,2026-05")
    raw = render_feed(site, form, "columns/two/")
    if form is JSON:
        assert json.loads(raw)["items"] == []
        return
    parsed = feedparser.parse(raw)
    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.title == "示例栏目二 - 示例网站"
    assert parsed.feed.updated_parsed[:5] == (2026, 4, 30, 16, 0)


def _rss(entry: Entry, body: str) -> Any:
    site = make_site([entry])
    site.bodies[entry.digest] = body
    return etree.fromstring(render_feed(site, RSS))


def test_rss_has_summary_and_full_text() -> None:
    """`description` is the summary, `content:encoded` the text, and the guid is no address."""
    item = _rss(make_entry(source_url="https://a.example/1", author="作者"), "<p>正文 ]]&gt; &amp; 😀𠮷</p>").find("channel/item")
    assert item.findtext("description") == "示例摘要。"
    assert item.findtext("{*}encoded") == "<p>正文 ]]&gt; &amp; 😀𠮷</p>"
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Sun, 01 Mar 2026 09:00:00 +0800"
    assert (item.find("source").get("url"), item.findtext("source")) == ("https://a.example/1", "示例来源")


def test_rss_names_itself_and_its_page() -> None:
    """The channel's link is the page, the one of Atom the feed; it dates itself by the newest change."""
    channel = _rss(make_entry(corrections=[{"date": "2026-03-04 08:00", "note": "改"}]), "<p>正文</p>").find("channel")
    assert channel.findtext("link") == f"{BASE}index.html"
    assert [(link.get("rel"), link.get("href")) for link in channel.findall("{*}link") if link.get("href")] == [("self", f"{BASE}feed.xml")]
    assert channel.findtext("lastBuildDate") == "Wed, 04 Mar 2026 08:00:00 +0800"


@pytest.mark.parametrize(("written", "absolute"), [
    ('<a href="02-b.html#c">', '<a href="https://example.org/x/02-b.html#c">'), ('<img src="../图.png">', '<img src="https://example.org/%E5%9B%BE.png">'),
    ('<a href="#c">', '<a href="https://example.org/x/01-a.html#c">'), ('<a href="mailto:a@b.c">', '<a href="mailto:a@b.c">'),
    ('<a href="https://a.b/c?d=1&amp;e=2">', '<a href="https://a.b/c?d=1&amp;e=2">'), ('<a href="//a.b/c">', '<a href="https://a.b/c">'),
    ('<video src="b.mp4">', '<video src="https://example.org/x/b.mp4">')])
def test_links_of_a_text_lead_home_from_anywhere(written: str, absolute: str) -> None:
    """Readers show the text on other hosts."""
    assert absolute_links(f"<p>{written}</p>", "https://example.org/x/01-a.html").startswith(f"<p>{absolute}")


@given(strategies.lists(strategies.sampled_from(["..", ".", "a", "b.html", "图", "c d", "%2e", ".x", "a:b", "", "e?f=/", "g#h/.."])),
       strategies.sampled_from(["https://example.org/", "https://example.org/x/", "https://example.org/x/y/z/"]))
def test_links_to_files_near_by_are_those_of_any_link(parts: list[str], folder: str) -> None:
    """The short way for the usual path gives what the standard's way gives for all."""
    written, address = "/".join(parts), f"{folder}01-a.html"
    expected = urljoin(address, quote(written, safe="%/:?#[]@!$&'()*+,;=~"))
    assert absolute_links(f'<a href="{html.escape(written)}">', address) == f'<a href="{html.escape(expected)}">'


@pytest.mark.parametrize("fragment", ["", " \n", "正文", "<p>一</p><p>二</p>", "<p>a &lt; b</p>", "<!-- 注 --><p>一</p>"])
def test_a_text_without_links_keeps_its_words(fragment: str) -> None:
    """No element is added around it, and none of its text is lost."""
    assert absolute_links(fragment, BASE) == fragment
