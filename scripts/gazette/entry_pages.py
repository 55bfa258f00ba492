"""The page of each entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup

from gazette.content import TAXONOMIES, Content, group
from gazette.feed_formats import column_feeds
from gazette.links import file_target, relative_href
from gazette.media import media_paths, title_picture
from gazette.page_tags import column_tags, entry_data, entry_tags
from gazette.pages import Built, Feed, Page, Site, spoken_moment
from gazette.permalinks import column_path, href, kit_path, term_path
from gazette.pictures.markup import picture_html
from gazette.records import Entry
from gazette.registers.cells import records_of_entry

# How fast adults read Chinese on a screen, in characters a minute (a common middle of 300 to 500).
_PACE = 400
_RELATED = 4
# How many neighbours in time are looked at for each term: enough to choose from, few enough for 10,000 items,
# and a new item changes the pages of those near it only.
_REACH = 6
_WEIGHTS = {"brands": 3, "tags": 2, "organizations": 1}
# Places of the previous and next entry, which an entry's page links anyway; its terms in the order of _WEIGHTS.
_Shape = tuple[tuple[int, ...], tuple[tuple[str, ...], ...]]


class EntryPages:
    """The pages of all public entries; what a page shows is put together where it is rendered, not where it is planned."""

    def __init__(self, site: Site):
        self._site = site
        # Records that the terms of taxonomies lead to anyway need not be named twice.
        self._fields = [name for name in site.content.registers.by_news if name not in TAXONOMIES]
        self._columns = {column.name: column for column in site.content.columns}

    def __iter__(self) -> Iterator[Built]:
        """A page for every public entry; withdrawn and expired ones keep theirs as a notice without the text."""
        related = relate(self._site.content)
        for entry in self._site.content.entries:
            page = self._page(entry, related.get(entry.path, []))
            yield Built(page, self._site.output(page, partial(self._render, page, entry)))

    def _page(self, entry: Entry, related: list[Entry]) -> Page:
        content = self._site.content
        state = entry.state(content.now)
        shown = state == "published"
        column = self._columns[entry.columns[0]]
        older, newer = content.neighbours.get(entry.path, (None, None))
        names = content.stations_by_id
        # With the digest, plain values that stand for everything the page shows: what is equal need not be rendered again.
        data = {
            "entry": entry.digest, "state": state, "about": column_tags(column),
            "columns": [(name, href(column_path(content.column_slugs[name]))) for name in entry.columns],
            "stations": [(names[one].name, href(names[one].path)) for one in entry.stations if shown and one in names],
            "records": records_of_entry(entry.source_path, {name: getattr(entry, name) for name in self._fields}, content) if shown else [],
            "older": content.rows_of([older]), "newer": content.rows_of([newer]), "related": content.rows_of(related),
        }
        title = f"【撤稿】{entry.title}" if state == "withdrawn" else entry.title
        return Page(entry.source_path, entry.path, "entry", title, entry.summary if shown else "本稿已撤回或已到期。",
                    column_path(column.slug), data, Feed(column_feeds(column.slug), column.name), body=entry.digest if shown else "",
                    indexed=shown, pictures=content.pictures_key(media_paths(entry)) if content.pictures else "")

    def _render(self, page: Page, entry: Entry) -> bytes:
        column, settings = self._columns[entry.columns[0]], self._site.settings
        shown = page.data["state"] == "published"
        return self._site.render(page._replace(
            data=page.data | _shown(entry, page.data["state"]) | {"crumbs": page.data["columns"][:1], "picture": self._picture(entry)},
            tags=entry_tags(entry, column, settings, self._site.content.pictures) if shown else (),
            linked_data=(entry_data(entry, settings),) if shown else ()))

    def _picture(self, entry: Entry) -> tuple[Markup, str, str] | None:
        """The title picture: its HTML, what it shows, whose it is."""
        if not entry.image:
            return None
        shown = picture_html(title_picture(entry), entry.image_alt, entry.path, self._site.content.pictures, is_first=True)
        return shown, entry.image_alt, entry.image_credit


def _shown(entry: Entry, state: str) -> dict[str, Any]:
    """What the page shows of the entry alone."""
    return {
        "moment": (entry.date.isoformat(), spoken_moment(entry.date)),
        "source": (entry.source, entry.source_url),
        "author": entry.author, "editor": entry.editor, "reviewers": entry.reviewers,
        "characters": entry.characters, "minutes": reading_minutes(entry.characters),
        "lead": entry.description,
        "terms": [(label, [(term, href(term_path(field, term))) for term in getattr(entry, field)])
                  for field, label in TAXONOMIES.items() if getattr(entry, field)],
        "attachments": [(_address(entry, name), file_target(entry.source_path, name).path.rpartition("/")[2])
                        for name in entry.attachments],
        "corrections": [(spoken_moment(note.date), note.note) for note in entry.corrections],
        "withdrawn": (spoken_moment(entry.withdrawn.date), entry.withdrawn.reason) if entry.withdrawn else None,
        "kit": href(kit_path(entry.path).rpartition("/")[2]),
        "expired": spoken_moment(entry.expires) if state == "expired" and entry.expires else "",
    }


def _address(entry: Entry, name: str) -> str:
    """The address, from the entry's page, of a file that its front matter names."""
    return relative_href(entry.source_path, file_target(entry.source_path, name))


def reading_minutes(characters: int) -> int:
    """Whole minutes it takes to read a text of that many Chinese characters, at least one."""
    return max(1, round(characters / _PACE))


def relate(content: Content) -> dict[str, list[Entry]]:
    """For each listed entry, by path, the entries that share most with it and are near in time."""
    listed = content.listed
    order = {entry.path: place for place, entry in enumerate(listed)}
    shapes = tuple([(tuple([order[other.path] for other in content.neighbours.get(entry.path, ()) if other]),
                     tuple([getattr(entry, field) for field in _WEIGHTS])) for entry in listed])
    return {entry.path: [listed[place] for place in places] for entry, places in zip(listed, _related_places(shapes), strict=True)}


@lru_cache(maxsize=1)
def _related_places(shapes: tuple[_Shape, ...]) -> list[list[int]]:
    """The places of the entries related to each, from the shapes of all; a preview has them from the build before."""
    scores: list[dict[int, int]] = [{} for _ in shapes]
    for field, weight in enumerate(_WEIGHTS.values()):
        for places in group((term, place) for place, (_, terms) in enumerate(shapes) for term in terms[field]).values():
            for index, place in enumerate(places):
                for other in places[index + 1:index + 1 + _REACH]:
                    # The pair's score is the same seen from both sides.
                    scores[place][other] = scores[other][place] = scores[place].get(other, 0) + weight
    return [_best(place, scores[place], beside, len(shapes)) for place, (beside, _) in enumerate(shapes)]


def _best(place: int, scores: dict[int, int], beside: tuple[int, ...], count: int) -> list[int]:
    """The places with the highest scores, of equal ones the nearest, then the newest; `count` is that of all places."""
    # One number for each, as numbers are sorted much faster than tuples.
    ranked = sorted([(abs(other - place) - score * count) * count + other for other, score in scores.items() if other not in beside])
    return [rank % count for rank in ranked[:_RELATED]]
