"""`gazette serve`: the site on this machine, built again at each change, shown again by itself.

Pages are served from the built folder; a small script, added on the way out only, listens for the next build.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import click
from watchfiles import watch

from gazette.build import build
from gazette.permalinks import EDITOR
from gazette.problems import Problem, ProblemsFound
from gazette.settings import CONFIG, load_settings

_EVENTS = "/__gazette"
_WATCHED = ("news", "docs", "overrides", CONFIG)
# Editors write a file in several steps; a change is taken up once they pause that long.
_PAUSE_MS = 100
# A file of its own, as the pages' content-security policy allows no script inside a page.
_SCRIPT_PATH = "/__gazette.js"
_SCRIPT = f"""(() => {{
  const box = document.createElement("pre");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;margin:0;padding:1rem;max-height:50vh;overflow:auto;" +
    "background:#fff3cd;color:#5c0011;border-top:4px solid #a61b1f;white-space:pre-wrap;font:16px/1.6 sans-serif";
  new EventSource("{_EVENTS}").onmessage = (event) => {{
    const problems = JSON.parse(event.data);
    if (!problems) return location.reload();
    box.textContent = problems;
    document.body.append(box);
  }};
}})();
"""


class Listeners:
    """The open pages: each is told of every build, with its problems or with none."""

    def __init__(self) -> None:
        self._queues: set[queue.Queue[str]] = set()
        self._lock = threading.Lock()

    def add(self) -> queue.Queue[str]:
        """A queue of the messages from now on."""
        messages: queue.Queue[str] = queue.Queue()
        with self._lock:
            self._queues.add(messages)
        return messages

    def remove(self, messages: queue.Queue[str]) -> None:
        """Ends one queue."""
        with self._lock:
            self._queues.discard(messages)

    def tell(self, problems: str) -> None:
        """Puts a message into every queue."""
        with self._lock:
            for messages in self._queues:
                messages.put(problems)


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site, with the listening script in each page."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, site: Path, listeners: Listeners):
        self._listeners = listeners
        super().__init__(*arguments, directory=str(site))

    def do_GET(self) -> None:
        """One file, one page with the script, or the stream of builds."""
        if self.path == _EVENTS:
            self._stream()
            return
        if self.path == _SCRIPT_PATH:
            self._send(200, "text/javascript; charset=utf-8", _SCRIPT.encode())
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.endswith("/"):
            path /= "index.html"
        # A page that loads itself again would throw away what is being written in the editor.
        if path.suffix != ".html" or path == Path(self.directory) / EDITOR:
            super().do_GET()
        elif path.is_file():
            self._send_page(200, path)
        else:
            self._send_page(404, Path(self.directory) / "404.html")

    def _send_page(self, status: int, path: Path) -> None:
        page = path.read_bytes() if path.is_file() else b"<!doctype html><title>404</title><body>404"
        self._send(status, "text/html; charset=utf-8", page + f'<script src="{_SCRIPT_PATH}"></script>'.encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """A preview is never kept by the browser."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _stream(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        messages = self._listeners.add()
        try:
            while True:
                try:
                    self.wfile.write(f"data: {json.dumps(messages.get(timeout=20))}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")  # finds out whether the page was closed
        except OSError:
            self._listeners.remove(messages)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Requests are not news to an editor."""


def serve_site(root: Path, port: int, ready: Callable[[int], None] = lambda port: None) -> None:
    """Builds, serves on 127.0.0.1:`port` (0: any) and builds again at each change, until Ctrl+C."""
    settings = load_settings(root)
    build_told(root, preview=False)
    # A process of its own: a build forks, which is safe only where no thread of a server holds a lock.
    builder, server = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(settings.site_dir, port, server, builder), daemon=True)
    process.start()
    server.close()
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        answer = builder.recv()
        if isinstance(answer, str):
            raise ProblemsFound([Problem("--port", 1, f"端口 {port} 用不了：{answer}。", "用 --port 换一个，例如 8001。")])
        click.echo(f"预览：http://127.0.0.1:{answer}/ 按 Ctrl+C 结束。")
        ready(answer)
        watched = [root / name for name in _WATCHED if (root / name).exists()]
        with suppress(KeyboardInterrupt):
            for _ in watch(*watched, debounce=_PAUSE_MS, step=20):
                builder.send(build_told(root, preview=True))
    finally:
        process.terminate()
        process.join()


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _serve(site: Path, port: int, builder: Connection, other_end: Connection) -> None:
    """The server's process: says its port, or why it has none, then passes on what the builder says, until that is gone."""
    other_end.close()  # inherited by the fork; while it is open here, the end of the builder would not be seen
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listeners = Listeners()
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, site=site, listeners=listeners))
    except OSError as error:
        builder.send(error.strerror or str(error))
        return
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    builder.send(server.server_port)
    with suppress(EOFError):
        while True:
            listeners.tell(builder.recv())


def build_told(root: Path, preview: bool) -> str:
    """One build; says on the terminal how it went, and gives its problems ('' for none)."""
    try:
        report = build(root, preview=preview)
    except ProblemsFound as found:
        told = "\n".join(map(str, found.problems))
        click.echo(f"{told}\n共 {len(found.problems)} 处问题，预览仍是上一次的内容。", err=True)
        return told
    click.echo(f"{time.strftime('%H:%M:%S')} 已更新，新写 {report.written} 个文件，用时 {report.seconds:.1f} 秒。")
    return ""
