"""The script that draws QR codes in the browser is the library's; pages are read back by a decoder in tests/browser/."""

from __future__ import annotations

import json
import subprocess

from .browser.project import REPOSITORY


def test_the_script_is_that_of_the_library() -> None:
    """What the repository holds is what esbuild makes of the pinned version, which its first line names, with its licence."""
    made = subprocess.run(["npm", "run", "--silent", "qr-code"], cwd=REPOSITORY, check=True, capture_output=True).stdout
    script = REPOSITORY / "overrides/assets/qr-code.js"
    assert script.read_bytes() == made
    library = REPOSITORY / "node_modules/lean-qr"
    assert f"lean-qr {json.loads((library / 'package.json').read_text('utf-8'))['version']}," in script.read_text("utf-8").split("\n")[0]
    assert script.with_name("qr-code.LICENSE.txt").read_bytes() == (library / "LICENSE").read_bytes()
