"""The cache by itself: what it gives back, what it forgets, and what it does with a file that is none of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from gazette.cache import Cache, CacheLost, Written, digest_of

_ROWS = [(f"{number:032}", f'{{"n":{number}}}', f"<p>{number}</p>") for number in range(1203)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A cache with rows and outputs, in a folder that it had to make."""
    path = tmp_path / "new/.cache/gazette.sqlite"
    cache = Cache(path)
    cache.add(_ROWS)
    cache.set_outputs({"a.html": Written("1", 2, 3)})
    cache.close()
    return path


def test_what_is_put_in_comes_out(path: Path) -> None:
    """In another run; more bodies than one query may name."""
    cache = Cache(path)
    assert cache.records() == {digest: record for digest, record, _ in _ROWS}
    assert cache.bodies([digest for digest, _, _ in _ROWS]) == {digest: body for digest, _, body in _ROWS}
    assert cache.outputs() == {"a.html": Written("1", 2, 3)}


def test_what_is_no_longer_needed_is_forgotten(path: Path) -> None:
    """Records and bodies that no item has, and files that the site no longer has."""
    cache = Cache(path)
    kept = {digest for digest, _, _ in _ROWS[:7]}
    cache.keep(kept)
    cache.set_outputs({"b.html": Written("4", 5, 6)})
    cache.close()
    cache = Cache(path)
    assert set(cache.records()) == set(cache.bodies(sorted(kept))) == kept
    with pytest.raises(CacheLost):
        cache.bodies([_ROWS[7][0]])
    assert cache.outputs() == {"b.html": Written("4", 5, 6)}


def _other_tables(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE records (x)")
        db.execute("INSERT INTO records VALUES (1)")
    db.close()


@pytest.mark.parametrize("harm", [
    Path.unlink, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"\0" * 9000),
    lambda path: path.write_text("不是数据库" * 999, "utf-8"),
    lambda path: path.write_bytes(path.read_bytes()[:100]), lambda path: path.write_bytes(path.read_bytes()[:-4096]), _other_tables],
    ids=["missing", "empty", "zeros", "text", "head only", "end cut off", "other tables"])
def test_a_foreign_file_is_begun_anew(path: Path, harm: Callable[[Path], object]) -> None:
    """Whatever lies there is no error, and afterwards the cache remembers as ever."""
    harm(path)
    cache = Cache(path)
    assert set(cache.records().items()) <= {(digest, record) for digest, record, _ in _ROWS}
    assert set(cache.outputs()) <= {"a.html"}
    cache.add(_ROWS[:1])
    cache.close()
    assert Cache(path).bodies([_ROWS[0][0]]) == {_ROWS[0][0]: _ROWS[0][2]}


def test_nothing_is_taken_from_another_version(path: Path) -> None:
    """Its rows may mean something else."""
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    cache = Cache(path)
    assert (cache.records(), cache.outputs()) == ({}, {})


def test_where_no_file_can_be_the_cache_lives_in_memory(tmp_path: Path) -> None:
    """A folder in its place: the build goes on without."""
    (tmp_path / "cache/full").mkdir(parents=True)
    cache = Cache(tmp_path / "cache")
    cache.add(_ROWS[:1])
    assert cache.records() == {_ROWS[0][0]: _ROWS[0][1]}


def test_a_digest_minds_where_its_parts_end() -> None:
    """Else two items could have one key."""
    digests = [digest_of(*parts) for parts in ((b"ab", b"c"), (b"a", b"bc"), (b"abc",), (b"abc", b""), ())]
    assert len(set(digests)) == 5
    assert digest_of("甲".encode()) == digest_of("甲".encode())
    assert all(len(digest) == 32 for digest in digests)
