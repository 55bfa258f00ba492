"""Pictures in HTML: each with its sizes and its width and height, so that nothing moves when it comes; and captions."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from markupsafe import Markup

from gazette.links import Target, attributes_of, page_target, relative_href
from gazette.permalinks import picture_size_path
from gazette.pictures.picture import WIDE, Picture, height_at

_ATTRIBUTES = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""
# An img with its attributes. Comments, picture elements of an editor's own and other tags are taken too, to be passed over: what
# looks like an img in one of these is none.
_IMG = re.compile(rf"""<(?:!--.*?-->|picture\b.*?</picture>|img\b{_ATTRIBUTES}>|[a-z]{_ATTRIBUTES}>)""", re.DOTALL | re.IGNORECASE)
_ALONE = re.compile(rf"""<p>\s*<img\b{_ATTRIBUTES}>\s*</p>""", re.IGNORECASE)
# How wide a picture that is taller than wide is shown, in pixels, as gazette.css says of .gz-tall: so it can be seen as a whole.
_TALL = 480


def add_captions(fragment: str) -> str:
    """The HTML with a figure for each picture that has a paragraph to itself; its title, where it has one, becomes the caption."""

    def figure(match: re.Match[str]) -> str:
        attributes = attributes_of(match[1])
        title = attributes.pop("title", "").strip()
        caption = f"<figcaption>{html.escape(title, quote=False)}</figcaption>" if title else ""
        return f"<figure>{_tag(attributes)}{caption}</figure>"

    return _ALONE.sub(figure, fragment) if "<img" in fragment else fragment


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
    is_tall = picture.height > picture.width
    if is_tall:
        attributes["class"] = f"{attributes.get('class', '')} gz-tall".strip()
    img = _tag(attributes | {"decoding": "async"})
    if not picture.widths:
        return img
    shown = min(int(attributes["width"]), _TALL if is_tall else WIDE)
    sizes = f"(min-width: {shown + 32}px) {shown}px, calc(100vw - 32px)"
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
