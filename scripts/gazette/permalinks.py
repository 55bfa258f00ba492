"""Every path of the site is made here. A path is relative to the site's root, unquoted, with forward slashes."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import quote

# The part of an address that a person chooses.
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
# The editor's page; its other files lie beside it.
EDITOR = "admin/index.html"
_ENTRY_SOURCE = re.compile(rf"news/(\d{{4}})/(\d{{2}})/(\d{{2}})-{SLUG}\.(?:md|markdown)")
_SHARE = "share.png"
_SIZE = re.compile(r"\.\d+\.webp$")
_UNFIT_FOR_A_FILE = re.compile(r'[\x00-\x1f/\\:*?"<>|#%]')


def is_entry_source(source: str) -> bool:
    """Whether a file lies where an item must: news/YYYY/MM/DD-slug.md with a day that exists."""
    match = _ENTRY_SOURCE.fullmatch(source)
    try:
        return bool(match and date(*map(int, match.groups())))
    except ValueError:
        return False


def is_entry_path(path: str) -> bool:
    """Whether a page lies where those of items do."""
    return path.endswith(".html") and is_entry_source(path.removesuffix("html") + "md")


def entry_path(source: str) -> str:
    """news/2026/11/24-a.md → news/2026/11/24-a.html"""
    return source.rpartition(".")[0] + ".html"


def kit_path(entry: str) -> str:
    """The press kit beside an entry's page: news/2026/11/24-a.html → news/2026/11/24-a.zip"""
    return entry.removesuffix("html") + "zip"


def picture_size_path(picture: str, width: int) -> str:
    """A size of a picture, beside it: news/2026/11/a.jpg → news/2026/11/a.jpg.480.webp"""
    return f"{picture}.{width}.webp"


def share_picture_path(entry: str) -> str:
    """The picture that stands for an item where it is shared: news/2026/11/24-a.html → news/2026/11/24-a.share.png"""
    return entry.removesuffix("html") + _SHARE


def is_share_picture(path: str) -> bool:
    """Whether a file of the site is the picture that stands for an item."""
    return path.endswith(f".{_SHARE}")


def is_made_picture(path: str) -> bool:
    """Whether a file of the site is a picture that the press made: nothing that an editor could name."""
    return is_share_picture(path) or _SIZE.search(path) is not None


def column_path(slug: str, page: int = 1) -> str:
    """First page columns/<slug>.html, the further ones columns/<slug>/<page>.html."""
    return _paged(f"columns/{slug}", page)


def term_path(taxonomy: str, term: str, page: int = 1) -> str:
    """tags/<term>.html and the like; the term as written."""
    return _paged(f"{taxonomy}/{term}", page)


def register_path(name: str) -> str:
    """tasks/index.html; its records are at term_path."""
    return f"{name}/index.html"


def register_data_path(name: str, ending: str) -> str:
    """data/registers/tasks.csv and .json"""
    return f"data/registers/{name}.{ending}"


def archive_path(year: int, month: int | None = None) -> str:
    """archive/2026.html or archive/2026-11.html"""
    return f"archive/{year}.html" if month is None else f"archive/{year}-{month:02}.html"


def station_path(station_id: str) -> str:
    """stations/<id>.html"""
    return f"stations/{station_id}.html"


def station_list_path(facet: str, value: str, page: int = 1) -> str:
    """stations/towns/<town>.html and stations/types/<type>.html"""
    return _paged(f"stations/{facet}/{value}", page)


@cache
def href(path: str) -> str:
    """The path as it stands in an address: percent-encoded."""
    return quote(path, safe="/-._~()!*'$,;:@&=+")


def root_of(path: str) -> str:
    """The way from a page up to the site's root: '' at the top, '../' one folder down."""
    return "../" * path.count("/")


def fits_a_path(word: str) -> bool:
    """Whether a tag, town or type can be the name of a file on every system."""
    return bool(word) and len(word.encode()) <= 120 and not _UNFIT_FOR_A_FILE.search(word) and word.strip(" .") == word


def _paged(stem: str, page: int) -> str:
    return f"{stem}.html" if page == 1 else f"{stem}/{page}.html"
