"""Synthetic news items: front matter as the press requires it, and a Markdown body with links to other items."""

import posixpath
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bench.names import Names
from bench.prose import Prose
from bench.size import NEWEST, Size
from bench.words import TAGS

FrontMatter = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """One news item: its path below news/, its front matter, and its body."""

    path: str
    front: FrontMatter
    body: str

    @property
    def text(self) -> str:
        """The whole Markdown file."""
        return dump(self.front) + self.body


def dump(front: FrontMatter) -> str:
    """Front matter as YAML between its fences; no value of the corpus is one that YAML would want quoted."""
    values = ((key, value if isinstance(value, str) else f"[{', '.join(value)}]") for key, value in front.items())
    return "\n".join(("---", *(f"{key}: {value}" for key, value in values), "---", "", ""))


def news_items(size: Size, names: Names) -> Iterator[Item]:
    """Yield the items, newest day first; their links lead to one another."""
    rng = random.Random(f"news {size.seed}")
    prose = Prose(rng)
    dates = [_date(size, number, rng) for number in range(size.news)]
    paths = [f"{when:%Y/%m/%d}-sample-{number:05}.md" for number, when in enumerate(dates, 1)]
    for number, (when, path) in enumerate(zip(dates, paths, strict=True), 1):
        front = _front_matter(number, when, names, prose, rng)
        chars = round(rng.triangular(500, 1600, 750))  # mean 950
        blocks = prose.body(chars, table=rng.random() < 1 / 3, bullets=rng.random() < 1 / 2)
        blocks += (_link(path, rng.choice(paths), prose) for _ in range(rng.randint(1, 2)))
        yield Item(path, front, "\n\n".join(blocks) + "\n")


def _date(size: Size, number: int, rng: random.Random) -> datetime:
    day = NEWEST - timedelta(days=int(size.years * 365.25 * number / size.news))
    return datetime.combine(day, time(rng.randint(8, 17), rng.randint(0, 59)))


def _link(path: str, target: str, prose: Prose) -> str:
    return f"相关报道见[{prose.clause()}]({posixpath.relpath(target, posixpath.dirname(path))})。"


def _front_matter(number: int, when: datetime, names: Names, prose: Prose, rng: random.Random) -> FrontMatter:
    town = rng.choice(names.towns)
    columns = list(names.columns)
    own = rng.sample(columns, k=2 if len(columns) > 1 and rng.random() < 1 / 5 else 1)
    return {
        "title": f"{town}{prose.clause()}（样例{number:05}）",
        "date": f"{when:%Y-%m-%d %H:%M}",
        **({"column": own[0]} if len(own) == 1 else {"columns": own}),
        "source": f"示例来源{rng.randint(1, 9):02}",
        "editor": f"示例编辑{rng.randint(1, 9):02}",
        "description": f"{prose.clause()}，{prose.clause()}，{prose.clause()}。",
        "tags": rng.sample(TAGS, k=3),
        "organizations": [rng.choice(names.organizations)],
        "towns": [town],
    }
