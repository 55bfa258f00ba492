"""Press kits: beside the page of an item a ZIP with its text as DOCX and TXT, and its pictures as they were handed in.

Made where the setting `press_kit` asks for it, for items that are shown. The same item gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib.metadata import version

from gazette.blocks import Block, Run, parse_tree, read_blocks, read_captions
from gazette.cache import digest_of
from gazette.feed_items import clean
from gazette.fixed_zip import pack
from gazette.kit_pictures import credits_text, find_pictures
from gazette.media import media_state
from gazette.pages import Output, Site, spoken_moment
from gazette.permalinks import href, kit_path
from gazette.plain_text import plain_text
from gazette.records import Entry
from gazette.word_file import render_word

CREDITS = "图片说明.txt"
# The handwritten page with the terms of reprinting, where the site has one.
_TERMS = "press.html"
_BOLD = frozenset({"bold"})


def press_kits(site: Site) -> Iterator[Output]:
    """The kit of every item that is shown, where the settings ask for kits."""
    if not site.settings.options.press_kit:
        return
    shared = digest_of(site.look, version("python-docx").encode(), _terms(site).encode()).encode()
    for entry in site.content.listed:
        yield Output(kit_path(entry.path), entry.source_path, partial(_key, entry, site, shared), partial(render_kit, entry, site),
                     bodies=(entry.digest,))


def _key(entry: Entry, site: Site, shared: bytes) -> str:
    return digest_of(shared, entry.digest.encode(), media_state(entry, site.settings, site.content.pictures).encode())


def render_kit(entry: Entry, site: Site) -> bytes:
    """The ZIP: <name>.docx, <name>.txt, and where there are pictures these, numbered, and what they show and whose they are."""
    name = kit_path(entry.path).rpartition("/")[2].removesuffix(".zip")
    page = site.settings.site_url + href(entry.path)
    pictures = find_pictures(entry, site)
    tree = parse_tree(site.bodies[entry.digest], page)
    blocks = [*_head(entry, page), *read_blocks(tree, {picture.address: picture.name for picture in pictures}), *_tail(site)]
    files = {f"{name}.txt": _text_file(plain_text(blocks)),
             f"{name}.docx": render_word(clean(entry.title), clean(entry.author or entry.source), entry.updated, blocks),
             **{picture.name: picture.source.read_bytes() for picture in pictures}}
    if pictures:
        files[CREDITS] = _text_file(credits_text(entry, page, pictures, read_captions(tree)))
    return pack(files, entry.updated)


def _head(entry: Entry, page: str) -> Iterator[Block]:
    """What stands above the text: title, where it comes from, corrections, summary."""
    yield Block("heading", (Run(clean(entry.title)),), 1)
    said = [("来源", entry.source, entry.source_url), ("作者", entry.author, ""), ("责任编辑", entry.editor, ""),
            ("发布时间", spoken_moment(entry.date), ""), ("网址", page, page)]
    for label, value, address in said:
        if value:
            yield Block("paragraph", (Run(f"{label}："), Run(clean(value), href=clean(address))))
    if entry.corrections:
        yield Block("paragraph", (Run("更正说明", _BOLD),))
        for note in entry.corrections:
            yield Block("bullet", (Run(clean(f"{spoken_moment(note.date)}：{note.note}")),), 1)
    if entry.description:
        yield Block("paragraph", (Run("摘要：", _BOLD), Run(clean(entry.description))))


def _tail(site: Site) -> Iterator[Block]:
    if address := _terms(site):
        yield Block("paragraph", (Run("转载要求见："), Run(address, href=address)))


def _terms(site: Site) -> str:
    """The address of the terms of reprinting, '' where there is no such page."""
    return site.settings.site_url + _TERMS if _TERMS in site.frames.pages else ""


def _text_file(text: str) -> bytes:
    """UTF-8 with a mark and with line ends that every editor on Windows reads."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
