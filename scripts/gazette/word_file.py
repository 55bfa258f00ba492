"""Blocks as a Word document (DOCX), by python-docx.

html-for-docx, which would take the HTML itself, puts spaces between the marks in cells of tables and joins the
paragraphs of a list item; and the plain text is made from the same blocks.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit

from gazette.blocks import Block, Run, Table
from gazette.fixed_zip import pack, unpack

_STYLES = {"paragraph": "List Continue", "bullet": "List Bullet", "number": "List Number"}
_DEEPEST = 3  # how deep the styles of lists go
# Parts of python-docx's template that no reader of today needs: twenty times the rest together.
_DROPPED = ("/stylesWithEffects", "/thumbnail")
_TABLE = "Table Grid"
_LINK = "0563C1"
_SCHEMES = ("http", "https", "mailto", "tel")
_URI = "%/:?#@!$&'()*+,;=-._~"


def render_word(title: str, author: str, moment: datetime, blocks: Iterable[Block | Table]) -> bytes:
    """The document; its own dates, and those of the files packed in it, are `moment`."""
    from docx import Document

    document = Document(BytesIO(_template()))
    writer = _Writer(document)
    for block in blocks:
        writer.add(block)
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.language, about.comments = title[:255], author[:255], "", "zh-CN", ""
    about.created = about.modified = moment.astimezone(UTC).replace(tzinfo=None)
    saved = BytesIO()
    document.save(saved)
    return pack(unpack(saved.getvalue()), moment)


@cache
def _template() -> bytes:
    """python-docx's own template with Chinese faces, and without what is not used."""
    from docx import Document
    from docx.oxml.ns import qn

    document: Any = Document()
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.name_val not in ("Normal Table", _TABLE):
            styles.remove(style)
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.pop(qn("w:eastAsiaTheme"), None)
        fonts.set(qn("w:eastAsia"), "宋体")
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_DROPPED)]:
            relations.pop(key)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


@cache
def _style_ids() -> dict[str, str]:
    """The id of each style of the template by its name."""
    from docx import Document

    return {str(style.name): style.style_id for style in Document(BytesIO(_template())).styles}


class _Writer:
    """Adds blocks to a document."""

    def __init__(self, document: Any):
        self._document = document
        # The numbering in use at each depth of lists.
        self._numbering: dict[int, int] = {}

    def add(self, block: Block | Table) -> None:
        """One block at the end of the document."""
        if isinstance(block, Table):
            self._add_table(block)
            return
        paragraph = self._document.add_paragraph()
        # By id: python-docx would go through all styles twice for each paragraph.
        paragraph._p.style = _style_ids()[_style_of(block)]
        if block.kind == "number":
            self._number(paragraph, block)
        _add_runs(paragraph, block.runs)

    def _number(self, paragraph: Any, block: Block) -> None:
        """Every list has a numbering of its own: with that of the style alone, all lists would be one."""
        if block.starts:
            numbering = self._document.part.numbering_part.element
            of_style = paragraph.style.element.pPr.numPr.numId.val
            added = numbering.add_num(numbering.num_having_numId(of_style).abstractNumId.val)
            added.add_lvlOverride(ilvl=0).add_startOverride(block.ordinal)
            self._numbering[block.level] = added.numId
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, self._numbering[block.level]

    def _add_table(self, table: Table) -> None:
        made = self._document.add_table(rows=len(table.rows), cols=len(table.rows[0]), style=_TABLE)
        for row, cells in zip(made.rows, table.rows, strict=True):
            for cell, runs in zip(row.cells, cells, strict=True):
                _add_runs(cell.paragraphs[0], runs)
        self._document.add_paragraph()  # else two tables in a row would be one


def _style_of(block: Block) -> str:
    if block.kind == "heading":
        return f"Heading {block.level}"
    if block.kind in ("quote", "code"):
        return {"quote": "Quote", "code": "macro"}[block.kind]
    if not block.level:
        return "Normal"
    return _STYLES[block.kind] + (f" {min(block.level, _DEEPEST)}" if block.level > 1 else "")


def _add_runs(paragraph: Any, runs: Iterable[Run]) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        for mark in run.marks:
            setattr(made.font, mark, True)
        if target := _target(run.href):
            _link(paragraph, made, target)


def _target(href: str) -> str:
    """The address as Word takes it, '' for what is none: for one bad address it may refuse the whole document."""
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        return ""
    return quote(href, safe=_URI) if scheme in _SCHEMES else ""


def _link(paragraph: Any, run: Any, href: str) -> None:
    """Makes a link of a run just added: python-docx reads links and has no way to write them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run.font.color.rgb, run.font.underline = RGBColor.from_string(_LINK), True
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)
