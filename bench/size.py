"""How large a corpus is."""

from dataclasses import dataclass
from datetime import date

NEWEST = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Size:
    """News items over so many years up to NEWEST, and stations; the same size and seed give the same bytes."""

    news: int
    stations: int
    seed: int = 1
    years: int = 14

    def times(self, factor: int) -> "Size":
        """Size of a corpus with so many times the records over the same years."""
        return Size(self.news * factor, self.stations * factor, self.seed, self.years)
