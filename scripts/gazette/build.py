"""A build from start to end: gather everything, check it, then write."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from gazette import output
from gazette.cache import CACHE, Cache, CacheLost
from gazette.frames import FrameJob, Frames
from gazette.gathering import Gathered, Progress, gather_content, silent
from gazette.hosting.due import remember_due
from gazette.lock import only_one
from gazette.pages import Output, Site, copied
from gazette.pictures.publishing import keep_pictures
from gazette.plan import plan_records, plan_site
from gazette.registers.reminders import reminders
from gazette.scopes import without_collector
from gazette.search import find_pagefind
from gazette.settings import load_settings
from gazette.workers import count_cores
from gazette.writing import Files, Work

Result = TypeVar("Result")


class Report(NamedTuple):
    """What a build did: files in the site, how many of them were written anew, entries and stations, seconds, due date; and
    what editors should look at in the registers.
    """

    files: int
    written: int
    entries: int
    stations: int
    seconds: float
    due: datetime | None
    site_dir: Path
    reminders: list[str]


def build(root: Path, *, processes: int = 0, search: bool = True, preview: bool = False, progress: Progress = silent) -> Report:
    """Builds the site of the project in `root` and swaps it in; raises ProblemsFound and leaves the old site as it was.

    For a `preview` the site of before is kept where there is one, its search index too, which takes longer than all else:
    only files that have changed are put into it, once all of them are written.
    """
    started = time.perf_counter()
    settings = load_settings(root)
    program = find_pagefind(root) if search else None
    new = output.staging_of(settings.site_dir)
    with only_one(root), without_collector(), ExitStack() as last:
        output.restore(settings.site_dir)
        last.callback(shutil.rmtree, new, ignore_errors=True)

        def attempt(cache: Cache) -> tuple[Work, Files, Files]:
            shutil.rmtree(new, ignore_errors=True)
            job = FrameJob(settings)
            last.callback(job.cancel)
            work = Work(settings, cache, processes or count_cores(), progress, preview)
            linked, written = work.write(job.result(), _assets(job), program, new)
            work.finish(new, linked | written)
            remember_due(root, work.gathered.content.due)
            cache.set_outputs(linked | written)
            cache.keep(work.gathered.kept)
            keep_pictures(root, work.gathered.content, linked | written)
            return work, linked, written

        work, linked, written = _with_cache(root, attempt)
    content = work.gathered.content
    return Report(len(written) + len(linked), len(written), len(content.entries), len(content.stations),
                  time.perf_counter() - started, content.due, settings.site_dir, reminders(content))


def fill(root: Path, frames: Frames, site_dir: Path) -> None:
    """Writes all pages into a folder that MkDocs has just made (`mkdocs build`, `mkdocs serve`); raises ProblemsFound."""
    settings = load_settings(root)
    there = [copied(path, path.relative_to(site_dir).as_posix(), "docs") for path in sorted(site_dir.rglob("*")) if path.is_file()]
    with only_one(root):
        _with_cache(root, lambda cache: Work(settings, cache, count_cores(), silent).write(
            frames, there, find_pagefind(root), site_dir))


def _with_cache(root: Path, work: Callable[[Cache], Result]) -> Result:
    """Does work that uses the cache; where that turns out to have lost something, once more with a new one."""
    cache = Cache(root / CACHE)
    try:
        try:
            return work(cache)
        except CacheLost:
            cache.clear()
            return work(cache)
    finally:
        cache.close()


def _assets(job: FrameJob) -> list[Output]:
    return [copied(path, path.relative_to(job.folder).as_posix(), "docs") for path in job.assets()]


def check(root: Path, along: Callable[[Callable[[], object]], object] = lambda plan: plan()) -> Gathered:
    """Checks everything that a build would, and writes nothing but the cache; gives what was read.

    `along` is given the last step, which takes one core only, and may have the others do something meanwhile.
    """
    settings = load_settings(root)
    with only_one(root), without_collector(), ExitStack() as last:
        def attempt(cache: Cache) -> Gathered:
            job = FrameJob(settings)
            last.callback(job.cancel)
            gathered = gather_content(settings, cache, count_cores())
            site = Site(settings, gathered.content, job.result())
            along(lambda: plan_site(site, plan_records(site), _assets(job)))
            return gathered

        return _with_cache(root, attempt)
