"""The pictures of a press kit: which they are, and what is said of them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gazette.links import file_target
from gazette.pages import Site
from gazette.permalinks import href
from gazette.records import Entry

_FOLDER = "图片"
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")
_UNKNOWN = "待补充"


class Picture(NamedTuple):
    """A picture of an item: its address in the site, its file in the project, its name in the kit."""

    address: str
    source: Path
    name: str

    @property
    def state(self) -> str:
        """Size and time of change: pictures are too large to read at each build."""
        status = os.stat(self.source)
        return f"{self.name} {status.st_size} {status.st_mtime_ns}"


def find_pictures(entry: Entry, site: Site) -> list[Picture]:
    """The pictures that an item shows or links to, numbered: first that of its head, then those of its text."""
    named = [file_target(entry.source_path, entry.image).path] if entry.image else []
    named += [link.path for link in entry.links if link.path.lower().endswith(_ENDINGS)]
    folders = (site.settings.root, site.settings.docs_dir)
    found = [(path, folder / path) for path in dict.fromkeys(named) for folder in folders if (folder / path).is_file()]
    return [Picture(site.settings.site_url + href(path), source, f"{_FOLDER}/{number:02}-{source.name}")
            for number, (path, source) in enumerate(found, 1)]


def credits_text(entry: Entry, page: str, pictures: Sequence[Picture], captions: Mapping[str, str]) -> str:
    """What each picture shows and whose it is; `captions` by address are those of the text, `page` is the item's address."""
    lines = ["图片说明", "", f"稿件：{entry.title}", f"网址：{page}"]
    for number, picture in enumerate(pictures):
        of_head = bool(entry.image) and not number
        caption = entry.image_alt if of_head else ""
        lines += ["", picture.name, f"说明：{caption or captions.get(picture.address) or _UNKNOWN}",
                  f"来源：{(entry.image_credit if of_head else '') or _UNKNOWN}"]
    return "\n".join(lines) + "\n"

