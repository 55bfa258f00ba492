"""The files of pictures in the site, in the place of those that were handed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from gazette.cache import Written
from gazette.content import Content
from gazette.pages import Output, Site
from gazette.permalinks import is_share_picture, picture_size_path
from gazette.pictures import share
from gazette.pictures.store import STORE, keep


def published(outputs: Iterable[Output], site: Site) -> Iterator[Output]:
    """The same files, but of each picture what was made of it: the original with all that its header says stays at home."""
    for output in outputs:
        picture = site.content.pictures.get(output.path) if output.copy else None
        if picture is None or not picture.widths:
            yield output
            continue
        folder = site.settings.root / STORE / picture.digest
        names = {output.path: "base", **{picture_size_path(output.path, width): f"{width}.webp" for width in picture.widths}}
        for path, name in names.items():
            yield Output(path, output.origin, partial("{} {}".format, picture.digest, name), copy=folder / name, linked=True)


def keep_pictures(root: Path, content: Content, files: Mapping[str, Written]) -> None:
    """Forgets what was made for pictures that the site, with these files by path, has no more."""
    keep(root / STORE, {picture.digest for picture in content.pictures.values()})
    keep(root / share.STORE, {written.key for path, written in files.items() if is_share_picture(path)})
