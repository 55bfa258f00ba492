"""Feeds by RFC 5005: what is new in one document, everything in a chain of archives; and what pictures, reprints and
withdrawals look like in each format.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from gazette.feed_archive import live_document
from gazette.feed_formats import ATOM, FORMATS, JSON, RSS, Format
from gazette.pages import Site
from gazette.records import Entry
from hypothesis import given
from hypothesis import strategies as some
from lxml import etree

from tests.making import BASE, feed_plan, make_entry, make_site, moment, render_feed
from tests.photos import photo
from tests.sample import build_sample, run, sample_project, tree

_SIZE = 10
_NS = {"atom": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0",
       "media": "http://search.yahoo.com/mrss/", "at": "http://purl.org/atompub/tombstones/1.0"}


def _entries(count: int) -> list[Entry]:
    """Items of three years, some thirty a year, the last on 28 February 2026."""
    last = moment("2026-02-28 09:00")
    return [make_entry(f"01-i{number}x", title=f"第{number}篇", path=f"news/2026/01/01-i{number}x.html",
                       date=(last - timedelta(days=11 * number)).strftime("%Y-%m-%d %H:%M")) for number in range(count)]


def _site(entries: list[Entry]) -> Site:
    return make_site(entries, feed_size=_SIZE)


def _parts(site: Site, folder: str = "") -> list[str]:
    return [document.part for document in feed_plan(site, folder).documents(_SIZE)]


def _older(raw: bytes, form: Format) -> str:
    """The address of the next older document, as a program finds it."""
    if form is JSON:
        return str(json.loads(raw).get("next_url", ""))
    root = etree.fromstring(raw)
    return next((link.get("href", "") for link in root.iter(f"{{{_NS['atom']}}}link") if link.get("rel") == "prev-archive"), "")


def _ids(raw: bytes, form: Format) -> list[str]:
    return [item["id"] for item in json.loads(raw)["items"]] if form is JSON else [item.id for item in feedparser.parse(raw).entries]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", ["", "columns/one/"])
def test_a_newcomer_can_fetch_everything(form: Format, folder: str) -> None:
    """From the live document, with as many as the settings say, back through the archives: every item is met."""
    entries = _entries(75)
    site = _site(entries)
    documents = {BASE + folder + _name(form, part): render_feed(site, form, folder, part) for part in _parts(site, folder)}
    address, found, steps = BASE + folder + _name(form, ""), [], 0
    assert _ids(documents[address], form) == [f"tag:example.org,2026:{entry.path}" for entry in entries[:_SIZE]]
    while address:
        found += _ids(documents[address], form)
        address, steps = _older(documents[address], form), steps + 1
    assert steps == len(documents) > 3
    assert set(found) == {f"tag:example.org,2026:{entry.path}" for entry in entries}


def _name(form: Format, part: str) -> str:
    return f"{form.stem}{f'-{part}' if part else ''}.{form.ending}"


@pytest.mark.parametrize("form", [RSS, ATOM])
def test_archives_say_what_they_are(form: Format) -> None:
    """fh:archive and a link to the live document; which itself is no archive."""
    site = _site(_entries(40))
    live, archive = (etree.fromstring(render_feed(site, form, "", part)) for part in _parts(site)[:2])
    assert not live.xpath("//fh:archive", namespaces=_NS)
    assert archive.xpath("//fh:archive", namespaces=_NS)
    assert archive.xpath("//atom:link[@rel='current']/@href", namespaces=_NS) == [BASE + _name(form, "")]


def test_archives_of_the_site_are_in_full_and_of_columns_in_summary() -> None:
    """Every text is there once; in all feeds it would fill a host."""
    site = _site(_entries(40))
    part = _parts(site)[-1]
    assert b"\xe7\x9a\x84\xe6\xad\xa3\xe6\x96\x87\xe3\x80\x82" in render_feed(site, RSS, "", part)
    assert "的正文。".encode() not in render_feed(site, RSS, "columns/one/", _parts(site, "columns/one/")[-1])
    assert [item["content_text"] for item in json.loads(render_feed(site, JSON, "columns/one/", part))["items"]][:1] == ["示例摘要。"]


def test_archives_are_frozen() -> None:
    """A new item leaves every archive as it was; at most a new one is begun."""
    entries = _entries(75)
    before, after = _site(entries[1:]), _site(entries)
    for form in FORMATS:
        for part in _parts(before)[1:]:
            assert render_feed(before, form, "", part) == render_feed(after, form, "", part)


def test_few_items_need_no_archive() -> None:
    """Up to the size of the live document."""
    assert _parts(_site(_entries(_SIZE))) == [""]


def test_a_corrected_item_comes_again() -> None:
    """With its id, the new date of change, and the note first, however old it is."""
    entries = _entries(40)
    corrected = entries[35].model_copy(update={"corrections": make_entry(corrections=[{"date": "2026-03-04 08:00", "note": "数字有误"}]).corrections})
    site = _site([*entries[:35], corrected, *entries[36:]])
    item = next(item for item in json.loads(render_feed(site, JSON))["items"] if item["title"] == "第35篇")
    assert item["date_modified"] == "2026-03-04T08:00:00+08:00"
    assert item["content_html"].startswith("<p><strong>更正（2026年3月4日 08:00）：</strong>数字有误</p>")
    assert item["id"] == f"tag:example.org,2026:{corrected.path}"


@given(some.lists(some.tuples(some.integers(0, 60), some.one_of(some.none(), some.integers(0, 60))), min_size=1, max_size=40),
       some.integers(1, 12), some.integers(0, 5))
def test_the_live_document_has_what_changed_last(days: list[tuple[int, int | None]], size: int, rest: int) -> None:
    """Whenever items were published and corrected; besides the first few that no archive has yet."""
    start = moment("2026-01-01 09:00")
    entries = sorted((make_entry(
        f"01-n{number}x", date=f"{start + timedelta(days=day):%Y-%m-%d %H:%M}",
        corrections=[] if later is None else [{"date": f"{start + timedelta(days=day + later, hours=1):%Y-%m-%d %H:%M}", "note": "更正"}])
        for number, (day, later) in enumerate(days)), key=lambda entry: entry.date, reverse=True)
    newest = sorted(entries, key=lambda entry: entry.updated, reverse=True)
    rest = min(rest, size)
    expected = [entry for rank, entry in enumerate(newest) if rank < size or entry in entries[:rest]]
    assert list(live_document(entries, size, rest).records) == expected


def _rendered(form: Format, **values: Any) -> Any:
    return etree.fromstring(render_feed(make_site([make_entry(**values)]), form))


def test_a_withdrawn_item_is_a_deleted_entry_in_atom() -> None:
    """By RFC 6721: its id, the moment, the reason."""
    root = _rendered(ATOM, withdrawn={"date": "2026-03-02 09:00", "reason": "内容有误"})
    deleted = root.find("at:deleted-entry", _NS)
    assert dict(deleted.attrib) == {"ref": "tag:example.org,2026:news/2026/03/01-a.html", "when": "2026-03-02T09:00:00+08:00"}
    assert deleted.findtext("at:comment", namespaces=_NS) == "内容有误"
    assert "的正文" not in etree.tostring(root, encoding="unicode")


def test_a_reprint_names_its_source() -> None:
    """RSS by `source`; in Atom by a link, as an atom:source would have to be a feed."""
    values = {"source_url": "https://a.example/1?b=1&c=2"}
    source = _rendered(RSS, **values).find("channel/item/source")
    assert (source.get("url"), source.text) == ("https://a.example/1?b=1&c=2", "示例来源")
    links = {link.get("rel"): link for link in _rendered(ATOM, **values).findall("atom:entry/atom:link", _NS)}
    assert (links["via"].get("href"), links["via"].get("title"), links["alternate"].get("type")) == (
        "https://a.example/1?b=1&c=2", "示例来源", "text/html")


@pytest.fixture
def site_with_files(tmp_path: Path) -> Path:
    """The sample built with an item that has a title picture, an attachment and a picture in its text."""
    project = sample_project(tmp_path / "project")
    (project / "news/2026/03/cover.png").write_bytes(photo(3, 2, "PNG"))
    (project / "news/2026/03/plan.txt").write_bytes("示例附件。".encode())
    (project / "news/2026/03/09-files.md").write_text(
        "---\ntitle: 有图稿件\ndate: 2026-03-09 09:00\ncolumn: 示例栏目一\nsource: 示例来源\neditor: 示例编辑\nimage: cover.png\n"
        "image_alt: 图<说明>\nimage_credit: 示例作者\nattachments: [plan.txt]\n---\n正文 ![](picture.svg)\n", "utf-8")
    return build_sample(project)


def test_files_are_enclosed_with_type_and_length(site_with_files: Path) -> None:
    """RSS has one enclosure and all as media:content; Atom links all; JSON lists attachments. Sizes are those of the files."""
    base = "https://wanzhou.example/news/2026/03/"
    length = str((site_with_files / "news/2026/03/cover.png").stat().st_size)
    item = next(item for item in etree.fromstring((site_with_files / "feed.xml").read_bytes()).iter("item") if item.findtext("title") == "有图稿件")
    assert [dict(one.attrib) for one in item.findall("enclosure")] == [{"url": f"{base}cover.png", "length": length, "type": "image/png"}]
    media = [tuple(map(one.get, ("url", "type", "fileSize", "width", "medium"))) for one in item.findall("media:content", _NS)]
    svg = (site_with_files / "news/2026/03/picture.svg").stat().st_size
    assert media[0] == (f"{base}cover.png", "image/png", length, "3", "image")
    assert {one[:3] for one in media[1:]} == {(f"{base}picture.svg", "image/svg+xml", str(svg)), (f"{base}plan.txt", "text/plain", "15")}
    assert item.findtext("media:content/media:credit", namespaces=_NS) == "示例作者"
    feed = json.loads((site_with_files / "feed.json").read_bytes())
    found = next(item for item in feed["items"] if item["title"] == "有图稿件")
    assert found["image"] == f"{base}cover.png"
    first = found["attachments"][0]
    assert (first["url"], first["mime_type"], first["size_in_bytes"]) == (f"{base}cover.png", "image/png", int(length))
    assert f'<figure><img src="{base}cover.png" alt="图&lt;说明&gt;">' in found["content_html"]
    entries = feedparser.parse((site_with_files / "atom.xml").read_bytes()).entries
    links = next(entry for entry in entries if entry.title == "有图稿件").links
    assert {(link.href, link.type, link.length) for link in links if link.rel == "enclosure"} == {
        (f"{base}cover.png", "image/png", length), (f"{base}picture.svg", "image/svg+xml", str(svg)),
        (f"{base}plan.txt", "text/plain", "15")}


def _feeds(site: Path) -> dict[str, bytes]:
    return {path: raw for path, raw in tree(site).items() if path.endswith(("feed.xml", "atom.xml", "feed.json")) or "/feed-" in path}


def test_one_new_item_changes_its_own_feeds_only(tmp_path: Path) -> None:
    """And the same content on another day gives the same bytes."""
    project = sample_project(tmp_path / "project")
    before = _feeds(build_sample(project))
    assert _feeds(build_sample(project, SOURCE_DATE_EPOCH="1773201600")) == before
    (project / "news/2026/03/09-new.md").write_text(
        "---\ntitle: 新稿\ndate: 2026-03-09 09:00\ncolumn: 示例栏目一\nsource: 示例来源\neditor: 示例编辑\ntowns: [示例镇]\n---\n正文。\n", "utf-8")
    assert run(project, "build", "--no-search").returncode == 0
    after = _feeds(project / "site")
    changed = {path for path, raw in after.items() if before.get(path) != raw}
    names = ("feed.xml", "atom.xml", "feed.json")
    assert changed == {folder + name for folder in ("", "columns/one/", "towns/示例镇/") for name in names}


def test_changed_stations_have_a_feed(tmp_path: Path) -> None:
    """Verified and closed ones, newest first, each change with an id of its own; a day to come is none."""
    project = sample_project(tmp_path / "project")
    (project / "docs/stations/t.csv").write_text(
        "id,name,type,town,phone,verified,closed\nv1,示例站甲,党群服务站,示例镇,12351,2026-03-01,\nv2,示例站乙,党群服务站,示例镇,,2026-01-02,2026-03-05\n"
        "v3,示例站丙,党群服务站,示例镇,,,\n", "utf-8")
    site = build_sample(project)
    items = [(item["title"], item["id"].rpartition(":")[2]) for item in json.loads((site / "stations/feed.json").read_bytes())["items"]
             if "示例站" in item["title"]]
    assert items[:2] == [("示例站乙（2026-03-05关闭）", "2026-03-05"), ("示例站甲（2026-03-01核实）", "2026-03-01")]
    for name in ("feed.xml", "atom.xml"):
        assert not feedparser.parse((site / "stations" / name).read_bytes()).bozo
