"""Lighthouse's scores of five kinds of pages of a built site: `python -m bench.lighthouse SITE`, after `make test` has installed it.

Lighthouse reckons with a phone on slow 4G. Of three runs of a page the best counts, as a busy machine only makes them worse.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from bench.gzip_server import serve

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
# Of several pages the largest.
PAGES = {"home": "index.html", "entry": "news/*/*/*.html", "listing": "columns/*.html", "finder": "stations/index.html", "ledger": "tasks/index.html"}
RUNS = 3


class Report(NamedTuple):
    """Scores of a page by category, 0 to 100, and what it did not fulfil."""

    scores: dict[str, int]
    faults: list[str]


def report(addresses: list[str], categories: tuple[str, ...] = CATEGORIES) -> dict[str, Report]:
    """The report of each page; raises CalledProcessError where Lighthouse or Chromium cannot be started."""
    command = ["node", str(Path(__file__).with_suffix(".mjs")), ",".join(categories), *addresses]
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}, stdout=subprocess.PIPE, text=True, check=True)
    return {address: Report(**found) for address, found in json.loads(done.stdout).items()}


def main() -> None:
    """Prints a line for each kind of page."""
    site = Path(sys.argv[1])
    with serve(site) as base:
        addresses = {kind: base + max(site.glob(pattern), key=lambda path: path.stat().st_size).relative_to(site).as_posix()
                     for kind, pattern in PAGES.items()}
        runs = [report(list(addresses.values())) for _ in range(RUNS)]
        for kind, address in addresses.items():
            best = {category: max(run[address].scores[category] for run in runs) for category in CATEGORIES}
            print(kind, *(f"{category} {score}" for category, score in best.items()), *runs[-1][address].faults, sep="\t")


if __name__ == "__main__":
    main()
