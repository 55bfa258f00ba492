"""Writing a site: beside the old one, then swapped in whole.

A file whose key has not changed is linked from the old site instead of being written again; a build that fails or is
killed leaves the old site as it was.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from gazette.cache import Written
from gazette.pages import Output
from gazette.workers import run_all

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def staging_of(site_dir: Path) -> Path:
    """Where a new site is put together: beside the old one, so that it can be renamed."""
    return site_dir.with_name(f".{site_dir.name}.new")


def link_unchanged(outputs: Sequence[Output], written: dict[str, Written], old: Path, new: Path) -> dict[str, Written]:
    """Links into `new` what `old` already holds with the same key and untouched since; gives what was linked."""
    linked = {}
    for output in outputs:
        before = written.get(output.path)
        if before and before.key == output.key_of() and _link(before, f"{old}/{output.path}", f"{new}/{output.path}"):
            linked[output.path] = before
    return linked


def _link(before: Written, source: str, target: str) -> bool:
    try:
        status = os.stat(source)
        if (status.st_size, status.st_mtime_ns) != (before.size, before.mtime_ns):
            return False
        os.link(source, target)
    except OSError:
        return False
    return True


def make_folders(outputs: Sequence[Output], folder: Path) -> None:
    """Every folder that the files need."""
    for parent in sorted({os.path.dirname(output.path) for output in outputs}):
        (folder / parent).mkdir(parents=True, exist_ok=True)


def write_outputs(outputs: Sequence[Output], folder: Path, processes: int, on_written: Callable[[int, int], None],
                  meanwhile: Callable[[], object]) -> dict[str, Written]:
    """Renders and writes all files on `processes` cores; their folders are there. `on_written(done, total)` counts.

    `meanwhile` is done while other processes write.
    """
    written: dict[str, Written] = {}
    results = run_all(partial(_write, str(folder)), outputs, processes, meanwhile)
    for output, one in zip(outputs, results, strict=True):
        written[output.path] = one
        on_written(len(written), len(outputs))
    return written


def replace_file(file: Path, content: bytes) -> None:
    """Writes a file beside the old one and puts it in its place, in one step; of two processes at it, the later one's stays."""
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.write_bytes(content)
    new.replace(file)


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
            file.write(output.render())
            status = os.fstat(descriptor)
    return Written(output.key_of(), status.st_size, status.st_mtime_ns)


def _share(source: Path, target: str) -> bool:
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def carry(names: Collection[str], old: Path, new: Path) -> bool:
    """Moves these files and folders from `old` to `new`, or nothing where one is missing; gives whether it did."""
    if not all((old / name).exists() for name in names):
        return False
    for name in names:
        (old / name).rename(new / name)
    return True


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
