"""Checks that a built site is whole, since leaving pages out is the easiest way to be fast."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bench.frames import content_span
from bench.size import Size

ENTRIES = "news/*/*/*-sample-*.html"
STATIONS = "stations/sample-*.html"
HREF = re.compile(r'<a\b[^>]*\bhref="?([^"\s>]+)')


@dataclass(frozen=True, slots=True)
class Weight:
    """What a site weighs: files, their bytes, and the mean bytes of an entry page and of a station page."""

    files: int
    bytes: int
    entry_bytes: int
    station_bytes: int


def weigh(site: Path) -> Weight:
    """Weight of the site as it stands."""
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Weight(len(sizes), sum(sizes), _mean_bytes(site, ENTRIES), _mean_bytes(site, STATIONS))


def _mean_bytes(site: Path, pattern: str) -> int:
    sizes = [path.stat().st_size for path in site.glob(pattern)]
    return round(sum(sizes) / max(len(sizes), 1))


def check_count(site: Path, size: Size) -> Iterator[str]:
    """A message for each kind of record page that the site has too few of."""
    for kind, pattern, expected in (("entry", ENTRIES, size.news), ("station", STATIONS, size.stations)):
        found = sum(1 for _ in site.glob(pattern))
        if found < expected:
            yield f"{found} {kind} pages instead of {expected}"


def check_links(site: Path) -> Iterator[str]:
    """A message for each link in a record's own part that leads to no file of the site; those in frames are not looked at."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for pattern in (ENTRIES, STATIONS):
        for path in site.glob(pattern):
            name = path.relative_to(site).as_posix()
            html = path.read_text(encoding="utf-8")
            for href in HREF.findall(html, *content_span(html)):
                if (target := _target(name, href)) and target not in files:
                    yield f"{name} links to {target}, which does not exist"


def _target(page: str, href: str) -> str:
    """Path in the site that a link on the page leads to; '' for a link within the page or out of the site."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), unquote(parts.path))).lstrip("/")
    return posixpath.join(path, "index.html") if parts.path.endswith("/") else path
