"""What the site knows of a picture, without having it decoded."""

from __future__ import annotations

from typing import NamedTuple

# Pixels across: a phone, a phone or tablet with fine pixels, a wide screen with fine pixels. The text is 850 pixels wide.
WIDTHS = (480, 960, 1600)
# How wide a picture is shown at most, in pixels: as wide as the text on a screen.
WIDE = 848
# Width and height in pixels of the picture that stands for an item where it is shared, as all who show one advise.
SHARE_SIZE = (1200, 630)
# What is read and written anew, by the ending of the name, with Pillow's name of the format.
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF"}
# A drawing has any size and no camera; what it may hold is checked elsewhere.
DRAWING = ".svg"
PICTURES = (*FORMATS, DRAWING)


class Picture(NamedTuple):
    """A picture as it is published.

    `digest` stands for its bytes and how they were made; `width` and `height` are the pixels (0 where unknown) and `length`
    the bytes of the file at the picture's own path; `widths` are those of its WebP sizes, narrowest first, none where it is
    published as it is.
    """

    digest: str
    width: int
    height: int
    length: int
    widths: tuple[int, ...] = ()


def is_picture(path: str) -> bool:
    """Whether a file is a picture by the ending of its name."""
    return path.lower().endswith(PICTURES)


def widths_of(width: int) -> tuple[int, ...]:
    """The widths for a picture that is `width` pixels wide: never more than it has."""
    return (*(one for one in WIDTHS if one < width), min(width, WIDTHS[-1]))[:len(WIDTHS)]


def height_at(width: int, full: tuple[int, int]) -> int:
    """The height in pixels at that width of a picture of `full` pixels, at least one."""
    return max(1, round(full[1] * width / full[0]))
