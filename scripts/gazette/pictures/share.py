"""The picture that stands for an item where it is shared: column, title and the site's name on the site's own colour.

One takes about 15 ms and 20 KB. Those drawn before are kept in the cache, each behind its seal, so that a torn one is found out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache as once
from functools import partial
from importlib.metadata import version
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gazette.cache import digest_of
from gazette.page_tags import own_picture
from gazette.pages import Output, Site
from gazette.permalinks import share_picture_path
from gazette.pictures.lines import break_lines
from gazette.pictures.picture import SHARE_SIZE
from gazette.problems import Problem, ProblemsFound
from gazette.whole_files import replace_file

if TYPE_CHECKING:
    from PIL import Image, ImageFont

# Where those drawn before are, from the root of the project.
STORE = ".cache/share"
_STYLES = "overrides/assets/gazette.css"
_FONT = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc")
# The third face of the collection has the shapes of Simplified Chinese.
_FACE, _BOLD, _MEDIUM = 2, 700, 500
_MARGIN, _LINES, _LINE_HEIGHT = 88, 3, 102
_SHADES = 16
_LIBRARIES = ("pillow", "uniseg", "manimgx-fonts-cjk")


class Colours(NamedTuple):
    """Of the ground, the text and the ornaments, as (red, green, blue) up to 255."""

    ground: tuple[int, int, int]
    text: tuple[int, int, int]
    ornament: tuple[int, int, int]


class Words(NamedTuple):
    """What the picture says."""

    title: str
    column: str
    site: str


def share_pictures(site: Site) -> Iterator[Output]:
    """The picture of every item that is shown and has none of its own, where the settings ask for them; raises ProblemsFound."""
    if not site.settings.options.og_pictures:
        return
    colours = read_colours(site.settings.root)
    code = [(Path(__file__).parent / name).read_bytes() for name in ("share.py", "lines.py")]
    shared = digest_of(*code, *(version(name).encode() for name in _LIBRARIES), repr(colours).encode()).encode()
    for entry in site.content.listed:
        if own_picture(entry, site.content.pictures):
            continue
        words = Words(entry.title, entry.columns[0], site.settings.site_name)
        key = digest_of(shared, *(word.encode() for word in words))
        yield Output(share_picture_path(entry.path), entry.source_path, partial(str, key),
                     partial(_drawn, site.settings.root / STORE / key, words, colours))


def read_colours(root: Path) -> Colours:
    """The colours that the style sheet names; raises ProblemsFound."""
    styles = (root / _STYLES).read_text("utf-8")
    found = {}
    for name in ("--gz-red", "--gz-gold"):
        match = re.search(rf"{name}:\s*#([0-9a-fA-F]{{6}})\b", styles)
        if not match:
            raise ProblemsFound([Problem(_STYLES, 1, f"找不到颜色 {name}，画不出分享图。", f"在文件开头写 {name}: #a61b1f; 这样的六位颜色。")])
        value = bytes.fromhex(match[1])
        found[name] = (value[0], value[1], value[2])
    return Colours(found["--gz-red"], (255, 255, 255), found["--gz-gold"])


def _drawn(kept: Path, words: Words, colours: Colours) -> bytes:
    """The picture from the cache, or else drawn and put there."""
    try:
        seal, _, content = kept.read_bytes().partition(b"\n")
    except OSError:
        seal, content = b"", b""
    if seal.decode("ascii", "ignore") != digest_of(content):
        content = draw_share_picture(words, colours)
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_file(kept, digest_of(content).encode() + b"\n" + content)
    return content


def draw_share_picture(words: Words, colours: Colours) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw

    width, height = SHARE_SIZE
    text, ornaments = Image.new("L", SHARE_SIZE), Image.new("L", SHARE_SIZE)
    on_text, on_ornaments = ImageDraw.Draw(text), ImageDraw.Draw(ornaments)
    title, small, medium = _font(74, _BOLD), _font(36, _MEDIUM), _font(40, _BOLD)
    room = width - 2 * _MARGIN
    lines = break_lines(words.title, title.getlength, room, _LINES)
    top = (height - len(lines) * _LINE_HEIGHT) / 2
    for number, line in enumerate(lines):
        on_text.text((_MARGIN, top + (number + 0.5) * _LINE_HEIGHT), line, fill=255, font=title, anchor="lm")
    on_ornaments.rectangle((_MARGIN, 74, _MARGIN + 7, 113), fill=255)
    on_ornaments.text((_MARGIN + 28, 94), break_lines(words.column, small.getlength, room - 28, 1)[0], fill=255, font=small, anchor="lm")
    on_text.text((_MARGIN, height - 86), break_lines(words.site, medium.getlength, room, 1)[0], fill=255, font=medium, anchor="lm")
    on_ornaments.rectangle((0, height - 14, width, height), fill=255)
    return _png(text, ornaments, colours)


def _png(text: Image.Image, ornaments: Image.Image, colours: Colours) -> bytes:
    """Two layers in a few shades of their colour each: a tenth of the bytes and of the time of all colours."""
    picture = text.point([value * _SHADES // 256 for value in range(256)])
    shades = ornaments.point([_SHADES + value * _SHADES // 256 for value in range(256)])
    picture.paste(shades, mask=ornaments.point([255 * (value > 0) for value in range(256)]))
    picture.putpalette([round(ground + (ink - ground) * shade / (_SHADES - 1)) for inks in (colours.text, colours.ornament)
                        for shade in range(_SHADES) for ground, ink in zip(colours.ground, inks, strict=True)])
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


@once
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Noto Sans CJK in pixels and weight; loaded once a process."""
    from PIL import ImageFont

    package, name = _FONT
    font = ImageFont.truetype(str(files(package) / name), size, index=_FACE)
    font.set_variation_by_axes([weight])
    return font
