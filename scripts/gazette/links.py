"""What a relative link in a Markdown file of the project means in the site."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import unquote

from gazette.permalinks import href
from gazette.records import Link

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\x02|\?")
_MARKDOWN = (".md", ".markdown")
OUTSIDE = "…"
# A comment, which is passed over, or a tag that may link; then its attributes one by one, so that no value is read as one.
# One pattern with "<" in front, which the search for it is quick with; it is quicker with letters in sets than without case.
_LINKERS = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in name) for name in ("a", "img", "source", "video", "audio"))
_TAG = re.compile(rf"""<(?:!--.*?-->|((?:{_LINKERS})\b)((?:[^>"']+|"[^"]*"|'[^']*')*+)>)""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""(\s+)([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_LINKING = ("href", "src", "poster")


class Target(NamedTuple):
    """A place in the site: path from its root, and what follows it in the address (?query#anchor)."""

    path: str
    suffix: str


def file_target(source: str, written: str) -> Target:
    """Where a file that the front matter of `source` names stands in the site."""
    return page_target(source, written) or Target(OUTSIDE + written, "")


def resolve_links(fragment: str, source: str) -> tuple[str, list[Link]]:
    """The HTML of the file `source` with its links to files of the project turned into links to pages, and those links.

    Links written as HTML count like those of Markdown. What is shown as code has no tags, so it is left alone.
    """
    found: list[Link] = []

    def resolve(written: str) -> str | None:
        target = page_target(source, written)
        if target is None:
            return None
        found.append(Link(path=target.path, written=written))
        return relative_href(source, target)

    return rewrite_links(fragment, resolve), found


def rewrite_links(fragment: str, rewrite: Callable[[str], str | None]) -> str:
    """The HTML with the address of every link, picture, sound and film as `rewrite` gives it; None leaves one alone."""

    def attribute(match: re.Match[str]) -> str:
        if match[2].lower() not in _LINKING or not match[3]:
            return match[0]
        address = rewrite(html.unescape(match[3].strip("\"'")))
        return match[0] if address is None else f'{match[1]}{match[2]}="{html.escape(address)}"'

    def tag(match: re.Match[str]) -> str:
        return f"<{match[1]}{_ATTRIBUTE.sub(attribute, match[2])}>" if match[1] else match[0]

    return _TAG.sub(tag, fragment)


def attributes_of(text: str) -> dict[str, str]:
    """The attributes in a tag's text by their names in small letters, values unescaped; '' for one without a value."""
    return {match[2].lower(): html.unescape(match[3].strip("\"'")) if match[3] else "" for match in _ATTRIBUTE.finditer(f" {text}")}


def page_target(source: str, written: str) -> Target | None:
    """Where a link in the file `source` leads in the site; None for other sites, mail and places in the same page.

    A path that leaves the project, or starts at the server's root, becomes a path that no page can have (OUTSIDE
    in front), so that the check of links tells it.
    """
    if _ELSEWHERE.match(written) or not written.strip():
        return None
    bare, mark, suffix = _split(written)
    path = unquote(bare)
    if path.startswith("/"):
        return Target(OUTSIDE + path, "")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    if joined.startswith(".."):
        return Target(OUTSIDE + joined, "")
    return Target(_published(joined), mark + suffix)


def relative_href(source: str, target: Target) -> str:
    """The address of `target` from the page of the file `source`."""
    here = _published(source).split("/")[:-1]
    there = target.path.split("/")
    # posixpath.relpath asks the system for the working folder each time; here both paths start at the site's root.
    shared = next((n for n, (one, other) in enumerate(zip(here, there[:-1], strict=False)) if one != other),
                  min(len(here), len(there) - 1))
    return href("../" * (len(here) - shared) + "/".join(there[shared:])) + target.suffix


def _published(path: str) -> str:
    """The place in the site of a file of the project: docs/ is its root, Markdown becomes a page."""
    path = path.removeprefix("docs/")
    stem, dot, ending = path.rpartition(".")
    if dot + ending not in _MARKDOWN:
        return path
    folder, _, name = stem.rpartition("/")
    if name == "README":
        stem = f"{folder}/index" if folder else "index"
    return f"{stem}.html"


def _split(written: str) -> tuple[str, str, str]:
    match = re.search(r"[?#]", written)
    return (written[: match.start()], match.group(), written[match.end():]) if match else (written, "", "")


def line_of(text: str, written: str) -> int:
    """The first line of `text` (from 1) on which a link was written so; 1 where it cannot be found."""
    for mark in (f"({written}", f"<{written}", f": {written}", written):
        position = text.find(mark)
        if position >= 0:
            return text.count("\n", 0, position) + 1
    return 1
