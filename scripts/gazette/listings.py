"""Pages that list entries: columns, archive, terms of the taxonomies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from gazette.content import FED_TAXONOMIES, Content, group
from gazette.feed_formats import RSS, column_feeds, feed_path, term_feeds
from gazette.page_tags import column_tags
from gazette.pages import Feed, Page
from gazette.permalinks import archive_path, column_path, href, term_path

Item = TypeVar("Item")
ARCHIVE = "archive/index.html"


def listing_pages(content: Content, page_size: int) -> Iterator[Page]:
    """All pages that list entries."""
    yield from column_pages(content, page_size)
    yield from archive_pages(content)
    yield from taxonomy_pages(content, page_size)


def column_pages(content: Content, page_size: int) -> Iterator[Page]:
    """Each column with its introduction, the newest first, `page_size` entries a page."""
    for column in content.columns:
        # Pinned entries come first; sorting keeps the order of time within both.
        entries = sorted(content.by_column[column.name], key=lambda entry: not entry.pinned)
        first, feeds = column_path(column.slug), Feed(column_feeds(column.slug), column.name)
        data = {"name": column.name, "intro": column.description, "outlet": column.outlet, "total": len(entries),
                "feed": href(feed_path(feeds.folder, RSS)), "crumbs": []}
        for number, some, pager in paginate(entries, page_size, partial(column_path, column.slug)):
            yield Page("news/columns.yml", column_path(column.slug, number), "listing", titled(column.name, number),
                       column.description, first, data | {"cards": content.cards_of(some), "pager": pager},
                       feeds, tags=column_tags(column))


def taxonomy_pages(content: Content, page_size: int) -> Iterator[Page]:
    """Each term's entries, and one page with all terms of each taxonomy."""
    for field, label in content.taxonomies.items():
        if field in content.registers.with_pages:
            continue  # the records' own pages, at the same paths, list the entries
        terms = content.by_term[field]
        index = f"{field}/index.html"
        ranked = sorted(terms, key=lambda term: (-len(terms[term]), term))
        yield Page("news", index, "terms", label, f"全部{label}和各自的稿件数。", ARCHIVE,
                   {"crumbs": [("往期", href(ARCHIVE))],
                    "terms": [(term, href(term_path(field, term)), len(terms[term])) for term in ranked]})
        for term, entries in terms.items():
            feeds = Feed(term_feeds(field, term), term) if field in FED_TAXONOMIES else None
            data = {"name": f"{label}：{term}", "intro": "", "outlet": "", "total": len(entries),
                    "feed": href(feed_path(feeds.folder, RSS)) if feeds else "", "crumbs": [(label, href(index))]}
            for number, some, pager in paginate(entries, page_size, partial(term_path, field, term)):
                yield Page(entries[0].source_path, term_path(field, term, number), "listing",
                           titled(f"{label}：{term}", number), f"与“{term}”有关的稿件，共 {len(entries)} 篇。", ARCHIVE,
                           data | {"cards": content.cards_of(some), "pager": pager}, feeds)


def archive_pages(content: Content) -> Iterator[Page]:
    """All years on one page, a page for each year with its months, and a page for each month."""
    years = []
    for year, entries in content.by_year.items():
        months = group((entry.date.month, entry) for entry in entries)
        links = [(f"{month}月", href(archive_path(year, month)), len(some)) for month, some in months.items()]
        years.append((f"{year}年", href(archive_path(year)), len(entries), links))
        yield Page("news", archive_path(year), "year", f"{year}年", f"{year}年发布的全部稿件，共 {len(entries)} 篇。",
                   ARCHIVE, {"total": len(entries), "crumbs": [("往期", href(ARCHIVE))], "months": [
                       (*link, content.cards_of(some)) for link, some in zip(links, months.values(), strict=True)]})
        for month, some in months.items():
            yield _month_page(year, month, content.cards_of(some))
    yield Page("news", ARCHIVE, "archive", "往期", "按年份和月份查看全部稿件。", ARCHIVE,
               {"years": years, "total": len(content.listed),
                "taxonomies": [(label, f"{field}/index.html") for field, label in content.taxonomies.items()]})


def _month_page(year: int, month: int, cards: list[Any]) -> Page:
    name = f"{year}年{month}月"
    crumbs = [("往期", href(ARCHIVE)), (f"{year}年", href(archive_path(year)))]
    return Page("news", archive_path(year, month), "listing", name, f"{name}发布的全部稿件，共 {len(cards)} 篇。", ARCHIVE,
                {"name": name, "intro": "", "outlet": "", "total": len(cards), "feed": "", "crumbs": crumbs,
                 "cards": cards, "pager": None})


def titled(name: str, number: int) -> str:
    """The title of a list's page: the number from the second on."""
    return name if number == 1 else f"{name}（第{number}页）"


def paginate(items: Sequence[Item], page_size: int,
             path_of: Callable[[int], str]) -> Iterator[tuple[int, Sequence[Item], dict[str, Any] | None]]:
    """(number, its items, links to the other pages) of each page; one page even where there is no item.

    The links name the first and last page, the two around this one, and None for a gap; none for a single page.
    """
    last = -(-len(items) // page_size)
    if last <= 1:
        yield 1, items, None
        return
    for number in range(1, last + 1):
        near = sorted({1, last} | {page for page in range(number - 1, number + 2) if 1 <= page <= last})
        numbers: list[tuple[int, str] | None] = []
        for before, page in zip([0, *near], near, strict=False):
            numbers += [None] if page > before + 1 else []
            numbers.append((page, href(path_of(page))))
        pager = {"number": number, "last": last, "numbers": numbers,
                 "newer": href(path_of(number - 1)) if number > 1 else "",
                 "older": href(path_of(number + 1)) if number < last else ""}
        yield number, items[(number - 1) * page_size:number * page_size], pager
