"""Frames: pages rendered once by MkDocs, with slots that the press fills for each record.

A slot is `[[gazette:name]]` in the HTML of a frame. Handwritten pages are frames too: most of their slots stay empty.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from gazette.cache import digest_of
from gazette.problems import Problem, ProblemsFound
from gazette.settings import CONFIG, Settings

# Set while the press calls MkDocs: the hook then saves the pages instead of filling them.
CAPTURE = "GAZETTE_CAPTURE"
_SAVED = "frames.json"
_KEY = "frames.key"
# Folders of docs/ whose tables the press reads and MkDocs does not.
_TABLES = ("stations", "registers")
# A frame for each number of folders above a page, as links in it are relative.
FRAME_SOURCES = ("frame.md", "frames/1.md", "frames/2/2.md", "frames/3/3/3.md")
_SLOT = re.compile(r"\[\[gazette:([^\]]+)\]\]")

# Checkboxes that open the theme's drawer and search dialog, and its own link to the text: the site has none of the former,
# and another of the latter. Their attributes are no valid HTML, and older readers would hear of them.
_DRAWER = re.compile(r'<input class="md-toggle" data-md-toggle="drawer".*?(?=<div data-md-component="announce">)', re.DOTALL)
_INDENT = re.compile(r"\n\s+")


class Frame:
    """One page of MkDocs cut at its slots."""

    def __init__(self, html: str):
        self._parts = _SLOT.split(html)
        self.digest = digest_of(html.encode()).encode()

    def fill(self, slots: Mapping[str, str]) -> bytes:
        """The page in UTF-8 with the slots' HTML; a slot not named stays empty."""
        parts = self._parts.copy()
        parts[1::2] = [slots.get(name, "") for name in parts[1::2]]
        return "".join(parts).encode()


class Saved(NamedTuple):
    """A page of MkDocs: its source in docs/ and its HTML."""

    source: str
    html: str


class Frames:
    """The pages of one run of MkDocs, by their path in the site."""

    def __init__(self, pages: dict[str, Saved]):
        self.pages = pages
        self._cut: dict[int, Frame] = {}

    def keep(self, path: str, source: str, html: str) -> None:
        """Remembers one page."""
        self.pages[path] = Saved(source, _DRAWER.sub("", html))

    def at_depth(self, depth: int) -> Frame:
        """The frame for pages with that many folders above them."""
        if depth not in self._cut:
            # Templates leave a third of a frame in white space, which every page would carry.
            html = _INDENT.sub("\n", self.pages[_published(FRAME_SOURCES[depth])].html).lstrip()
            self._cut[depth] = Frame(html)
        return self._cut[depth]

    def handwritten(self) -> Iterator[tuple[str, Saved]]:
        """Path and page of every handwritten page."""
        return ((path, page) for path, page in self.pages.items() if page.source not in FRAME_SOURCES)

    def save(self, folder: Path) -> None:
        """Writes all pages to one file in `folder`."""
        (folder / _SAVED).write_text(json.dumps(self.pages, ensure_ascii=False), "utf-8")


def frame_source(depth: int) -> str:
    """The Markdown of a frame: all of it is in its template."""
    return ("---\ntemplate: frame.html\nframe: true\nhide: [navigation, toc]\ntitle: '[[gazette:title]]'\n"
            "description: '[[gazette:description]]'\n---\n")


def _published(source: str) -> str:
    return source.removesuffix(".md") + ".html"


class FrameJob:
    """A run of MkDocs beside the press's own work, or none where the last one still holds."""

    def __init__(self, settings: Settings):
        self.folder = settings.root / ".cache" / "mkdocs"
        self._settings = settings
        self._key = _frames_key(settings)
        self._process: subprocess.Popen[str] | None = None
        if not self._is_current():
            shutil.rmtree(self.folder, ignore_errors=True)
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(settings.root / CONFIG),
                       "--site-dir", str(self.folder)]
            self._process = subprocess.Popen(
                command, cwd=settings.root, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=os.environ | {CAPTURE: "1", "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"})

    def _is_current(self) -> bool:
        try:
            return bool(json.loads((self.folder / _KEY).read_text("utf-8")) == [self._key, self._state()])
        except (OSError, ValueError):
            return False

    def _state(self) -> str:
        """Digest of names, sizes and times of what MkDocs wrote: with one file lost or cut, all is made again."""
        files = [path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name != _KEY]
        return digest_of(repr([(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]).encode())

    def result(self) -> Frames:
        """The frames, once MkDocs is done; raises ProblemsFound with what MkDocs said where it failed."""
        if self._process:
            said, _ = self._process.communicate()
            if self._process.returncode:
                raise ProblemsFound([Problem(CONFIG, 1, f"MkDocs 没能生成页面：\n{said.strip()}", "照它所说的改正后再试。")])
            (self.folder / _KEY).write_text(json.dumps([self._key, self._state()]), "utf-8")
        saved = json.loads((self.folder / _SAVED).read_text("utf-8"))
        return Frames({path: Saved(*page) for path, page in saved.items()})

    def cancel(self) -> None:
        """Ends MkDocs where it still runs."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def assets(self) -> Iterator[Path]:
        """The files that MkDocs wrote: those of the theme, of overrides/ and of docs/."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path.name not in (_SAVED, _KEY):
                yield path


def _frames_key(settings: Settings) -> str:
    """Digest of everything MkDocs reads: settings, pages, templates, hook, its own and its theme's version."""
    parts = [(settings.root / CONFIG).read_bytes(), settings.site_url.encode(), Path(__file__).read_bytes()]
    parts += [version(name).encode() for name in ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")]
    for folder in (settings.docs_dir, settings.root / "overrides"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not (path.suffix == ".csv" and path.parent.name in _TABLES):
                parts += [path.relative_to(settings.root).as_posix().encode(), path.read_bytes()]
    parts += [path.read_bytes() for path in (settings.root / "scripts" / "hooks.py", settings.root / "news" / "columns.yml")
              if path.is_file()]
    return digest_of(*parts)
