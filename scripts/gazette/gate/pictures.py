"""What a picture says besides what it shows: the place where it was taken, and texts of the camera or the editor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import ExifTags, Image

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")
POSITION = "拍摄位置"
_LATITUDE, _LONGITUDE = 2, 4


def read_picture(file: Path) -> Iterator[tuple[str, str]]:
    """(where, text) of what the picture's header holds; the picture itself is not decoded.

    What is no picture, or a torn one, has no header that anybody could read; one far too large is refused elsewhere.
    """
    try:
        with Image.open(file) as picture:
            exif = picture.getexif()
            place = exif.get_ifd(ExifTags.IFD.GPSInfo)
            held = [*exif.values(), *exif.get_ifd(ExifTags.IFD.Exif).values(), *picture.info.values()]
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return
    if place.get(_LATITUDE) and place.get(_LONGITUDE):
        yield POSITION, f"{place[_LATITUDE]} {place[_LONGITUDE]}"
    texts = [text for value in held if (text := _text(value))]
    if texts:
        yield "照片信息", "\n".join(texts)


def _text(value: object) -> str:
    """A text of the header; Windows writes its own in UTF-16, and comments begin with the name of their code."""
    if isinstance(value, bytes) and len(value) < 65_536:
        code = "utf-16-le" if b"\0" in value[:8] and not value.startswith(b"ASCII") else "utf-8"
        return value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").decode(code, "ignore").strip("\0")
    return value if isinstance(value, str) else ""
