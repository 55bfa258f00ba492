"""nginx with deploy/nginx.conf as it is shipped, on a free port of 127.0.0.1."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import requests

from tests.browser.project import REPOSITORY


class Server(NamedTuple):
    """Where nginx answers (ends with a slash), and the folder it shows."""

    base: str
    folder: Path


@contextmanager
def nginx(folder: Path) -> Iterator[Server]:
    """Serves folder/site, and folder/site.gone.map as what is withdrawn, until the block ends; fails with what nginx calls an emergency."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    config = (REPOSITORY / "deploy/nginx.conf").read_text("utf-8")
    config = config.replace("/srv/gazette", str(folder)).replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/run/nginx.pid", f"{folder}/pid")
    # Pytest's folders belong to whoever runs it, which workers of another user could not enter.
    (folder / "nginx.conf").write_text(("user root;\n" if os.geteuid() == 0 else "") + config, "utf-8")
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    assert program, "the tests of publishing need nginx: .ci/servers"
    process = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors"),
                                "-g", "daemon off;"])
    try:
        base = f"http://127.0.0.1:{port}/"
        _wait(base)
        yield Server(base, folder / "site")
    finally:
        process.terminate()
        process.wait(20)
    assert "[emerg]" not in (folder / "errors").read_text("utf-8")


def _wait(base: str) -> None:
    for _ in range(100):
        try:
            requests.get(base, timeout=5)
            return
        except requests.ConnectionError:
            time.sleep(0.1)
    pytest.fail("nginx does not answer")
