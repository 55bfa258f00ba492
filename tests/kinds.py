"""One page of every kind, in the repository's own site and in the small sample: the one list for all tests and for the screenshots."""

from __future__ import annotations

from tests.browser.served import Served

# Patterns, as the content of a repository changes; of several pages the one with most to show.
KINDS = {
    "home": "index.html", "entry": "news/*/*/*.html", "column": "columns/*.html",
    "archive": "archive/index.html", "year": "archive/????.html", "month": "archive/????-??.html",
    "tags": "tags/index.html", "tag": "tags/*.html", "organization": "organizations/*.html", "brand": "brands/*.html",
    "stations": "stations/index.html", "station": "stations/s[0-9]*.html", "stations data": "stations/data.html",
    "station list": "stations/types/*.html",
    "registers": "registers/index.html", "register": "tasks/index.html", "register cards": "figures/index.html",
    "record": "tasks/*.html", "department": "departments/*.html", "registers data": "registers/data.html",
    "about": "about.html", "subscribe": "subscribe.html", "press": "press.html", "search": "search.html", "sitemap": "sitemap.html",
}

# The sample holds every kind, with each at its place.
SAMPLE_KINDS = {
    "home": "index.html", "about": "about.html", "subscribe": "subscribe.html", "press": "press.html",
    "stations": "stations/index.html",
    "entry": "news/2026/03/01-plain.html", "entry-full": "news/2026/03/02-full.html",
    "withdrawn": "news/2026/03/03-withdrawn.html", "expired": "news/2026/03/04-expired.html",
    "column": "columns/one.html", "column-second-page": "columns/one/2.html", "archive": "archive/index.html",
    "year": "archive/2025.html", "month": "archive/2026-03.html", "terms": "tags/index.html", "term": "tags/示例标签.html",
    "station": "stations/x1.html", "station-unknown": "stations/x2.html", "station-type": "stations/types/党群服务站.html",
    "station-town": "stations/towns/示例镇.html", "registers": "registers/index.html", "registers-data": "registers/data.html",
    "register": "tasks/index.html", "register-cards": "figures/index.html", "register-table": "places/index.html",
    "task": "tasks/t01.html", "task-overdue": "tasks/t02.html", "department": "departments/示例部门甲.html", "brand": "brands/万州工匠.html",
    "search": "search.html", "redirect": "news/2026/02/28-old.html", "missing": "404.html",
}
# Without masthead and navigation: one leads on at once, the other is shown at any depth.
FRAMELESS = ("redirect", "missing")
# Kinds that the repository's own site may have no page of, by that of the sample which shows them.
FURTHER_KINDS = {
    "full entry": "entry-full", "withdrawn": "withdrawn", "expired": "expired", "second page": "column-second-page",
    "station with hours": "station", "station of little": "station-unknown", "town": "station-town",
    "register table": "register-table", "overdue": "task-overdue",
}
ALL_KINDS = (*KINDS, *FURTHER_KINDS)


def addresses_of(site: Served, sample: Served) -> dict[str, str]:
    """Where a page of each of ALL_KINDS is: on the repository's own site, or else on that of the sample."""
    return ({kind: site.base + site.page(pattern) for kind, pattern in KINDS.items()}
            | {kind: sample.base + SAMPLE_KINDS[same] for kind, same in FURTHER_KINDS.items()})
