"""QR codes: the same as segno's, and read by an independent decoder; the script that draws them in the browser."""

from __future__ import annotations

import json
import re
import subprocess

import pytest
import segno
import zxingcpp
from gazette.qr import QrCodes
from hypothesis import given, settings
from hypothesis import strategies as some

from .browser.project import REPOSITORY

_SCALE = 8  # pixels a module


@settings(max_examples=5, deadline=None)
@given(some.lists(some.from_regex(r"https://[a-z]{5}\.example/stations/[a-z0-9_-]{11,12}\.html", fullmatch=True), min_size=70, max_size=70))
def test_the_same_as_segno(addresses: list[str]) -> None:
    """The first codes of a length and those that follow from others, of other lengths too, are exactly what segno makes of the address."""
    codes = QrCodes()
    for address in addresses:
        made = segno.make(address.encode(), micro=False, error="m", boost_error=False, mask=0, mode="byte")
        assert codes.matrix(address) == ["".join(map(str, row)) for row in made.matrix]


@pytest.mark.parametrize("address", ["https://wanzhou.example/stations/c01.html", "https://www.example.cn/qtgg/stations/s-0123456789.html"])
def test_a_decoder_reads_it(address: str) -> None:
    """The dark runs of the SVG, drawn at eight pixels a module, say the address."""
    svg = QrCodes().svg(address, "x")
    size = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])  # type: ignore[index]
    rows = [bytearray(b"\xff" * size * _SCALE) for _ in range(size)]
    for line in re.findall(r"M(\d+) (\d+)\.5((?:m\d+ 0|h\d+)*)", svg):
        x, y = int(line[0]), int(line[1])
        for step, length in re.findall(r"([mh])(\d+)", line[2]):
            if step == "h":
                rows[y][x * _SCALE:(x + int(length)) * _SCALE] = bytes(int(length) * _SCALE)
            x += int(length)
    picture = memoryview(b"".join(bytes(row) * _SCALE for row in rows)).cast("B", (size * _SCALE, size * _SCALE))
    found = zxingcpp.read_barcodes(picture)
    assert [one.text for one in found] == [address]


def test_the_script_is_that_of_the_library() -> None:
    """What the repository holds is what esbuild makes of the pinned version, which its first line names, with its licence."""
    made = subprocess.run(["npm", "run", "--silent", "qr-code"], cwd=REPOSITORY, check=True, capture_output=True).stdout
    script = REPOSITORY / "overrides/assets/qr-code.js"
    assert script.read_bytes() == made
    library = REPOSITORY / "node_modules/lean-qr"
    assert f"lean-qr {json.loads((library / 'package.json').read_text('utf-8'))['version']}," in script.read_text("utf-8").split("\n")[0]
    assert script.with_name("qr-code.LICENSE.txt").read_bytes() == (library / "LICENSE").read_bytes()
