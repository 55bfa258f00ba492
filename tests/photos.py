"""Photos for tests: plainly synthetic, with what a camera would write into them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

# Tags of EXIF.
MAKE, ORIENTATION, POSITION = 0x010F, 0x0112, 0x8825
CAMERA = "Example Camera"


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Darker to the left, so that it can be seen which side is up."""
    return Image.linear_gradient("L").rotate(90).resize((width, height)).convert(mode)


def photo(width: int, height: int, form: str = "JPEG", orientation: int = 1, positioned: bool = False) -> bytes:
    """A picture with the name of a camera and an orientation in its EXIF, and where asked for the place it was taken at."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = CAMERA, orientation
    if positioned:
        exif.get_ifd(POSITION).update({1: "N", 2: (30.0, 48.0, 0.0), 3: "E", 4: (108.0, 24.0, 0.0)})
    return encode(gradient(width, height), form, exif=exif.tobytes())


def encode(picture: Image.Image, form: str, **options: Any) -> bytes:
    """A picture as a file of that format."""
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def decode(raw: bytes) -> Image.Image:
    """A file as a picture, decoded."""
    with Image.open(BytesIO(raw)) as picture:
        picture.load()
        return picture
