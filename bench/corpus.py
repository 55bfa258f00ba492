"""Writer of a seeded synthetic corpus of news and stations: `python -m bench.corpus OUT --news 10000 --stations 8632`.

All in it is plainly made up (示例镇01, 示例编辑02, phone 023-00000001), so that nobody can take it for a person or a place.
"""

import argparse
import csv
from pathlib import Path

from bench.names import Names, load_names
from bench.news import news_items
from bench.size import Size
from bench.stations import HEADER, station_rows

REPOSITORY = Path(__file__).parents[1]
STATION_FILES = 4


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 file, making its folder where that is missing."""
    try:
        path.write_text(text, encoding="utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")


def write_news(folder: Path, size: Size, names: Names) -> None:
    """Write the items as YYYY/MM/DD-slug.md below `folder`."""
    for item in news_items(size, names):
        write_text(folder / item.path, item.text)


def write_stations(folder: Path, size: Size, names: Names) -> None:
    """Write the stations into `folder` as a few CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = list(station_rows(size, names))
    for part in range(STATION_FILES):
        with (folder / f"sample-{part + 1}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADER)
            writer.writeheader()
            writer.writerows(rows[part::STATION_FILES])


def main() -> None:
    """Write news/ and docs/stations/ into the folder named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write news/ and docs/stations/ into")
    parser.add_argument("--news", type=int, default=10_000)
    parser.add_argument("--stations", type=int, default=8_632)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--years", type=int, default=14)
    options = parser.parse_args()
    size = Size(options.news, options.stations, options.seed, options.years)
    names = load_names(REPOSITORY)
    write_news(options.out / "news", size, names)
    write_stations(options.out / "docs/stations", size, names)


if __name__ == "__main__":
    main()
