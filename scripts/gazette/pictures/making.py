"""One picture made into the files that are published: upright, in sRGB, without a word of the camera's.

The same bytes give the same files, so this module and Pillow's version are part of their key (RECIPE).
"""

from __future__ import annotations

import warnings
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from gazette.pictures.picture import FORMATS, WIDTHS, height_at, widths_of

# What a camera takes at most, short of those that join several shots; it takes 0.3 GB of memory.
MOST_PIXELS = 64_000_000
# The longest side that WebP can have.
_LONGEST = 16_383
# WebP at 80 and JPEG at 85 look alike. AVIF at the same speed was not smaller than WebP, so there is none.
_WEBP = {"quality": 80, "method": 4}
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True}, "PNG": {"optimize": True}, "WEBP": _WEBP,
    "GIF": {"optimize": True}, "AVIF": {"quality": 70, "speed": 8, "max_threads": 1}}
_SRGB = ImageCms.createProfile("sRGB")


class Unusable(Exception):
    """A picture that cannot be published: what is wrong, and the cure, in Chinese."""


class Made:
    """The files of one picture by name: `base`, in the format that the ending says, and <width>.webp; none where it stays
    as it is. `size` is that of `base` in pixels, width first.
    """

    def __init__(self, size: tuple[int, int], files: dict[str, bytes]):
        self.size, self.files = size, files


def make_files(raw: bytes, ending: str) -> Made:
    """The files of a picture in JPEG, PNG, WebP, GIF or AVIF; raises Unusable."""
    try:
        with warnings.catch_warnings():
            # A header that is a little off shows in no browser, and too many pixels are told below.
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(raw), formats=tuple(set(FORMATS.values()))) as picture:
                _refuse_large(picture)
                return _keep(picture) if getattr(picture, "is_animated", False) else _make(picture, FORMATS[ending])
    except Image.DecompressionBombError:
        raise _too_large("") from None
    except Unusable:
        raise
    except Exception as error:  # decoders meet torn and hostile files with whatever comes up
        raise Unusable("图片打不开，文件可能没传完整，或者不是图片。", "用看图软件打开它，另存为 JPG 或 PNG，再放进来。") from error


def _refuse_large(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(f"（宽 {picture.width}、高 {picture.height} 像素）")


def _too_large(size: str) -> Unusable:
    return Unusable(f"图片太大{size}，超过 {MOST_PIXELS // 10_000} 万像素。", "用看图软件缩小到长边 6000 像素以内，再放进来。")


def _keep(picture: Image.Image) -> Made:
    """A moving picture: each of its frames would have to be made anew, and would lose its timing or its few colours."""
    if picture.getexif() or "xmp" in picture.info:
        raise Unusable("动图里有拍摄设备留下的照片信息。", "用看图软件另存为不带照片信息的 GIF，再放进来。")
    return Made(picture.size, {})


def _make(picture: Image.Image, form: str) -> Made:
    # A JPEG can be read at a half or a quarter of its size: a quarter of the time.
    picture.draft(None, (WIDTHS[-1], WIDTHS[-1]))
    upright = _plain_colours(ImageOps.exif_transpose(picture))
    widths = widths_of(upright.width)
    if height_at(widths[-1], upright.size) > _LONGEST:
        raise Unusable("图片太长，网页上显示不了。", "把它裁成上下几张，分别放进来。")
    base = _resized(upright, widths[-1])
    # From the widest one on, which is quicker and keeps to its proportions to the pixel.
    files = {f"{width}.webp": _encode(_resized(base, width), "WEBP") for width in widths}
    return Made(base.size, {"base": _encode(base, form), **files})


def _plain_colours(picture: Image.Image) -> Image.Image:
    """In grey, sRGB, or sRGB with transparency, eight bits each, and with nothing else in it."""
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        # convert() would cut off all above 255 instead of scaling.
        picture = picture.convert("I").point(lambda value: value * (1 / 257) + 0.5).convert("L")
    mode = "RGBA" if picture.has_transparency_data else "L" if picture.mode in ("1", "L") else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        try:
            target = "RGBA" if picture.mode == "RGBA" else "RGB"
            converted = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), _SRGB, outputMode=target)
            picture = converted or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that nobody can read changes nothing in a browser either
    plain = picture.convert(mode) if picture.mode != mode else picture.copy()
    # Pillow writes some of this into the files it makes.
    plain.info = {}
    return plain


def _resized(picture: Image.Image, width: int) -> Image.Image:
    if width == picture.width:
        return picture
    size = (width, height_at(width, picture.size))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _encode(picture: Image.Image, form: str) -> bytes:
    if form == "JPEG" and picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    written = BytesIO()
    picture.save(written, form, **_OPTIONS[form])
    return written.getvalue()


def recipe() -> bytes:
    """What the files depend on besides the source: this code, and the encoders, which come with Pillow."""
    here = Path(__file__).parent
    return b"".join([(here / name).read_bytes() for name in ("making.py", "picture.py")]) + version("pillow").encode()
