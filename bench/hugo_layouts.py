"""Hugo layouts around the press's own frames, so that both write pages of the same weight.

The frame of a page that the press built is taken over as it is but for the title, the description and the address,
wherever they stand in its head; inside it comes a layout from bench/hugo/ with the same parts as the press's own.
"""

import re
from pathlib import Path

from bench.frames import content_span

PARTS = Path(__file__).parent / "hugo"
_AS_THEY_ARE = ("rss.xml", "atom.xml", "jsonfeed.json", "home.stationscsv.csv", "home.stationsjson.json", "home.geojson.geojson")
ESCAPED_BRACES = '{{ "{{" | safeJS }}'  # safeJS leaves two braces alone wherever they stand: text, attribute or script
ACTIONS = (
    (r"(<title>)[^<]*(?=</title>)", r"\1{{ .Title }} - {{ site.Title }}"),
    (r'(<meta (?:name="ArticleTitle"|property="og:title") content=")[^"]*', r"\1{{ .Title }}"),
    (r'(<meta (?:name="Description"|property="og:description") content=")[^"]*', r"\1{{ .Description }}"),
    (r'(<(?:link rel="canonical" href|meta name="Url" content|meta property="og:url" content)=")[^"]*', r"\1{{ .Permalink }}"),
)


def hugo_layouts(site: Path, related: str) -> dict[str, str]:
    """Layouts by their path below layouts/, framed by an entry, a station and a list page of the press's site.

    `related` names the part that chooses the five related items of an entry. Raises LookupError where the site lacks
    such a page or the page lacks its content element.
    """
    entry = searched(page_frame(first_page(site, "news/*/*/*-sample-*.html")))
    station = searched(page_frame(first_page(site, "stations/sample-*.html")))
    listing = page_frame(first_page(site, "columns/*.html"))
    return {
        "news/page.html": (read_part("entry.html") + read_part(related)).join(entry),
        "stations/page.html": read_part("station.html").join(station),
        "list.html": read_part("list.html").join(listing),
        "home.html": read_part("home.html").join(listing),
        **{name: read_part(name) for name in _AS_THEY_ARE},
    }


def read_part(name: str) -> str:
    """Text of a file in bench/hugo/."""
    return (PARTS / name).read_text(encoding="utf-8")


def first_page(site: Path, pattern: str) -> str:
    """HTML of the first page by name that the pattern finds below the site."""
    for path in sorted(site.glob(pattern)):
        return path.read_text(encoding="utf-8")
    raise LookupError(f"no page {pattern} in the press's site: the Hugo layouts are made from it")


def page_frame(html: str) -> tuple[str, str]:
    """The page before and after the inside of its content element, as Go template text."""
    start, end = content_span(html)
    return _as_template(html[:start]), _as_template(html[end:])


def searched(frame: tuple[str, str]) -> tuple[str, str]:
    """The frame with the mark by which Pagefind indexes its content element only, and no page without the mark."""
    before, after = frame
    return before.removesuffix(">") + " data-pagefind-body>", after


def _as_template(html: str) -> str:
    text = html.replace("{{", ESCAPED_BRACES)
    for pattern, action in ACTIONS:
        text = re.sub(pattern, action, text, count=1)
    return text
