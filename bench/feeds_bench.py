"""What feeds cost: `python -m bench.feeds_bench` makes 10,000 items with terms for 300 feeds and times all their documents.

Timed is what a cold build does for feeds: planning, rendering each item in three formats, joining and writing every
document, on all cores. Reading the items and their bodies is the pages' work as well, and left out. Best of three.
"""

import os
import tempfile
import time
from pathlib import Path

from gazette import output
from gazette.cache import CACHE, Cache
from gazette.feed_plans import feed_plans
from gazette.feeds import feed_outputs, write_archives
from gazette.frames import Frames
from gazette.gathering import gather_content
from gazette.pages import Output, Site
from gazette.scopes import without_collector
from gazette.settings import load_settings
from gazette.workers import count_cores

from bench.contestants import put_away
from bench.corpus import REPOSITORY
from bench.names import load_names
from bench.project import make_project
from bench.size import Size

_NEWS, _TOWNS, _ROUNDS = 10_000, 290, 3


def _measure(site: Site, folder: Path) -> tuple[float, int, int, int]:
    """Seconds, feeds, documents and bytes."""
    put_away(folder)
    os.sync()  # or the round would pay for what the last one left to be written
    outputs: list[Output] = []
    with without_collector():
        started = time.perf_counter()
        # As in a build: the documents are planned while the archives of the whole site's feed are written.
        written = write_archives(site, folder, count_cores(), lambda: outputs.extend(feed_outputs(site)))
        rest = [one for one in outputs if one.path not in written]
        written |= output.write_outputs(rest, folder, count_cores(), lambda done, total: None)
        seconds = time.perf_counter() - started
    return seconds, len(feed_plans(site)), len(written), sum(one.size for one in written.values())


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        names = load_names(REPOSITORY)
        names = type(names)(names.columns, names.organizations, [f"示例镇{number:03}" for number in range(_TOWNS)], names.station_types)
        make_project(project, Size(_NEWS, 100, 1, 14), names)
        settings, cache = load_settings(project), Cache(project / CACHE)
        gathered = gather_content(settings, cache, count_cores())
        seconds, feeds, documents, size = min(
            _measure(Site(settings, gathered.content, Frames({}), gathered.news.bodies), project / "feeds") for _ in range(_ROUNDS))
        cache.close()
    print(f"{feeds} feeds over {len(gathered.content.entries)} items: {documents} documents, {size / 1e6:.0f} MB,"
          f" {seconds:.2f} s on {count_cores()} cores")


if __name__ == "__main__":
    main()
