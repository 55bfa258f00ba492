"""A folder of the disk in the browser: in the place of the picker of folders, which no test can click, a copy of the project
in the browser's own file system.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

PICKER = "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
# What is not worth the copying, and what Git keeps to itself: the editor asks only whether the folder .git is there.
_FOLDERS = ("news", "docs")

_WRITE = """async (files) => {
  const top = await navigator.storage.getDirectory();
  await top.getDirectoryHandle(".git", { create: true });
  for (const [path, content] of files) {
    const parts = path.split("/"), name = parts.pop();
    let folder = top;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(Uint8Array.from(atob(content), (one) => one.charCodeAt(0)));
    await stream.close();
  }
}"""
_READ = """async () => {
  const found = [];
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, path + name + "/");
      else {
        const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
        found.push([path + name, btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""))]);
      }
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""


def put(page: Page, project: Path) -> None:
    """Copies the project's content into the browser."""
    page.evaluate(_WRITE, [[path, base64.b64encode((project / path).read_bytes()).decode()] for path in _content(project)])


def take(page: Page, project: Path) -> list[str]:
    """Writes back what is in the browser; gives the paths of new and changed files, in order."""
    changed = []
    for path, content in page.evaluate(_READ):
        file, raw = project / path, base64.b64decode(content)
        if not file.is_file() or file.read_bytes() != raw:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
            changed.append(path)
    return sorted(changed)


def _content(project: Path) -> Iterator[str]:
    for folder in _FOLDERS:
        for file in sorted((project / folder).rglob("*")):
            if file.is_file():
                yield file.relative_to(project).as_posix()
