"""Markdown to HTML, with the extensions of mkdocs.yml, links resolved and listed.

Python-Markdown takes about 1 ms an item, so one instance serves a whole process.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from markdown import Markdown

from gazette.links import resolve_links
from gazette.markdown_shortcuts import Shortcuts
from gazette.pictures.markup import add_captions
from gazette.records import Link
from gazette.settings import MarkdownSettings

_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|tr|figcaption|blockquote|pre|dt|dd)>|<br\s*/?>")
_NOT_READ = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<sup id=\"fnref.*?</sup>", re.DOTALL)
_CAPTION = re.compile(r"<figcaption>.*?</figcaption>", re.DOTALL)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[A-Za-z0-9]+(?:[.,%'-][A-Za-z0-9]+)*")


class Fragment(NamedTuple):
    """The HTML of an item's body, the links in it, and its text without markup."""

    html: str
    links: tuple[Link, ...]
    text: str


class Renderer:
    """Renders bodies one after another; not for use by two threads at once."""

    def __init__(self, settings: MarkdownSettings):
        self._markdown = Markdown(extensions=settings.extensions, extension_configs=settings.configs)
        self._shortcuts = Shortcuts(self._markdown)

    def render(self, body: str, source_path: str) -> Fragment:
        """The fragment of a Markdown text that lies at `source_path` (from the project's root)."""
        self._markdown.reset()
        self._shortcuts.look_at(body)
        rendered, links = resolve_links(add_captions(self._markdown.convert(body)), source_path)
        # What is said of a picture neither opens a summary nor counts as the text's length.
        return Fragment(rendered, tuple(links), text_of(_CAPTION.sub("", rendered)))


def text_of(fragment: str) -> str:
    """The words of an HTML fragment, a line per block."""
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", _NOT_READ.sub("", fragment)))).strip()


def count_characters(text: str) -> int:
    """Length as Chinese readers count it (字数): each Han character one, each word or number in Latin script one."""
    return sum(map(len, _HAN.findall(text))) + len(_LATIN.findall(text))


def summarize(text: str, most: int = 110) -> str:
    """The first sentences that fit into `most` characters; a longer first sentence is cut at the last comma."""
    paragraph = next((line.strip() for line in text.split("\n") if len(line.strip()) >= 20), " ".join(text.split()))
    if len(paragraph) <= most:
        return paragraph
    head = paragraph[:most]
    end = max(head.rfind(mark) for mark in "。！？")
    if end > 0:
        return head[: end + 1]
    comma = max(head.rfind(mark) for mark in "，；、：")
    return head[: comma if comma > 0 else most] + "……"
