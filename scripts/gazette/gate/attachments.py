"""The texts of attachments: Word, Excel, PowerPoint, PDF, plain text, and what pictures say of themselves."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from gazette.gate.pictures import PICTURES, read_picture

# Bytes of one part of an Office file once unpacked and of all its parts, bytes of a text, pages of a PDF: beyond, the file is
# not looked through but refused.
_LARGEST_PART = 30_000_000
_LARGEST_WHOLE = 100_000_000
_LARGEST_TEXT = 10_000_000
_MOST_PAGES = 500
_PARTS = re.compile(r"(?:word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)|ppt/(?:slides|notesSlides)/\w+"
                    r"|xl/(?:sharedStrings|comments\d*|worksheets/\w+)|docProps/\w+)\.xml")
_PLACES = (("ppt/slides/slide", "第 {} 张幻灯片"), ("xl/worksheets/sheet", "第 {} 张工作表"))
# Forms that hold texts which cannot be read here.
_CLOSED = (".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".rtf", ".ofd", ".zip", ".rar", ".7z")
# Elements after which a new line begins, whatever the namespace: paragraphs, cells of texts, rows.
_BLOCKS = ("p", "si", "row", "c", "tc", "comment", "property")
_TEXTS = ("t", "v", "instrText", "lpwstr", "creator", "lastModifiedBy", "title", "subject", "description", "keywords", "Company", "Manager")


class Unreadable(Exception):
    """An attachment that cannot be looked through; the text says why, in Chinese."""


class Piece(NamedTuple):
    """A part of an attachment: where it stands, as readers count, and its text, a line per paragraph or row."""

    place: str
    text: str


def read_attachment(file: Path) -> list[Piece]:
    """The texts of a file by its ending, none for sound and film; raises Unreadable."""
    ending = file.suffix.lower()
    if ending in _CLOSED:
        raise Unreadable(f"{ending} 格式检查不了")
    if ending not in _READERS:
        return []
    reader = _READERS[ending]
    try:
        return [Piece(*piece) for piece in reader(file)]
    except Unreadable:
        raise
    except Exception as error:  # each library fails in a dozen ways of its own on files that are broken on purpose
        raise Unreadable("文件损坏，或加了密码") from error


def _read_office(file: Path) -> Iterator[tuple[str, str]]:
    left = _LARGEST_WHOLE
    with ZipFile(file) as archive:
        for part in archive.infolist():
            if not _PARTS.fullmatch(part.filename):
                continue
            if part.file_size > _LARGEST_PART:
                raise Unreadable(f"解开后有 {part.file_size / 1e6:.0f} MB，太大")
            with archive.open(part) as opened:
                # What the directory says of the size may be a lie.
                raw = opened.read(_LARGEST_PART + 1)
            left -= len(raw)
            if len(raw) > _LARGEST_PART or left < 0:
                raise Unreadable("解开后太大")
            yield _place(part.filename), _text_of(raw)


def _place(name: str) -> str:
    for prefix, words in _PLACES:
        if name.startswith(prefix):
            return words.format(name.removeprefix(prefix).removesuffix(".xml"))
    return "文件属性" if name.startswith("docProps") else "正文"


def _text_of(raw: bytes) -> str:
    # Text in pieces is joined: an editor's spelling marks cut a number into several.
    pieces: list[str] = []
    for _, element in etree.iterparse(BytesIO(raw), resolve_entities=False, no_network=True, load_dtd=False):
        name = etree.QName(element).localname
        if name in _TEXTS and element.text:
            pieces.append(element.text)
        if name in _BLOCKS or name in _TEXTS[3:]:
            pieces.append("\n")
            element.clear()
    return re.sub(r"\n+", "\n", "".join(pieces))


def _read_pdf(file: Path) -> Iterator[tuple[str, str]]:
    from pypdf import PdfReader  # a quarter of a second, for those who have a PDF

    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("PDF 加了密码")
    if len(reader.pages) > _MOST_PAGES:
        raise Unreadable(f"PDF 超过 {_MOST_PAGES} 页")
    for number, page in enumerate(reader.pages, 1):
        yield f"第 {number} 页", page.extract_text()
    yield "文件属性", "\n".join(str(value) for value in (reader.metadata or {}).values())


def _read_text(file: Path) -> Iterator[tuple[str, str]]:
    if (size := file.stat().st_size) > _LARGEST_TEXT:
        raise Unreadable(f"文字有 {size / 1e6:.0f} MB，太大")
    raw = file.read_bytes()
    for code in ("utf-8-sig", "gb18030"):
        try:
            yield "正文", raw.decode(code)
            return
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字的编码读不出来")


def _read_table(file: Path) -> Iterator[tuple[str, str]]:
    for place, text in _read_text(file):
        # A cell that holds more than the reader takes is read as plain text.
        try:
            yield place, "\n".join(" | ".join(row) for row in csv.reader(text.splitlines()))
        except csv.Error:
            yield place, text


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {
    **dict.fromkeys((".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm"), _read_office), ".pdf": _read_pdf,
    **dict.fromkeys((".txt", ".svg", ".html", ".htm", ".xml", ".json", ".geojson", ".ics", ".vcf"), _read_text), ".csv": _read_table,
    **dict.fromkeys(PICTURES, read_picture)}
