"""Pictures and attachments of entries: where they lie, of what type and size they are."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from gazette.links import file_target
from gazette.pictures.picture import Picture, is_picture
from gazette.records import Entry
from gazette.settings import Settings

# Python's own table changes with its version and with the system.
_TYPES = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
    ".svg": "image/svg+xml", ".avif": "image/avif", ".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv",
    ".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip", ".mp3": "audio/mpeg", ".mp4": "video/mp4"}
_UNKNOWN = "application/octet-stream"


class Medium(NamedTuple):
    """A file that goes with an entry: its path in the site, media type, bytes, pixels (0 where unknown), caption, credit."""

    path: str
    type: str
    length: int
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""

    @property
    def kind(self) -> str:
        """The `medium` of Media RSS: image, audio, video or document."""
        first = self.type.partition("/")[0]
        return first if first in ("image", "audio", "video") else "document"


def media_paths(entry: Entry) -> tuple[str, ...]:
    """Paths in the site of the entry's picture, the pictures in its text and its attachments, in this order."""
    named = [title_picture(entry)] if entry.image else []
    named += [link.path for link in entry.links if is_picture(link.path)]
    return tuple(dict.fromkeys([*named, *(_beside(entry, name) for name in entry.attachments)]))


def title_picture(entry: Entry) -> str:
    """The path in the site of the picture that the entry's head names, '' where it names none."""
    return _beside(entry, entry.image) if entry.image else ""


def describe_media(entry: Entry, settings: Settings, pictures: Mapping[str, Picture]) -> tuple[Medium, ...]:
    """The files of an entry as they are published; the title picture has the entry's caption and credit."""
    title = title_picture(entry)
    media = (describe_file(path, settings, pictures) for path in media_paths(entry))
    return tuple(medium._replace(caption=entry.image_alt, credit=entry.image_credit) if medium.path == title else medium
                 for medium in media if medium)


def describe_file(path: str, settings: Settings, pictures: Mapping[str, Picture]) -> Medium | None:
    """Type, bytes and pixels of a file of the site, None where its source is not found."""
    if picture := pictures.get(path):
        return Medium(path, type_of(path), picture.length, picture.width, picture.height)
    source = find_source(path, settings)
    return Medium(path, type_of(path), os.path.getsize(source)) if source else None


def find_source(path: str, settings: Settings) -> Path | None:
    """The file of the project that becomes the file `path` of the site."""
    folders = (settings.root, settings.docs_dir, settings.root / "overrides")
    return next((folder / path for folder in folders if (folder / path).is_file()), None)


def media_state(entry: Entry, settings: Settings, pictures: Mapping[str, Picture]) -> str:
    """What tells that one of the entry's files was replaced, without reading it: of a picture its digest, of others size and
    time of change.
    """
    states = []
    for path in media_paths(entry):
        if picture := pictures.get(path):
            states.append(f"{path} {picture.digest}")
            continue
        source = find_source(path, settings)
        status = source.stat() if source else None
        states.append(f"{path} {status.st_size} {status.st_mtime_ns}" if status else path)
    return "\n".join(states)


def type_of(path: str) -> str:
    """The media type of a file by the ending of its name."""
    return _TYPES.get(posixpath.splitext(path)[1].lower(), _UNKNOWN)


def _beside(entry: Entry, name: str) -> str:
    return file_target(entry.source_path, name).path
