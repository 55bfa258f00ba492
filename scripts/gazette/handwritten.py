"""Handwritten pages: rendered by MkDocs, then given their lists and their links to records."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from gazette.frames import Frame, Saved
from gazette.links import page_target, relative_href
from gazette.markdown import text_of
from gazette.pages import Output, Site, ready
from gazette.problems import Problem, ProblemsFound
from gazette.records import Link
from gazette.shortcodes import expand_shortcodes

_ARTICLE = re.compile(r'(<article class="md-content__inner[^"]*">)(.*)(</article>)', re.DOTALL)
_LINK = re.compile(r'(<(?:a|img)\b[^>]*?\s(?:href|src)=")([^"]*)(")')


class Handwritten:
    """The handwritten pages of one build: their files, links found in them by source, (path, title, text) of each."""

    def __init__(self, site: Site):
        self._site = site
        self.links: dict[str, list[Link]] = {}
        self.texts: list[tuple[str, str, str]] = []
        self.problems: list[Problem] = []

    def outputs(self) -> Iterator[Output]:
        """The file of every page; what cannot be filled is added to `problems`."""
        for path, page in self._site.frames.handwritten():
            source = f"docs/{page.source}"
            try:
                content = self._fill(path, source, page)
            except ProblemsFound as found:
                self.problems += found.problems
                continue
            self.texts.append((path, *_title_and_text(content.decode())))
            yield ready(path, source, content)

    def _fill(self, path: str, source: str, page: Saved) -> bytes:
        # Links first: those in the lists are the press's own and need no check here.
        text = _ARTICLE.sub(lambda match: match[1] + self._resolve(match[2], source) + match[3], page.html)
        return Frame(expand_shortcodes(text, path, source, self._site)).fill({"kind": "handwritten"})

    def _resolve(self, article: str, source: str) -> str:
        """The article with links to Markdown of news and stations turned into links to pages; all are remembered."""
        found = self.links.setdefault(source, [])

        def resolve(match: re.Match[str]) -> str:
            written = html.unescape(match[2])
            target = page_target(source, written)
            if target is None:
                return match[0]
            found.append(Link(path=target.path, written=written))
            return f"{match[1]}{html.escape(relative_href(source, target))}{match[3]}"

        return _LINK.sub(resolve, article)


def _title_and_text(page: str) -> tuple[str, str]:
    article = _ARTICLE.search(page)
    title, _, text = text_of(article[2] if article else "").partition("\n")
    return title.strip(), text.strip()
