"""Handwritten pages: rendered by MkDocs, then given their lists and their links to records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette.frames import Frame, Saved
from gazette.links import resolve_links
from gazette.markdown import text_of
from gazette.pages import Output, Site, ready
from gazette.problems import Problem, ProblemsFound
from gazette.records import Link
from gazette.shortcodes import expand_shortcodes

_ARTICLE = re.compile(r'(<article class="md-content__inner[^"]*">)(.*)(?=</article>)', re.DOTALL)


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
                content = page.html.encode()  # so that links to it are not told as broken too
            self.texts.append((path, *_title_and_text(content.decode())))
            yield ready(path, source, content)

    def _fill(self, path: str, source: str, page: Saved) -> bytes:
        # Links first: those in the lists are the press's own and need no check here.
        before, opening, article, rest = _split(page.html)
        article, self.links[source] = resolve_links(article, source)
        text = before + opening + article + rest
        return Frame(expand_shortcodes(text, path, source, self._site)).fill({"kind": "handwritten", "head": self._site.head})


def _split(page: str) -> tuple[str, str, str, str]:
    """A page in four: what is before its article, the article's tag, its content, the rest."""
    match = _ARTICLE.search(page)
    return (page[: match.start()], match[1], match[2], page[match.end():]) if match else (page, "", "", "")


def _title_and_text(page: str) -> tuple[str, str]:
    title, _, text = text_of(_split(page)[2]).partition("\n")
    return title.strip(), text.strip()
