"""A build from start to end: gather everything, check it, then write."""

from __future__ import annotations

import gc
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from gazette import clock, output
from gazette.cache import Cache, digest_of
from gazette.checks import check_links, check_names, check_paths
from gazette.columns import load_columns
from gazette.content import Content, gather
from gazette.entries import News, load_news
from gazette.entry_pages import entry_pages
from gazette.feeds import feed_outputs
from gazette.frames import FrameJob, Frames
from gazette.handwritten import Handwritten
from gazette.listings import listing_pages
from gazette.pages import Output, Page, Site
from gazette.problems import Problem, ProblemsFound
from gazette.records import Link
from gazette.settings import Settings, load_settings
from gazette.sitemap import sitemap_output
from gazette.station_pages import station_pages
from gazette.stations import load_stations
from gazette.workers import count_cores

CACHE = ".cache/gazette.sqlite"
# What a rendered body depends on besides its source: these libraries, the press's own code and the settings.
_LIBRARIES = ("markdown", "pymdown-extensions", "pygments", "pydantic")


class Report(NamedTuple):
    """What a build did: files in the site, how many of them were written anew, entries and stations, seconds, due date."""

    files: int
    written: int
    entries: int
    stations: int
    seconds: float
    due: datetime | None
    site_dir: Path


Progress = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


class _Gathered(NamedTuple):
    """Everything read from the project and found good by itself."""

    settings: Settings
    content: Content
    news: News


def gather_content(settings: Settings, cache: Cache, processes: int, progress: Progress = _silent) -> _Gathered:
    """News, columns and stations of the project; raises ProblemsFound with all that is wrong in them."""
    news = load_news(settings, cache, _fingerprint(settings), processes, lambda done, total: progress("排版稿件", done, total))
    columns, problems = load_columns(settings.root)
    stations, station_problems = load_stations(settings)
    problems = [*news.problems, *problems, *station_problems]
    if columns:
        problems += check_names(news.entries, columns, settings)
    if problems:
        raise ProblemsFound(problems)
    return _Gathered(settings, gather(clock.read_clock(), columns, news.entries, stations, news.files), news)


def plan_outputs(site: Site, assets: Sequence[Output] = ()) -> list[Output]:
    """Every file of the site; raises ProblemsFound where links are broken or paths collide."""
    pages: list[Page] = [*entry_pages(site.content), *listing_pages(site.content, site.settings.options.page_size),
                         *station_pages(site.content)]
    handwritten = Handwritten(site)
    outputs = [*map(site.output, pages), *handwritten.outputs(), *feed_outputs(site), *_attachments(site), *assets]
    outputs.append(sitemap_output(site, pages, (path for path, _ in site.frames.handwritten())))
    links: dict[str, Sequence[Link]] = {entry.source_path: entry.links for entry in site.content.entries if entry.links}
    problems = [*handwritten.problems, *check_paths(outputs), *check_links(site.settings.root, links | handwritten.links, outputs)]
    if problems:
        raise ProblemsFound(problems)
    return outputs


def _attachments(site: Site) -> Iterator[Output]:
    """Pictures and other files beside the items, at the same place in the site."""
    for source in site.content.files:
        yield copied(site.settings.root / source, source, source)


def copied(file: Path, path: str, origin: str) -> Output:
    """A file taken over as it is. Its key is size and time of change: pictures are too large to read at each build."""
    status = file.stat()
    return Output(path, origin, f"copy {status.st_size} {status.st_mtime_ns}", copy=file)


def _fingerprint(settings: Settings) -> bytes:
    parts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    parts += [version(name).encode() for name in _LIBRARIES]
    return digest_of(*parts, json.dumps(settings.markdown, default=_name_of).encode()).encode()


def _name_of(value: object) -> str:
    """A function among the options by its name: its repr holds an address, which changes at each run."""
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"


def build(root: Path, *, processes: int = 0, progress: Progress = _silent) -> Report:
    """Builds the site of the project in `root` and swaps it in; raises ProblemsFound and leaves the old site as it was."""
    started = time.perf_counter()
    settings = load_settings(root)
    with _only_one(root), _without_collector():
        output.restore(settings.site_dir)
        job = FrameJob(settings)
        cache = Cache(root / CACHE)
        try:
            return _build(settings, cache, job, processes or count_cores(), progress, started)
        finally:
            job.cancel()
            cache.close()
            shutil.rmtree(output.staging_of(settings.site_dir), ignore_errors=True)


def _build(settings: Settings, cache: Cache, job: FrameJob, processes: int, progress: Progress, started: float) -> Report:
    gathered = gather_content(settings, cache, processes, progress)
    site = Site(settings, gathered.content, job.result())
    assets = [copied(path, path.relative_to(job.folder).as_posix(), "docs") for path in job.assets()]
    outputs = plan_outputs(site, assets)
    new = output.staging_of(settings.site_dir)
    output.make_folders(outputs, new)
    linked = output.link_unchanged(outputs, cache.outputs(), settings.site_dir, new)
    fresh = [one for one in outputs if one.path not in linked]
    _load_bodies(site, fresh, cache, gathered.news)
    written = output.write_outputs(fresh, new, processes, lambda done, total: progress("写出网页", done, total))
    output.swap_in(new, settings.site_dir)
    cache.set_outputs(linked | written)
    cache.keep({entry.digest for entry in gathered.news.entries})
    content = gathered.content
    return Report(len(outputs), len(written), len(content.entries), len(content.stations),
                  time.perf_counter() - started, content.due, settings.site_dir)


def _load_bodies(site: Site, fresh: Sequence[Output], cache: Cache, news: News) -> None:
    """Brings into memory the bodies that the files to be written need, and no others."""
    needed = {digest for one in fresh for digest in one.bodies}
    site.bodies.update({digest: news.bodies[digest] for digest in needed & news.bodies.keys()})
    site.bodies.update(cache.bodies(sorted(needed - news.bodies.keys())))


def fill(root: Path, frames: Frames, site_dir: Path) -> None:
    """Writes all pages into a folder that MkDocs has just made (`mkdocs build`, `mkdocs serve`); raises ProblemsFound."""
    settings = load_settings(root)
    cache = Cache(root / CACHE)
    try:
        gathered = gather_content(settings, cache, count_cores())
        site = Site(settings, gathered.content, frames)
        outputs = plan_outputs(site, [
            copied(path, path.relative_to(site_dir).as_posix(), "docs") for path in sorted(site_dir.rglob("*")) if path.is_file()])
        new = [one for one in outputs if one.copy is None or site_dir not in one.copy.parents]
        output.make_folders(new, site_dir)
        _load_bodies(site, new, cache, gathered.news)
        output.write_outputs(new, site_dir, count_cores())
    finally:
        cache.close()


def check(root: Path) -> tuple[int, int]:
    """Checks everything that a build would, and writes nothing but the cache; the numbers of entries and stations."""
    settings = load_settings(root)
    with _only_one(root), _without_collector():
        job = FrameJob(settings)
        cache = Cache(root / CACHE)
        try:
            gathered = gather_content(settings, cache, count_cores())
            plan_outputs(Site(settings, gathered.content, job.result()),
                         [copied(path, path.relative_to(job.folder).as_posix(), "docs") for path in job.assets()])
            return len(gathered.news.entries), len(gathered.content.stations)
        finally:
            job.cancel()
            cache.close()


@contextmanager
def _without_collector() -> Iterator[None]:
    """Python's search for cycles would go through every record again and again: a fifth of a build, for nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _only_one(root: Path) -> Iterator[None]:
    """Holds the project's lock: two builds at once would tear each other's files."""
    (root / ".cache").mkdir(exist_ok=True)
    try:
        with FileLock(root / ".cache" / "lock", timeout=0):
            yield
    except Timeout:
        raise ProblemsFound([Problem(".cache/lock", 1, "另一次生成正在进行。", "等它结束后再试。")]) from None
