"""Pictures in HTML: each with its sizes and its width and height, so that nothing moves when it comes; and captions."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markupsafe import Markup

from gazette.links import Target, attributes_of, page_target, relative_href
from gazette.permalinks import picture_size_path
from gazette.pictures.picture import Picture, height_at

# A comment or a picture element of an editor's own is passed over; else an img with its attributes.
_IMG = re.compile(r"""<(?:!--.*?-->|picture\b.*?</picture>|img\b((?:[^>"']|"[^"]*"|'[^']*')*)>)""", re.DOTALL | re.IGNORECASE)
_ALONE = re.compile(r"""<p>\s*<img\b((?:[^>"']|"[^"]*"|'[^']*')*)>\s*</p>""", re.IGNORECASE)
# How wide a picture is shown, in pixels: the text's width on a screen, and on a phone all but the margins.
TEXT_WIDTH = 848
_SIZES = f"(min-width: {TEXT_WIDTH + 32}px) {TEXT_WIDTH}px, calc(100vw - 32px)"


def add_captions(fragment: str) -> str:
    """The HTML with a figure for each picture that has a title and a paragraph to itself; the title becomes its caption."""

    def figure(match: re.Match[str]) -> str:
        attributes = attributes_of(match[1])
        caption = attributes.pop("title", "").strip()
        return f"<figure>{_tag(attributes)}<figcaption>{html.escape(caption, quote=False)}</figcaption></figure>" if caption else match[0]

    return _ALONE.sub(figure, fragment)


def dress_pictures(fragment: str, page: str, pictures: Mapping[str, Picture], is_first: bool) -> str:
    """The HTML of a page at the path `page` with every picture of the site dressed; `is_first`: its first one is the first
    of the page.
    """
    eager = is_first

    def dress(match: re.Match[str]) -> str:
        nonlocal eager
        attributes = attributes_of(match[1]) if match[1] is not None else {}
        target = page_target(page, attributes.get("src", "#"))
        picture = pictures.get(target.path) if target else None
        if not target or not picture:
            return match[0]
        dressed = _dressed(attributes, page, target.path, picture, eager)
        eager = False
        return dressed

    return _IMG.sub(dress, fragment) if pictures and "<img" in fragment else fragment


def picture_html(path: str, alt: str, page: str, pictures: Mapping[str, Picture], is_first: bool) -> Markup:
    """The picture at `path` of the site for the page at the path `page`; as plain as that where nothing is known of it."""
    attributes = {"src": relative_href(page, Target(path, "")), "alt": alt}
    picture = pictures.get(path)
    return Markup(_dressed(attributes, page, path, picture, is_first) if picture else _tag(attributes))


def _dressed(attributes: dict[str, str], page: str, path: str, picture: Picture, eager: bool) -> str:
    attributes = attributes | _size(attributes, picture)
    attributes |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    img = _tag(attributes | {"decoding": "async"})
    if not picture.widths:
        return img
    # A width that an editor gave is the one it is shown at.
    shown = int(attributes["width"])
    sizes = _SIZES if shown == picture.width else f"{shown}px"
    addresses = [f"{relative_href(page, Target(picture_size_path(path, width), ''))} {width}w" for width in picture.widths]
    return f'<picture><source type="image/webp" srcset="{html.escape(", ".join(addresses))}" sizes="{sizes}">{img}</picture>'


def _size(attributes: dict[str, str], picture: Picture) -> dict[str, str]:
    """Width and height as attributes: the picture's own, or in its proportions where an editor gave a width."""
    if not picture.width:
        return {}
    given = attributes.get("width", "")
    width = int(given) if given.isascii() and given.isdecimal() and 0 < int(given) < picture.width else picture.width
    return {"width": str(width), "height": str(height_at(width, (picture.width, picture.height)))}


def _tag(attributes: Mapping[str, str]) -> str:
    written = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    return f"<img {written}>"
