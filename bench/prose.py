"""Synthetic Chinese prose as Markdown: clauses of common words joined into sentences, paragraphs, lists and tables."""

import random
from collections.abc import Iterator
from itertools import islice

from bench.words import ADJECTIVES, ADVERBS, NOUNS, VERBS

CLAUSES_IN_POOL = 20_000
CLAUSE_CHARS = 10.4  # mean Chinese characters in a clause, without punctuation
TABLE_CLAUSES = 3  # a table has so many rows, each a clause cut in two


class Prose:
    """Endless synthetic text drawn from one seeded pool of clauses.

    The pool is made once because drawing a ready clause costs a tenth of composing it, and 10,000 items need 900,000.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        parts = (rng.choices(words, k=CLAUSES_IN_POOL) for words in (NOUNS, ADVERBS, VERBS, ADJECTIVES, NOUNS))
        self._pool = ["".join(words) for words in zip(*parts, strict=True)]

    def clause(self) -> str:
        """One clause without punctuation, 10 to 12 characters."""
        return self._rng.choice(self._pool)

    def body(self, chars: int, *, table: bool, bullets: bool) -> list[str]:
        """Markdown blocks of about `chars` (at least 300) Chinese characters: paragraphs, headings, maybe list and table."""
        clauses = iter(self._rng.choices(self._pool, k=round(chars / CLAUSE_CHARS)))
        extras = [self._bullets(clauses)] if bullets else []
        if table:
            extras.append(self._table(clauses))
        first, *others = self._paragraphs(clauses)
        middle = len(others) // 2
        return [first, "## 基本情况", *others[:middle], *extras, "## 主要做法", *others[middle:]]

    def _paragraphs(self, clauses: Iterator[str]) -> Iterator[str]:
        while chunk := list(islice(clauses, self._rng.randint(6, 14))):
            chunk[0] = f"**{chunk[0]}**"
            yield "".join("，".join(chunk[start : start + 3]) + "。" for start in range(0, len(chunk), 3))

    def _bullets(self, clauses: Iterator[str]) -> str:
        return "\n".join(f"- {clause}；" for clause in islice(clauses, self._rng.randint(3, 6)))

    def _table(self, clauses: Iterator[str]) -> str:
        rows = (f"| {clause[:4]} | {clause[4:]} | {self._rng.randint(1, 999)} |" for clause in islice(clauses, TABLE_CLAUSES))
        return "\n".join(("| 类别 | 内容 | 数量 |", "| --- | --- | ---: |", *rows))
