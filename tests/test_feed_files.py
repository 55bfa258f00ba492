"""A document is the same bytes wherever the pieces it joins lie: in memory, in files of their own, in the site's archives."""

from __future__ import annotations

import os
from datetime import timedelta
from io import FileIO
from pathlib import Path
from typing import Any

import pytest
from gazette.feed_pieces import prepare_pieces
from gazette.feed_store import Stored
from gazette.feeds import feed_outputs, write_archives
from gazette.pages import Site
from gazette.records import Entry
from gazette.whole_files import write_all

from tests.making import make_entry, make_site, moment

_SIZE = 10
_WITHDRAWN = {"date": "2026-03-02 09:00", "reason": "内容有误"}


def _entries() -> list[Entry]:
    """Items of two columns and three years, some thirty a year, awkward ones and a withdrawn one among them."""
    last = moment("2026-02-28 09:00")
    return [make_entry(f"01-i{number}x", title=f"第{number}篇 ]]>&\"'😀", path=f"news/2026/01/01-i{number}x.html", summary=f"摘要\"{number}\"\n<b>",
                       columns=["示例栏目一", "示例栏目二"][number % 2:], towns=[f"示例镇{number % 4}"],
                       date=(last - timedelta(days=11 * number)).strftime("%Y-%m-%d %H:%M"),
                       **({"withdrawn": _WITHDRAWN} if number == 20 else {})) for number in range(75)]


def _site() -> Site:
    return make_site(_entries(), feed_size=_SIZE)


def _rendered(site: Site) -> dict[str, bytes]:
    return {output.path: output.render() for output in feed_outputs(site) if output.render}


@pytest.fixture(scope="module")
def expected() -> dict[str, bytes]:
    """Every document, by path, from pieces rendered when they were asked for."""
    return _rendered(_site())


@pytest.mark.parametrize("processes", [1, 2])
def test_pieces_in_archives(tmp_path: Path, expected: dict[str, bytes], processes: int) -> None:
    """All archives of the site's feed are written while their records are rendered, and the rest reads from them."""
    site, done = _site(), []
    written = write_archives(site, tmp_path / "site", processes, lambda: done.append(1))
    assert done == [1]
    assert set(written) == {path for path in expected if "/" not in path and "-" in path}
    for path, one in written.items():
        content = (tmp_path / "site" / path).read_bytes()
        status = os.stat(tmp_path / "site" / path)
        assert (content, one.size, one.mtime_ns) == (expected[path], len(content), status.st_mtime_ns)
    keys = {output.path: output.key_of() for output in feed_outputs(site)}
    assert {path: one.key for path, one in written.items()} == {path: keys[path] for path in written}
    assert all(isinstance(piece, Stored) for piece in site.pieces.values())
    assert len(site.pieces) > 50
    assert _rendered(site) == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_pieces_in_files_of_their_own(tmp_path: Path, expected: dict[str, bytes], processes: int) -> None:
    """As where a part of the documents is written anew."""
    site = _site()
    keys = {entry.digest for entry in site.content.entries}
    prepare_pieces(site, keys - {site.content.entries[3].digest}, tmp_path, processes)
    prepare_pieces(site, keys, tmp_path, processes)
    assert site.pieces.keys() == keys
    assert _rendered(site) == expected


def test_a_site_without_archives(tmp_path: Path) -> None:
    """Nothing is written; the rest of the work is done all the same."""
    done: list[int] = []
    assert write_archives(make_site(_entries()[:5]), tmp_path / "site", 2, lambda: done.append(1)) == {}
    assert done == [1]


class _Narrow(FileIO):
    """A file that takes a part of what it is given, as one on a nearly full disk does."""

    def write(self, content: Any) -> int:
        """Takes 1,000 bytes at most."""
        return super().write(memoryview(content)[:1000])


def test_what_takes_a_part_is_given_the_rest(tmp_path: Path) -> None:
    """Otherwise a document would end anywhere, and nothing would tell."""
    content = os.urandom(12_345)
    with _Narrow(tmp_path / "a", "w") as file:
        write_all(file, content)
    assert (tmp_path / "a").read_bytes() == content
