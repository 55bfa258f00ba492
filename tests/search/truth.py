"""What a search must find, read from the built pages themselves and not from the index."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from lxml import html

# Parts of a record's page that are not about the record: the way to it, its neighbours, other items, hints that stand on
# every page, and what is not known or not there.
_FOREIGN = ("gz-crumbs", "gz-beside", "gz-related", "gz-small", "gz-unknown", "gz-unmet")
_KINDS = ("news/*/*/*.html", "stations/*.html")
_PIECE = re.compile(r"[\u4e00-\u9fff，、]{2,}")


def texts(site: Path) -> dict[str, str]:
    """The words of each entry's and station's page by its path, blocks apart by line ends."""
    found = {}
    for pattern in _KINDS:
        for path in site.glob(pattern):
            # A notice of a withdrawn or expired item has no text of its own, and is never to be found.
            if path.name not in ("index.html", "data.html", "02-withdrawn.html", "02-expired.html"):
                found[path.relative_to(site).as_posix()] = _words(path)
    return found


def article_of(path: Path) -> Any:
    """The element with a page's own content; lxml's types do not know that it is one of HTML."""
    return html.document_fromstring(path.read_bytes()).xpath("//article")[0]  # type: ignore[index]


def _words(path: Path) -> str:
    article = article_of(path)
    for name in _FOREIGN:
        for element in article.xpath(f".//*[contains(@class, '{name}')]"):
            element.drop_tree()
    parts = (".//h1", ".//p[@class='gz-lead']", ".//div[starts-with(@class, 'gz-text')]", ".//dd")
    shown = [element for part in parts for element in article.xpath(part)]
    return "\n".join(line for element in shown for line in _lines(element))


def _lines(element: Any) -> list[str]:
    for block in element.xpath(".//p|.//li|.//td|.//th|.//h2|.//h3|.//br|.//a[parent::dd]"):
        block.tail = "\n" + (block.tail or "")
    return [line for line in ("".join(element.itertext())).split("\n") if line.strip()]


def cut_queries(pages: dict[str, str], number: int, seed: int) -> list[str]:
    """Pieces of 2 to 8 characters cut anywhere out of the texts, a third of them out of titles and names."""
    dice = random.Random(seed)
    paths = sorted(pages)
    queries: list[str] = []
    while len(queries) < number:
        lines = pages[dice.choice(paths)].split("\n")
        line = lines[0] if dice.random() < 1 / 3 else dice.choice(lines)
        runs = [run for run in _PIECE.findall(line) if run.strip("，、")]
        if not runs:
            continue
        run = dice.choice(runs)
        length = dice.randint(2, 8)
        start = dice.randint(0, max(0, len(run) - length))
        query = run[start:start + length].strip("，、")
        if len(query) >= 2:
            queries.append(query)
    return queries
