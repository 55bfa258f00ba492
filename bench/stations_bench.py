"""What 8,632 stations cost: import from Excel, share of a cold and a warm build, the finder's first result.

`python -m bench.stations_bench` prints seconds and bytes; each number is the best of three, as other work disturbs.
"""

import csv
import gzip
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.corpus import REPOSITORY, write_stations
from bench.names import load_names
from bench.project import FOLDERS
from bench.size import Size
from tests.browser.served import serve

_ROUNDS = 3
_COUNT = 8_632
# The finder's own mark (overrides/assets/finder.js), and when the page had loaded.
_READY = "[performance.getEntriesByName('gazette-finder-ready')[0]?.startTime, performance.getEntriesByType('navigation')[0].loadEventEnd]"


def _gazette(project: Path, *arguments: str) -> None:
    command = [str(Path(sys.executable).with_name("gazette")), *arguments, "--root", str(project)]
    subprocess.run(command, check=True, capture_output=True)


def _best(work: Callable[[], None], prepare: Callable[[], None]) -> float:
    seconds = []
    for _ in range(_ROUNDS):
        prepare()
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _project(folder: Path) -> Path:
    """The repository's own content without its stations, so that they can be added."""
    for name in FOLDERS:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    return folder


def _clear(project: Path) -> Callable[[], None]:
    def clear() -> None:
        shutil.rmtree(project / "site", ignore_errors=True)
        (project / ".cache/gazette.sqlite").unlink(missing_ok=True)
    return clear


def _cold_and_warm(project: Path) -> tuple[float, float]:
    _gazette(project, "build", "--no-search")  # MkDocs makes the frames once
    cold = _best(lambda: _gazette(project, "build", "--no-search"), _clear(project))
    return cold, _best(lambda: _gazette(project, "build", "--no-search"), lambda: None)


def _import(project: Path) -> tuple[float, float]:
    """Seconds of an export to Excel, and of an import of all stations from it into an empty table."""
    sheet = project / "all.xlsx"
    export = _best(lambda: _gazette(project, "stations", "export", str(sheet)), lambda: None)
    tables = {table: table.read_bytes() for table in (project / "docs/stations").glob("*.csv")}

    def empty() -> None:
        for table in (project / "docs/stations").glob("*.csv"):
            table.unlink()
    seconds = _best(lambda: _gazette(project, "stations", "import", str(sheet), "--yes"), empty)
    with (project / "docs/stations/stations.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) > _COUNT
    empty()
    for table, content in tables.items():
        table.write_bytes(content)
    return export, seconds


def _first_result(site: Path) -> tuple[float, float]:
    """Milliseconds to the load event, and from it to the first result, at 360 px; best of three fresh browsers' pages."""
    found = []
    with serve(site) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for _ in range(_ROUNDS):
            page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
            page.goto(f"{served.base}stations/index.html")
            page.locator(".gz-result").first.wait_for()
            ready, loaded = page.evaluate(_READY)
            found.append((ready - loaded, loaded))
        browser.close()
    after, loaded = min(found)
    return loaded, after


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        project = _project(Path(folder) / "project")
        without = _cold_and_warm(project)
        write_stations(project / "docs/stations", Size(0, _COUNT), load_names(REPOSITORY))
        with_stations = _cold_and_warm(project)
        finder = (project / "site/data/finder.json").read_bytes()
        loaded, after = _first_result(project / "site")
        export, seconds = _import(project)
    print(f"build, cold: {with_stations[0]:.1f} s, without stations {without[0]:.1f} s, share {with_stations[0] - without[0]:.1f} s")
    print(f"build, nothing changed: {with_stations[1]:.1f} s, without stations {without[1]:.1f} s")
    print(f"export to Excel: {export:.1f} s; import from Excel: {seconds:.1f} s")
    print(f"finder.json: {len(finder)} bytes, {len(gzip.compress(finder, 6))} by gzip")
    print(f"finder: page loaded after {loaded:.0f} ms, first result {after:.0f} ms later")


if __name__ == "__main__":
    main()
