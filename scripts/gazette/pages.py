"""Pages of records: what each shows (a `Page`), and how it becomes a file of the site (an `Output`)."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import to_json

from gazette.cache import code_digest, digest_of
from gazette.content import Content
from gazette.feed_formats import FORMATS, feed_path
from gazette.feed_store import Pieces
from gazette.frames import Frames
from gazette.page_tags import Tags, render_data, render_tags, render_way, section_tags, site_tags
from gazette.permalinks import href, root_of
from gazette.pictures.markup import dress_pictures
from gazette.reading import contents_of, with_regions, with_sorting
from gazette.settings import Settings
from gazette.templates import Templates


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path, the source it stems from, the key of its content, and how to get the bytes.

    `key_of` gives the key when it is asked for: where there is no older site to compare with, the workers make the keys.
    `render` gives the bytes, or they are those of the file `copy`. Equal keys mean equal bytes.
    """

    path: str
    origin: str
    key_of: Callable[[], str]
    render: Callable[[], bytes] | None = None
    copy: Path | None = None
    # Whether the file may be shared with the one it is a copy of: for those of the cache, which nobody edits.
    linked: bool = False
    # Digests of the bodies it is rendered from, and of the entries whose pieces of feeds it joins.
    bodies: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


class Feed(NamedTuple):
    """A feed that a page announces: the folder of its files, and its title."""

    folder: str
    title: str


class Page(NamedTuple):
    """Everything a page shows, in plain values, so that it can be compared and rendered anywhere.

    `section` is the address of the navigation's entry it belongs to; `body` the digest of the fragment it carries; `tags`
    and `linked_data` (JSON-LD) what its head says of it; `pictures` stands for those it shows besides the ones in `data`.
    In `data`, `crumbs` are the steps from the home page to it; where there is a `picture`, that comes before the body.
    """

    origin: str
    path: str
    template: str
    title: str
    description: str
    section: str
    data: dict[str, Any]
    feed: Feed | None = None
    body: str = ""
    indexed: bool = True
    tags: Tags = ()
    linked_data: tuple[dict[str, Any], ...] = ()
    pictures: str = ""


class Built(NamedTuple):
    """A page and its file."""

    page: Page
    output: Output


def ready(path: str, origin: str, content: bytes) -> Output:
    """The file of bytes that are there already."""
    return Output(path, origin, partial(digest_of, content), partial(bytes, content))


def copied(file: Path, path: str, origin: str) -> Output:
    """A file taken over as it is. Its key is size and time of change: pictures are too large to read at each build."""
    status = file.stat()
    return Output(path, origin, partial("copy {} {}".format, status.st_size, status.st_mtime_ns), copy=file)


def spoken_day(day: date) -> str:
    """2026年11月24日"""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken_moment(moment: datetime) -> str:
    """2026年11月24日 09:00"""
    return f"{spoken_day(moment)} {moment:%H:%M}"


def render_announcement(feed: Feed, path: str) -> str:
    """What the head of the page at `path` says of a feed, so that readers of feeds find it."""
    title = html.escape(feed.title)
    return "".join(f'<link rel="alternate" type="{form.type}" title="{title}" href="{root_of(path)}'
                   f'{href(feed_path(feed.folder, form))}">\n' for form in FORMATS)


@dataclass
class Site:
    """What all pages of one build share."""

    settings: Settings
    content: Content
    frames: Frames
    # HTML of bodies by digest: filled before rendering with those that are needed.
    bodies: dict[str, str] = field(default_factory=dict)
    # What feeds say of a record, likewise.
    pieces: Pieces = field(default_factory=Pieces)
    # Its feeds (each a FeedPlan of feed_plans), once they are known.
    feeds: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        self.templates = Templates(self.settings.root)
        # What the head of every page says of the site.
        self.head = render_tags(site_tags(self.settings))
        self.look = digest_of(*self.templates.sources, code_digest(), repr(self.settings.options).encode(), self.settings.site_name.encode(),
                              self.settings.site_url.encode()).encode()

    def output(self, page: Page, render: Callable[[], bytes] | None = None) -> Output:
        """The file of a page; it is rendered, by `render` where that is given, when its bytes are asked for."""
        return Output(page.path, page.origin, partial(self._key, page), render or partial(self.render, page),
                      bodies=(page.body,) if page.body else ())

    def _key(self, page: Page) -> str:
        # The origin, with its line, is where the page comes from, not what it shows.
        return digest_of(self.look, self.frames.at_depth(page.path.count("/")).digest, to_json(page[1:]))

    def render(self, page: Page) -> bytes:
        """The bytes of a page."""
        body = self.body(page)
        inner = self.part(page.template, page.path, page.data, title=page.title, body=with_regions(body),
                          contents=contents_of(body), address=self.address(page.path))
        return self.fill(page, inner)

    def body(self, page: Page) -> str:
        """The fragment that a page carries, with its pictures in their sizes; '' where it carries none."""
        if not page.body:
            return ""
        return dress_pictures(self.bodies[page.body], page.path, self.content.pictures, is_first=not page.data.get("picture"))

    def fill(self, page: Page, inner: str) -> bytes:
        """The bytes of a page whose own part is `inner`."""
        return self.frames.at_depth(page.path.count("/")).fill(self._slots(page, with_sorting(inner, root_of(page.path))))

    def address(self, path: str) -> str:
        """The full address of a page."""
        return self.settings.site_url + href(path)

    def part(self, template: str, path: str, data: Mapping[str, Any], **more: Any) -> str:
        """A template's HTML for the page at `path`."""
        return self.templates.render(template, data, root=root_of(path), options=self.settings.options, **more)

    def _slots(self, page: Page, inner: str) -> dict[str, str]:
        way = page.data.get("crumbs", ())
        head = self.head + render_tags(page.tags or section_tags(way, page.title)) + "".join(map(render_data, page.linked_data))
        head += render_way(way, page.title, page.path, self.settings.site_url)
        if page.feed:
            head += render_announcement(page.feed, page.path)
        if not page.indexed:
            head += '<meta name="robots" content="noindex">'
        return {"title": html.escape(page.title), "description": html.escape(page.description), "head": head,
                "canonical": self.address(page.path), "body": inner,
                "kind": page.template, "type": "article" if page.template == "entry" else "website", f"here:{page.section}": " gz-here"}
