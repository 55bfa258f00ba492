"""Cuts a page at its content element: inside it stands the record, all around it is the frame that all such pages share."""

import re

CONTENT = (r'<article class="md-content__inner[^>]*>', r"<main\b[^>]*>")  # the first of them that a page has


def content_span(html: str) -> tuple[int, int]:
    """Start and end of the inside of the content element; raises LookupError where the page has none."""
    for opening in CONTENT:
        if start := re.search(opening, html):
            return start.end(), _closing(html, start)
    raise LookupError(f"a page has none of the elements {' and '.join(CONTENT)}")


def _closing(html: str, start: re.Match[str]) -> int:
    """Where the end tag of the element opened at `start` begins; the element may hold others of its kind."""
    depth = 0
    tags = re.compile(r"<(/?)article\b" if start[0].startswith("<article") else r"<(/?)main\b")
    for tag in tags.finditer(html, start.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    raise LookupError(f"{start[0]} is not closed")
