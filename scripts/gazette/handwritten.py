"""Handwritten pages: rendered by MkDocs, then given their lists and their links to records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette.feed_plans import change_plans
from gazette.frames import Frame, Saved
from gazette.links import resolve_links
from gazette.markdown import text_of
from gazette.page_tags import HOME, content_tags, render_tags, render_way, section_tags
from gazette.pages import Feed, Output, Site, ready, render_announcement
from gazette.permalinks import root_of
from gazette.pictures.markup import add_captions, dress_pictures
from gazette.problems import Problem, ProblemsFound
from gazette.reading import with_regions, with_sorting
from gazette.records import Link
from gazette.shortcodes import expand_shortcodes

_ARTICLE = re.compile(r'(<article class="md-content__inner[^"]*">)(.*)(?=</article>)', re.DOTALL)


class Handwritten:
    """The handwritten pages of one build: their files, links found in them by source, (path, title, text) of each."""

    def __init__(self, site: Site):
        self._site = site
        self._feeds = {plan.page: Feed(plan.folder, plan.name) for plan in change_plans(site)}
        self.links: dict[str, list[Link]] = {}
        self.texts: list[tuple[str, str, str]] = []
        self.problems: list[Problem] = []

    def outputs(self) -> Iterator[Output]:
        """The file of every page; what cannot be filled is added to `problems`."""
        for path, page in self._site.frames.handwritten():
            source = f"docs/{page.source}"
            try:
                content = self._expand(path, source, page)
            except ProblemsFound as found:
                self.problems += found.problems
                content = page.html  # so that links to it are not told as broken too
            title, text = _title_and_text(content)
            self.texts.append((path, title, text))
            slots = {"kind": "handwritten", "head": self._head(path, title)}
            yield ready(path, source, Frame(content).fill(slots))

    def _expand(self, path: str, source: str, page: Saved) -> str:
        # Links first: those in the lists are the press's own and need no check here.
        before, opening, article, rest = _split(page.html)
        article, self.links[source] = resolve_links(add_captions(article), source)
        article = dress_pictures(article, path, self._site.content.pictures, is_first=True)
        article = with_sorting(expand_shortcodes(with_regions(article), path, source, self._site), root_of(path))
        return before + opening + article + rest

    def _head(self, path: str, title: str) -> str:
        """What the page's head says of it, besides what its template knows."""
        tags = (*section_tags((), title), *content_tags(title, self._site.address(path))) if path != HOME else ()
        feed = render_announcement(self._feeds[path], path) if path in self._feeds else ""
        return self._site.head + render_tags(tags) + render_way((), title, path, self._site.settings.site_url) + feed


def _split(page: str) -> tuple[str, str, str, str]:
    """A page in four: what is before its article, the article's tag, its content, the rest."""
    match = _ARTICLE.search(page)
    return (page[: match.start()], match[1], match[2], page[match.end():]) if match else (page, "", "", "")


def _title_and_text(page: str) -> tuple[str, str]:
    title, _, text = text_of(_split(page)[2]).partition("\n")
    return title.strip(), text.strip()
