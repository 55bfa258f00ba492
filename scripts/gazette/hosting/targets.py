"""Where a site can be published: a folder, a ZIP, or whatever rclone reaches. Each takes the site and its manifest."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from zipfile import ZipFile

from gazette import output
from gazette.fixed_zip import place
from gazette.hosting.changes import compare, rank
from gazette.hosting.manifest import EMPTY, NAME, File, Manifest, parse, serialize
from gazette.problems import Problem, ProblemsFound
from gazette.whole_files import replace_file

# A remote of rclone, which a drive letter of Windows is not.
_REMOTE = re.compile(r":?[\w.+@ -]{2,}(,[^:]*)?:.*")


class Target(Protocol):
    """A place to publish to."""

    def publish(self, site: Path, manifest: Manifest) -> str:
        """Brings the site there and says in one Chinese line what was done; raises ProblemsFound, and can be run again."""


def target_of(written: str) -> Target:
    """The target that somebody named: a path that ends with .zip, `remote:path` of rclone, or the path of a folder."""
    if written.endswith(".zip"):
        return ZipTarget(Path(written).absolute())
    return RcloneTarget(written.rstrip("/")) if _REMOTE.fullmatch(written) else FolderTarget(Path(written).absolute())


class FolderTarget:
    """A folder that a web server shows, filled by rsync beside it and then swapped in whole.

    What has the same bytes is linked, so its time of change, and with it the ETag that nginx makes, stays as it was.
    """

    def __init__(self, folder: Path):
        self._folder = folder

    def publish(self, site: Path, manifest: Manifest) -> str:
        """Swaps the site in; withdrawn pages go into a map for nginx beside the folder."""
        folder = self._folder
        self._check(site)
        output.restore(folder)
        new = output.staging_of(folder)
        run(["rsync", "--recursive", "--checksum", "--chmod=D755,F644", f"--link-dest={folder}", f"{site}/", f"{new}/"])
        gone = folder.with_name(f"{folder.name}.gone.map")
        replace_file(gone, render_gone(manifest).encode())
        output.swap_in(new, folder)
        return f"已发布到 {folder}，共 {len(manifest.files)} 个文件；撤稿网页的清单在 {gone.name}。"

    def _check(self, site: Path) -> None:
        folder = self._folder
        if folder == site or folder in site.parents or site in folder.parents:
            raise ProblemsFound([Problem(str(folder), 1, "不能发布到网站自己的文件夹。", "换一个文件夹。")])
        _check_parent(folder)
        if folder.exists() and not (folder / "index.html").is_file() and (not folder.is_dir() or any(folder.iterdir())):
            raise ProblemsFound([Problem(str(folder), 1, "这里有别的文件，不是以前发布的网站。", "换一个空文件夹，免得误删。")])


def render_gone(manifest: Manifest) -> str:
    """The entries of nginx's map of withdrawn pages: path → 1."""
    return "".join(f"/{path} 1;\n" for path in manifest.withdrawn)


class RcloneTarget:
    """Object storage or another host that rclone reaches: only what changed goes up, and deletions come last."""

    def __init__(self, remote: str):
        self._remote = remote

    def publish(self, site: Path, manifest: Manifest) -> str:
        """Uploads by rank. What is about to change is first marked in the manifest at the host as in doubt, so that
        the next run after one that was killed uploads it whatever it then is."""
        old = self._published()
        changes = compare(old, manifest)
        sent = [*changes.added, *changes.changed]
        doubted = {path: File("", 0) for path in [*sent, *changes.gone]}
        if doubted:
            self._write(Manifest({**old.files, **doubted}, old.withdrawn))
            for step in sorted({rank(path) for path in sent}):
                self._call("copy", str(site), self._remote, "--ignore-times", "--files-from-raw", "-",
                           paths=[path for path in sent if rank(path) == step])
            if changes.gone:
                self._call("delete", self._remote, "--files-from-raw", "-", paths=changes.gone)
            self._write(manifest)
        return f"已发布到 {self._remote}：上传 {len(sent)} 个文件，删除 {len(changes.gone)} 个，其余没有变动。"

    def _published(self) -> Manifest:
        listed = self._call("lsf", self._remote, "--files-only", "--include", f"/{NAME}", missing_ok=True)
        return parse(self._call("cat", f"{self._remote}/{NAME}"), NAME) if listed.strip() else EMPTY

    def _write(self, manifest: Manifest) -> None:
        self._call("rcat", f"{self._remote}/{NAME}", paths=[serialize(manifest)])

    def _call(self, *arguments: str, paths: Sequence[str] = (), missing_ok: bool = False) -> str:
        # rclone's own exit code for a folder that does not exist.
        return run(["rclone", *arguments], "\n".join(paths), allowed=(0, 3) if missing_ok else (0,))


class ZipTarget:
    """A ZIP whose one folder can be opened in a browser as it is."""

    def __init__(self, file: Path):
        self._file = file

    def publish(self, site: Path, manifest: Manifest) -> str:
        """Writes the archive beside an older one and takes its place."""
        _check_parent(self._file)
        new = self._file.with_name(f".{self._file.name}.new")
        with ZipFile(new, "w") as archive:
            for path in manifest.files:
                archive.writestr(place(f"{self._file.stem}/{path}"), (site / path).read_bytes())
        new.replace(self._file)
        return f"已打包成 {self._file}，共 {len(manifest.files)} 个文件；解压后打开 {self._file.stem}/index.html。"


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise ProblemsFound([Problem(str(path), 1, "上一层文件夹不存在。", "先建好上一层文件夹。")])


def run(command: list[str], given: str = "", allowed: tuple[int, ...] = (0,)) -> str:
    """What a program printed; raises ProblemsFound where it is missing or failed."""
    if not shutil.which(command[0]):
        raise ProblemsFound([Problem(command[0], 1, f"没有找到程序 {command[0]}。", f"先安装 {command[0]}，例如 apt-get install {command[0]}。")])
    done = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in allowed:
        raise ProblemsFound([Problem(command[0], 1, f"{command[0]} 没有成功：{done.stderr.strip()}", "照它所说的改正后再试。")])
    return done.stdout
