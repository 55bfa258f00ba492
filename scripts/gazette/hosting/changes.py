"""What differs between two manifests, and how that is told."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gazette.hosting.manifest import Manifest

_MOST_SHOWN = 50
# GitHub's limit for a published site, and the part of it from which on a warning is given.
_PAGES_BYTES, _NEAR = 1_000_000_000, 0.8
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_FEED = re.compile(r"(feed|atom)(-[\d-]+)?\.(xml|json)|feeds\.opml|sitemap.*\.xml")
# What stays behind at a host names what lies beside it, so it goes up after that.
_POINTERS = ("search.json", "pagefind-entry.json")


class Changes(NamedTuple):
    """Paths of files added, changed and gone, and of the pages newly withdrawn, which are among those added or changed."""

    added: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]
    withdrawn: Sequence[str]


def compare(old: Manifest, new: Manifest) -> Changes:
    """What became of `old`."""
    return Changes([path for path in new.files if path not in old.files],
                   [path for path, file in new.files.items() if path in old.files and old.files[path] != file],
                   [path for path in old.files if path not in new.files],
                   [path for path in new.withdrawn if path not in old.withdrawn])


def rank(path: str) -> int:
    """When a file goes up: what pages need, pages of records, other pages, pointers to the search index, feeds.

    A feed or a list never names a page that is not there yet.
    """
    name = path.rpartition("/")[2]
    if _FEED.fullmatch(name):
        return 4
    if name in _POINTERS:
        return 3
    if not name.endswith(".html"):
        return 0
    return 1 if path.startswith("news/") or (path.startswith("stations/") and path.count("/") == 1 and name != "index.html") else 2


def describe(changes: Changes, site: Path) -> Iterator[str]:
    """The changes in Chinese, as lines of Markdown: counts first, then the pages by kind with their titles."""
    withdrawn = set(changes.withdrawn)
    kinds = {"新增": [path for path in _pages(changes.added) if path not in withdrawn],
             "改动": [path for path in _pages(changes.changed) if path not in withdrawn],
             "撤下": [*changes.withdrawn, *_pages(changes.gone)]}
    others = len([*changes.added, *changes.changed, *changes.gone]) - sum(map(len, kinds.values()))
    yield "网页：" + "，".join(f"{kind} {len(paths)} 个" for kind, paths in kinds.items()) + f"；其他文件变动 {others} 个。"
    for kind, paths in kinds.items():
        if paths:
            yield f"\n**{kind}**\n"
            yield from (f"- `{path}` {_title(site / path)}".rstrip() for path in sorted(paths, key=rank)[:_MOST_SHOWN])
        if len(paths) > _MOST_SHOWN:
            yield f"- ……还有 {len(paths) - _MOST_SHOWN} 个"


def _pages(paths: Sequence[str]) -> list[str]:
    return [path for path in paths if path.endswith(".html")]


def _title(page: Path) -> str:
    """The title of a page that is there; '' for one that is gone."""
    found = _TITLE.search(page.read_text("utf-8")) if page.is_file() else None
    # A title is text of an editor: no character of it may act as Markdown or HTML in the summary.
    return re.sub(r"([\\`*_\[\]<>|#&])", r"\\\1", html.unescape(found[1]).strip()) if found else ""


def describe_size(manifest: Manifest) -> str:
    """How many files and bytes the site has, and a warning in time before GitHub Pages takes no more."""
    size = sum(file.size for file in manifest.files.values())
    near = size > _NEAR * _PAGES_BYTES
    return (f"网站共 {len(manifest.files)} 个文件，{size / 1e6:.1f} MB。"
            + ("接近 GitHub Pages 的上限（1 GB），请参照 deploy/README.zh-CN.md 换地方发布。" if near else ""))
