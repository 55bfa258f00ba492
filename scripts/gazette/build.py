"""A build from start to end: gather everything, check it, then write."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import cache as once
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from gazette import output
from gazette.cache import CACHE, Cache, CacheLost, Written
from gazette.feed_pieces import prepare_pieces
from gazette.frames import FrameJob, Frames
from gazette.gathering import Gathered, Progress, fingerprint, gather_content, silent
from gazette.hosting.due import remember_due
from gazette.lock import only_one
from gazette.pages import Output, Site, copied
from gazette.pictures.publishing import keep_pictures
from gazette.plan import plan_site, plan_stations
from gazette.registers.reminders import reminders
from gazette.scopes import emptied, without_collector
from gazette.search import SearchJob, find_pagefind, is_of_index, search_settings
from gazette.search_shards import plan_shards
from gazette.settings import Settings, load_settings
from gazette.workers import count_cores

# Where pieces of feeds wait to be joined, from the root of the project.
_PIECES = ".cache/pieces"

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


_Files = dict[str, Written]


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

        def attempt(cache: Cache) -> tuple[_Work, _Files, _Files]:
            shutil.rmtree(new, ignore_errors=True)
            job = FrameJob(settings)
            last.callback(job.cancel)
            work = _Work(settings, cache, processes or count_cores(), progress, preview)
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
        _with_cache(root, lambda cache: _Work(settings, cache, count_cores(), silent).write(
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


class _Work:
    """The content of one build and the writing of its files."""

    def __init__(self, settings: Settings, cache: Cache, processes: int, progress: Progress, preview: bool = False):
        self._settings, self._cache, self._processes, self._progress = settings, cache, processes, progress
        self._before = cache.outputs()
        # Files of the search index of before, which a preview keeps.
        self._index = {path: written for path, written in self._before.items() if preview and is_of_index(path)}
        self._patches = preview and settings.site_dir.is_dir() and output.has_folders(self._index, settings.site_dir)
        self.gathered = gather_content(settings, cache, processes, progress)

    def write(self, frames: Frames, assets: list[Output], program: Path | None, new: Path) -> tuple[_Files, _Files]:
        """Puts the site together in `new`; gives the files kept from the old site, and those written.

        Assets that lie in `new` already are left as they are; without a program there is no search.
        """
        with emptied(self._settings.root / _PIECES):
            return self._write(frames, assets, program, new)

    def finish(self, new: Path, files: _Files) -> None:
        """Makes what lies in `new`, of which it has all or only the changed files, the site with these files."""
        if self._patches:
            output.patch_in(new, self._settings.site_dir, gone=self._before.keys() - files.keys())
        else:
            output.swap_in(new, self._settings.site_dir)

    def _write(self, frames: Frames, assets: list[Output], program: Path | None, new: Path) -> tuple[_Files, _Files]:
        content = self.gathered.content
        site = Site(self._settings, content, frames)
        stations = plan_stations(site)
        planned = once(lambda: plan_site(site, stations, assets))
        linked, written = self._put(site, stations.outputs, new, "写出站点", planned)
        outputs = [one for one in planned().outputs if not (one.copy and one.copy.is_relative_to(new))]
        if self._patches:
            linked |= self._index
        elif program:
            shards = plan_shards(content, planned().texts, fingerprint(self._settings))
            indexing = SearchJob(site, shards, program)
            try:
                self._load_bodies(site, indexing.bodies())
                indexing.start(self._processes)
                more = self._put(site, [*outputs, search_settings(content, shards)], new, "写出网页")
                linked, written = linked | more[0], written | more[1]
                indexing.finish()
            finally:
                indexing.cancel()
            outputs = list(indexing.outputs())
        more = self._put(site, outputs, new, "写出网页")
        return linked | more[0], written | more[1]

    def _put(self, site: Site, outputs: list[Output], new: Path, stage: str,
             meanwhile: Callable[[], object] = lambda: None) -> tuple[_Files, _Files]:
        """Keeps or writes these files; `meanwhile`, which may be called twice, is done while other processes are at work."""
        linked = output.keep_unchanged(outputs, self._before, self._settings.site_dir, None if self._patches else new,
                                       self._processes, meanwhile if self._before else lambda: None)
        fresh = [one for one in outputs if one.path not in linked]
        self._load_bodies(site, {digest for one in fresh for digest in one.bodies})
        prepare_pieces(site, {digest for one in fresh for digest in one.pieces}, self._settings.root / _PIECES, self._processes)
        written = output.write_outputs(fresh, new, self._processes, partial(self._progress, stage), meanwhile)
        return linked, written

    def _load_bodies(self, site: Site, needed: set[str]) -> None:
        """Brings into memory the bodies of these digests, and no others."""
        fresh = self.gathered.news.bodies
        site.bodies.update({digest: fresh[digest] for digest in needed & fresh.keys()})
        site.bodies.update(self._cache.bodies(sorted(needed - fresh.keys())))


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
            along(lambda: plan_site(site, plan_stations(site), _assets(job)))
            return gathered

        return _with_cache(root, attempt)
