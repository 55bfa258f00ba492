"""The pictures of a press kit: which they are, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gazette.media import find_source, media_paths, title_picture, type_of
from gazette.pages import Site
from gazette.permalinks import href
from gazette.records import Entry

_FOLDER = "图片"
_UNKNOWN = "待补充"


class Picture(NamedTuple):
    """A picture of an item: its path and address in the site, its file in the project, its name in the kit."""

    path: str
    address: str
    source: Path
    name: str


def find_pictures(entry: Entry, site: Site) -> list[Picture]:
    """The pictures that an item shows, links to or has attached, numbered."""
    named = [path for path in media_paths(entry) if type_of(path).startswith("image/")]
    found = [(path, source) for path in named if (source := find_source(path, site.settings))]
    return [Picture(path, site.settings.site_url + href(path), source, f"{_FOLDER}/{number:02}-{source.name}")
            for number, (path, source) in enumerate(found, 1)]


def credits_text(entry: Entry, page: str, pictures: Sequence[Picture], captions: Mapping[str, str]) -> str:
    """What each picture shows and whose it is; `captions` by address are those of the text, `page` is the item's address."""
    lines = ["图片说明", "", f"稿件：{entry.title}", f"网址：{page}"]
    for picture in pictures:
        caption, credit = (entry.image_alt, entry.image_credit) if picture.path == title_picture(entry) else ("", "")
        lines += ["", picture.name, f"说明：{caption or captions.get(picture.address) or _UNKNOWN}", f"来源：{credit or _UNKNOWN}"]
    return "\n".join(lines) + "\n"
