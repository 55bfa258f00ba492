"""Writing a site: beside the old one, then swapped in whole.

A file whose key has not changed is linked from the old site instead of being written again; a build that fails or is
killed leaves the old site as it was.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from gazette.cache import Written
from gazette.pages import Output
from gazette.whole_files import write_all
from gazette.workers import run_all

# To see whether a file may stay is so quick that a process takes many at a time.
_KEPT = 200
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def staging_of(site_dir: Path) -> Path:
    """Where a new site is put together: beside the old one, so that it can be renamed."""
    return site_dir.with_name(f".{site_dir.name}.new")


def keep_unchanged(outputs: Sequence[Output], written: dict[str, Written], old: Path, new: Path | None, processes: int,
                   meanwhile: Callable[[], object]) -> dict[str, Written]:
    """Finds what `old` already holds with the same key and untouched since, and links it into `new`, if any; gives what that is.

    `meanwhile` is done while other processes are at it.
    """
    known = [output for output in outputs if output.path in written]
    if new:
        _make_folders(known, new)
    results = run_all(partial(_keep, written, str(old), str(new) if new else ""), known, processes, meanwhile, _KEPT)
    return {output.path: written[output.path] for output, kept in zip(known, results, strict=True) if kept}


def _keep(written: dict[str, Written], old: str, new: str, output: Output) -> bool:
    before, source = written[output.path], f"{old}/{output.path}"
    if before.key != output.key_of():
        return False
    try:
        status = os.stat(source)
        if (status.st_size, status.st_mtime_ns) != (before.size, before.mtime_ns):
            return False
        if new:
            os.link(source, f"{new}/{output.path}")
    except OSError:
        return False
    return True


def _make_folders(outputs: Sequence[Output], folder: Path) -> None:
    """Every folder that the files need."""
    for parent in sorted({os.path.dirname(output.path) for output in outputs}):
        (folder / parent).mkdir(parents=True, exist_ok=True)


def write_outputs(outputs: Sequence[Output], folder: Path, processes: int, on_written: Callable[[int, int], None]) -> dict[str, Written]:
    """Renders and writes all files on `processes` cores. `on_written(done, total)` counts."""
    _make_folders(outputs, folder)
    written: dict[str, Written] = {}
    results = run_all(partial(_write, str(folder)), outputs, processes)
    for output, one in zip(outputs, results, strict=True):
        written[output.path] = one
        on_written(len(written), len(outputs))
    return written


def _write(folder: str, output: Output) -> Written:
    path = f"{folder}/{output.path}"
    if output.copy:
        if not (output.linked and _share(output.copy, path)):
            shutil.copyfile(output.copy, path)
        status = os.stat(path)
    else:
        assert output.render
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        with open(descriptor, "wb", buffering=0) as file:
            write_all(file, output.render())
            status = os.fstat(descriptor)
    return written_as(output, status)


def written_as(output: Output, status: os.stat_result) -> Written:
    """What is noted of a file that was written."""
    return Written(output.key_of(), status.st_size, status.st_mtime_ns)


def _share(source: Path, target: str) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def has_folders(paths: Iterable[str], folder: Path) -> bool:
    """Whether there are all the folders at the top of `folder` that these files need."""
    return all((folder / name).exists() for name in {path.split("/")[0] for path in paths})


def patch_in(new: Path, site_dir: Path, gone: Iterable[str]) -> None:
    """Moves the files in `new` to their places in the site, and takes away those that are gone."""
    for path in gone:
        (site_dir / path).unlink(missing_ok=True)
    for file in sorted(new.rglob("*")):
        target = site_dir / file.relative_to(new)
        if file.is_dir():
            target.mkdir(exist_ok=True)
        else:
            file.replace(target)


def swap_in(new: Path, site_dir: Path) -> None:
    """Puts the finished site in the place of the old one, in one step where the system can, and removes the old one."""
    if not site_dir.exists():
        new.rename(site_dir)
    elif _exchange(new, site_dir):
        shutil.rmtree(new)
    else:
        old = new.with_suffix(".old")
        shutil.rmtree(old, ignore_errors=True)
        site_dir.rename(old)
        new.rename(site_dir)
        shutil.rmtree(old)


def restore(site_dir: Path) -> None:
    """Mends what a build left that was killed: puts back an old site caught between two renames, clears half a new one."""
    new = staging_of(site_dir)
    old = new.with_suffix(".old")
    if not site_dir.exists() and old.exists():
        old.rename(site_dir)
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders in one step (renameat2, Linux); False where the system or its file system cannot."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        result = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        if result == 0:
            return True
        if ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return False
