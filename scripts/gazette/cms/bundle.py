"""Sveltia CMS from npm as files of the site, made by esbuild: scripts, fonts and the Chinese texts, nothing from elsewhere.

Sveltia's ready-made file loads texts, fonts and colours from a public host; its package for bundlers has them beside it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from gazette.cache import digest_of
from gazette.problems import Problem, ProblemsFound
from gazette.search import PACKAGE

_ENTRY = Path(__file__).with_name("admin.js")
_SVELTIA, _ESBUILD = "node_modules/@sveltia/cms", "node_modules/.bin/esbuild"
# Loaded only for fields that the forms have none of: code with colours, maps, SVG made smaller.
_UNUSED = ("@shikijs/*", "leaflet", "leaflet/*", "terra-draw", "terra-draw-leaflet-adapter", "svgo/*")
_LOCALE = "zh-CN.json"


def load_bundle(root: Path) -> list[tuple[str, Path]]:
    """Path below admin/ and file of every part, made anew where versions changed; raises ProblemsFound where a program is missing."""
    sveltia, esbuild = root / _SVELTIA, root / _ESBUILD
    if not (sveltia.is_dir() and esbuild.exists()):
        raise ProblemsFound([Problem(
            PACKAGE, 1, "写稿界面需要的程序 Sveltia CMS 没有安装。",
            "先安装 Node.js 20 以上版本，再运行 make site；暂时不要写稿界面时，把 mkdocs.yml 里 cms 的 enabled 改成 false。")])
    versions = [(root / "node_modules" / name / "package.json").read_bytes() for name in ("@sveltia/cms", "esbuild")]
    folder = root / ".cache" / "cms" / digest_of(_ENTRY.read_bytes(), Path(__file__).read_bytes(), *versions)
    if not folder.is_dir():
        _make(root, sveltia, esbuild, folder)
    return sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())


def _make(root: Path, sveltia: Path, esbuild: Path, folder: Path) -> None:
    """Bundles into a folder beside, then renames it; what older versions left goes."""
    shutil.rmtree(folder.parent, ignore_errors=True)
    new = folder.with_suffix(".new")
    # Read from the standard input, so that packages are looked up from the project and names hold no path of this machine.
    done = subprocess.run(
        [str(esbuild), "--bundle", "--splitting", "--format=esm", "--minify", "--preserve-symlinks", "--log-level=error",
         "--legal-comments=linked", "--entry-names=admin", f"--outdir={new}", *(f"--external:{name}" for name in _left_out(sveltia))],
        cwd=root, input=_ENTRY.read_bytes(), capture_output=True, check=False)
    if done.returncode:
        raise ProblemsFound([Problem(PACKAGE, 1, f"写稿界面没有做成：{done.stderr.decode().strip()}", "再运行一次；仍不行时把这段话交给技术人员。")])
    shutil.copytree(sveltia / "npm/assets", new / "assets", ignore=shutil.ignore_patterns("*.map"))
    shutil.copy2(sveltia / "LICENSE.txt", new / "LICENSE.txt")
    new.rename(folder)


def _left_out(sveltia: Path) -> Iterator[str]:
    yield from _UNUSED
    for path in sorted((sveltia / "locales").iterdir()):
        if path.name != _LOCALE:
            yield f"../locales/{path.name}"
