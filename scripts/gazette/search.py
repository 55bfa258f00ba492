"""The search index: Pagefind over the documents of each shard that changed, beside the writing of pages.

Pagefind runs by its command line, one process a shard. Its results are kept in .cache/search and linked into the site.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from gazette.cache import digest_of
from gazette.content import Content
from gazette.pages import Output, Site, ready
from gazette.problems import Problem, ProblemsFound
from gazette.search_documents import FILTERS, KINDS, Document, render_document
from gazette.search_shards import MOST_ITEMS, NEWEST, Shard
from gazette.workers import run_all

PACKAGE = "package.json"
_KEY = "key.json"
_INDEX, _SETTINGS = "pagefind-", "search.json"
# What Pagefind writes besides the index, and the site has its own of.
_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.", "pagefind-worker.")
_ONLY_ONCE = ("pagefind.js", "wasm.")
_PR_SET_PDEATHSIG = 1


def find_pagefind(root: Path) -> Path:
    """Pagefind's program, which npm installed; raises ProblemsFound with the way to get it."""
    for program in sorted((root / "node_modules" / "@pagefind").glob("*/bin/pagefind_extended*")):
        if program.suffix in ("", ".exe"):
            return program
    raise ProblemsFound([Problem(
        PACKAGE, 1, "站内搜索需要的程序 Pagefind 没有安装。",
        "先安装 Node.js 20 以上版本，再运行 make site；暂时不要搜索时运行 gazette build --no-search。")])


class SearchJob:
    """The indexing of one build: starts what has changed, then gives the files."""

    def __init__(self, site: Site, shards: Sequence[Shard], program: Path):
        self._folder = site.settings.root / ".cache" / "search"
        self._site, self.shards, self._program = site, shards, program
        self._running: dict[str, tuple[Shard, subprocess.Popen[str]]] = {}
        self.changed = [shard for shard in shards if not self._is_current(shard)]
        self._waiting = list(self.changed)

    def bodies(self) -> set[str]:
        """Digests of the bodies that the changed shards need."""
        return {document.body for shard in self.changed for document in shard.documents if document.body}

    def start(self, processes: int) -> None:
        """Writes the documents of the changed shards and starts on them."""
        for shard in self.changed:
            source = self._source(shard)
            shutil.rmtree(source, ignore_errors=True)
            for folder in {os.path.dirname(document.path) for document in shard.documents}:
                (source / folder).mkdir(parents=True, exist_ok=True)
            for _ in run_all(partial(self._write, source), shard.documents, processes):
                pass
        self._launch()

    def _write(self, source: Path, document: Document) -> None:
        with open(f"{source}/{document.path}", "wb", buffering=0) as file:
            file.write(render_document(document, self._site))

    def _launch(self) -> None:
        while self._waiting and self._has_room(self._waiting[0]):
            shard = self._waiting.pop(0)
            target = self._folder / f"{shard.name}.new"
            shutil.rmtree(target, ignore_errors=True)
            command = [str(self._program), "--site", str(self._source(shard)), "--output-path", str(target),
                       "--force-language", "unknown", "--keep-index-url", "--silent"]
            self._running[shard.name] = shard, subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None)

    def _has_room(self, shard: Shard) -> bool:
        """Two at a time; one alone where it is larger than groups should be."""
        running = sum(other.items for other, _ in self._running.values())
        return not self._running or (len(self._running) < 2 and running + shard.items <= 2 * MOST_ITEMS)

    def finish(self) -> None:
        """Waits until all is indexed; raises ProblemsFound with what Pagefind said where it failed."""
        while self._running:
            name, (shard, process) = next(iter(self._running.items()))
            said, _ = process.communicate()
            del self._running[name]
            if process.returncode:
                raise ProblemsFound([Problem(PACKAGE, 1, f"站内搜索的索引没有建成：{said.strip()}", "再运行一次；仍不行时把这段话交给技术人员。")])
            self._keep(shard)
            self._launch()
        shutil.rmtree(self._folder / "source", ignore_errors=True)
        names = {shard.name for shard in self.shards}
        for path in list(self._folder.iterdir()) if self._folder.is_dir() else []:
            if path.name not in names:
                shutil.rmtree(path)

    def cancel(self) -> None:
        """Ends what still runs."""
        for _, process in self._running.values():
            process.kill()
            process.wait()

    def outputs(self) -> Iterator[Output]:
        """The files of the index, each shard in its folder, and what the browser has to know of them."""
        for shard in self.shards:
            folder = self._folder / shard.name
            for path, size, mtime_ns in _files(folder):
                yield Output(f"{_INDEX}{shard.name}/{path}", PACKAGE, partial("link {} {} {}".format, shard.key, size, mtime_ns),
                             copy=folder / path, linked=True)

    def _keep(self, shard: Shard) -> None:
        """Puts a finished shard in the place of its older self, without what the site has no use for."""
        new, folder = self._folder / f"{shard.name}.new", self._folder / shard.name
        for path in list(new.iterdir()):
            if path.name.startswith(_UNUSED) or (shard.name != NEWEST and path.name.startswith(_ONLY_ONCE)):
                path.unlink()
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
        (folder / _KEY).write_text(json.dumps([shard.key, _state_of(folder)]), "utf-8")

    def _is_current(self, shard: Shard) -> bool:
        folder = self._folder / shard.name
        try:
            return bool(json.loads((folder / _KEY).read_text("utf-8")) == [shard.key, _state_of(folder)])
        except (OSError, ValueError):
            return False

    def _source(self, shard: Shard) -> Path:
        return self._folder / "source" / shard.name


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change (ns) of every file of a shard, in order."""
    for parent in ("", "filter/", "fragment/", "index/"):
        if (folder / parent).is_dir():
            with os.scandir(folder / parent) as found:
                for entry in sorted(found, key=lambda entry: entry.name):
                    if entry.is_file() and entry.name != _KEY:
                        status = entry.stat()
                        yield parent + entry.name, status.st_size, status.st_mtime_ns


def _state_of(folder: Path) -> str:
    """Digest of names, sizes and times of a shard's files: they are shared with the site, where a hand may change them."""
    return digest_of(repr(list(_files(folder))).encode())


def _end_with_parent() -> None:
    """In the new process: have the kernel end it when the press is killed, which leaves no time to do so."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def search_settings(content: Content, shards: Sequence[Shard]) -> Output:
    """search.json: what the browser has to know before it searches."""
    years = sorted(content.by_year, reverse=True)
    filters = {
        "kind": list(KINDS.values()), "column": [column.name for column in content.columns],
        "year": [str(year) for year in years], "town": _values(content, "town"), "type": _values(content, "type"),
        "organization": sorted({*content.by_term["organizations"], *_organizations(content)})}
    settings = {"key": digest_of(*(shard.key.encode() for shard in shards)),
                "shards": [{"name": shard.name, "years": shard.years} for shard in shards],
                "filters": [{"name": name, "label": FILTERS[name], "values": values} for name, values in filters.items() if values]}
    body = json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()
    return ready(_SETTINGS, PACKAGE, body)


def is_of_index(path: str) -> bool:
    """Whether a file of the site belongs to its search index."""
    return path.startswith(_INDEX) or path == _SETTINGS


def _values(content: Content, field: str) -> list[str]:
    return sorted({getattr(station, field) for station in content.open_stations} - {""})


def _organizations(content: Content) -> set[str]:
    return {name for station in content.open_stations for name in station.organizations}
