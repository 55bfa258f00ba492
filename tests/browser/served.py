"""A small web server that puts a folder below a sub-path, as many hosts do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

PREFIX = "/any/prefix/"


class Served(NamedTuple):
    """A built site: its folder, and the address of that folder (ends with a slash)."""

    folder: Path
    base: str

    def page(self, pattern: str) -> str:
        """The path of the largest page that matches a glob pattern, the one with most to show; index.html only by name."""
        found = [path for path in self.folder.glob(pattern) if path.name != "index.html" or pattern.endswith("index.html")]
        assert found, f"the site has no page like {pattern}"
        return max(found, key=lambda path: (path.stat().st_size, path.name)).relative_to(self.folder).as_posix()


class _Handler(SimpleHTTPRequestHandler):
    """Files below PREFIX; everything else is missing, as it would be on a shared host."""

    def do_GET(self) -> None:
        if not self.path.startswith(PREFIX):
            self.send_error(404)
            return
        self.path = self.path.removeprefix(PREFIX.rstrip("/"))
        super().do_GET()

    def log_message(self, format: str, *arguments: Any) -> None:
        """The tests look at what the browser saw."""


@contextmanager
def serve(folder: Path) -> Iterator[Served]:
    """The folder on 127.0.0.1 at a free port, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Served(folder, f"http://127.0.0.1:{server.server_port}{PREFIX}")
        finally:
            server.shutdown()
            thread.join()
