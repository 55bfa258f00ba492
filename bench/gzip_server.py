"""A folder served from this machine with gzip, as hosts do."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

# What Pagefind has packed already, hosts do not pack again.
PACKED = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind", ".png", ".webp")


class Handler(SimpleHTTPRequestHandler):
    """Files of the site, gzipped; counts what it sends."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        """One file, in the bytes that go over the line."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.name.endswith(PACKED)
        body = path.read_bytes() if packed else gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if not packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, format: str, *arguments: Any) -> None:
        """Only the totals are of interest."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """The folder at a free port of 127.0.0.1 until the block ends; gives its address, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
