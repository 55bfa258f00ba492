"""The writing of one build: which files stay, which are rendered, in which order."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import cache as once
from functools import partial
from pathlib import Path

from gazette import output
from gazette.cache import Cache, Written
from gazette.feed_pieces import prepare_pieces
from gazette.feed_plans import feed_plans
from gazette.feeds import write_archives
from gazette.frames import Frames
from gazette.gathering import Progress, fingerprint, gather_content
from gazette.pages import Output, Site
from gazette.plan import RecordPlan, plan_records, plan_site
from gazette.scopes import emptied
from gazette.search import SearchJob, is_of_index, search_settings
from gazette.search_shards import plan_shards
from gazette.settings import Settings

# Where pieces of feeds wait to be joined, from the root of the project.
_PIECES = ".cache/pieces"

Files = dict[str, Written]


class Work:
    """The content of one build and the writing of its files."""

    def __init__(self, settings: Settings, cache: Cache, processes: int, progress: Progress, preview: bool = False):
        self._settings, self._cache, self._processes, self._progress = settings, cache, processes, progress
        self._before = cache.outputs()
        # Files of the search index of before, which a preview keeps.
        self._index = {path: written for path, written in self._before.items() if preview and is_of_index(path)}
        self._patches = preview and settings.site_dir.is_dir() and output.has_folders(self._index, settings.site_dir)
        self.gathered = gather_content(settings, cache, processes, progress)

    def write(self, frames: Frames, assets: list[Output], program: Path | None, new: Path) -> tuple[Files, Files]:
        """Puts the site together in `new`; gives the files kept from the old site, and those written.

        Assets that lie in `new` already are left as they are; without a program there is no search.
        """
        site = Site(self._settings, self.gathered.content, frames)
        with emptied(self._settings.root / _PIECES), closing(site.pieces):
            return self._write(site, assets, program, new)

    def finish(self, new: Path, files: Files) -> None:
        """Makes what lies in `new`, of which it has all or only the changed files, the site with these files."""
        if self._patches:
            output.patch_in(new, self._settings.site_dir, gone=self._before.keys() - files.keys())
        else:
            output.swap_in(new, self._settings.site_dir)

    def _write(self, site: Site, assets: list[Output], program: Path | None, new: Path) -> tuple[Files, Files]:
        records = once(partial(plan_records, site))
        planned = once(lambda: plan_site(site, records(), assets))
        linked, written, rest = self._begin(site, records, planned, new)
        others = (one for one in planned().outputs if one.path not in written and not (one.copy and one.copy.is_relative_to(new)))
        outputs = [*others, *rest]
        if self._patches:
            linked |= self._index
        elif program:
            shards = plan_shards(site.content, planned().texts, fingerprint(self._settings))
            indexing = SearchJob(site, shards, program)
            try:
                self._load_bodies(site, indexing.bodies())
                indexing.start(self._processes)
                more = self._put(site, [*outputs, search_settings(site.content, shards)], new)
                linked, written = linked | more[0], written | more[1]
                indexing.finish()
            finally:
                indexing.cancel()
            outputs = list(indexing.outputs())
        more = self._put(site, outputs, new)
        return linked | more[0], written | more[1]

    def _begin(self, site: Site, records: Callable[[], RecordPlan], planned: Callable[[], object],
               new: Path) -> tuple[Files, Files, list[Output]]:
        """What can be done while the site is planned; gives the files kept and written, and those of records that are still to come."""
        if self._before:
            return *self._put(site, records().outputs, new, planned), []
        # The feed of the whole site tells every entry: with nothing there from before, all bodies will be wanted.
        told = feed_plans(site)[0].records
        self._load_bodies(site, {record.digest for record in told})
        return {}, write_archives(site, new, self._processes, planned), records().outputs

    def _put(self, site: Site, outputs: list[Output], new: Path, meanwhile: Callable[[], object] = lambda: None) -> tuple[Files, Files]:
        """Keeps or writes these files; `meanwhile` is done while other processes find out which may stay."""
        linked = output.keep_unchanged(outputs, self._before, self._settings.site_dir, None if self._patches else new,
                                       self._processes, meanwhile)
        fresh = [one for one in outputs if one.path not in linked]
        self._load_bodies(site, {digest for one in fresh for digest in one.bodies})
        prepare_pieces(site, {digest for one in fresh for digest in one.pieces}, self._settings.root / _PIECES, self._processes)
        written = output.write_outputs(fresh, new, self._processes, partial(self._progress, "写出网页"))
        return linked, written

    def _load_bodies(self, site: Site, needed: set[str]) -> None:
        """Brings into memory the bodies of these digests, and no others."""
        fresh = self.gathered.news.bodies
        site.bodies.update({digest: fresh[digest] for digest in needed & fresh.keys()})
        site.bodies.update(self._cache.bodies(sorted(needed - fresh.keys())))
