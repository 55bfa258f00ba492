"""The HTML of a text as plain blocks, from which other formats (Word, plain text) are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from gazette.feed_items import clean

# What a tag makes of the words in it, by the names that Word has for it.
_MARKS = {"strong": "bold", "b": "bold", "th": "bold", "dt": "bold", "summary": "bold", "caption": "bold", "em": "italic",
          "i": "italic", "sup": "superscript", "sub": "subscript", "del": "strike", "s": "strike", "ins": "underline", "u": "underline"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((
    *_HEADINGS, "p", "div", "ul", "ol", "li", "table", "blockquote", "pre", "hr", "dl", "dt", "dd", "figure", "figcaption", "details",
    "summary", "section", "article", "aside", "header", "footer", "caption"))
_UNREAD = frozenset(("script", "style", "template", "hr"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDEST = 50

Kind = Literal["heading", "paragraph", "bullet", "number", "quote", "code"]


class Run(NamedTuple):
    """Words alike in look: text (a line break as \\n), marks such as bold, and the address they link to ('' for none)."""

    text: str
    marks: frozenset[str] = frozenset()
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph of some kind. `level` is that of a heading (1 to 6), or how deep in lists the block is (0 for not at all);
    `ordinal` the number of a numbered item, and `starts` whether a list begins with it.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    ordinal: int = 0
    starts: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, all of one length; the words of headings are bold."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


def parse_tree(fragment: str, address: str) -> Any:
    """The element tree (lxml) of an HTML fragment that stands at `address`, its links as full addresses."""
    from lxml import html as lxml_html  # most runs of the command do without

    root = lxml_html.fragment_fromstring(clean(fragment), create_parent="div")
    root.make_links_absolute(address, handle_failures="ignore")
    return root


def read_blocks(tree: Any, pictures: Mapping[str, str]) -> Iterator[Block | Table]:
    """The blocks of a text; `pictures` are the names of picture files by address."""
    return _Reader(pictures).blocks(tree)


def read_captions(tree: Any) -> dict[str, str]:
    """What the pictures of a text show, by address."""
    return {picture.get("src", ""): picture.get("alt", "").strip() for picture in tree.iter("img")}


@dataclass
class _Reader:
    pictures: Mapping[str, str]

    def blocks(self, element: Any, level: int = 0, kind: Kind = "paragraph") -> Iterator[Block | Table]:
        """What an element holds: blocks as they are, and a paragraph of the words between them."""
        marks = frozenset(filter(None, [_MARKS.get(element.tag)]))
        pending = [_words(element.text, marks)]
        for child in element:
            if child.tag in _BLOCKS or any(inner.tag in _BLOCKS for inner in child.iter()):
                yield from _paragraph(pending, level, kind)
                pending = []
                yield from self._block(child, level, kind)
            else:
                pending += self._runs(child, marks, "")
            pending.append(_words(child.tail, marks))
        yield from _paragraph(pending, level, kind)

    def _block(self, element: Any, level: int, kind: Kind) -> Iterator[Block | Table]:
        tag = element.tag
        if tag in _HEADINGS:
            yield Block("heading", _tidy(self._runs(element, frozenset(), "")), int(tag[1]))
        elif tag in ("ul", "ol"):
            yield from self._list(element, level + 1)
        elif tag == "table":
            for caption in element.iterchildren("caption"):
                yield from self.blocks(caption, level)
            yield from self._table(element)
        elif tag == "pre":
            yield Block("code", (Run(element.text_content().strip("\n")),), level)
        elif tag not in _UNREAD:
            yield from self.blocks(element, level, "quote" if tag == "blockquote" else kind)

    def _list(self, element: Any, level: int) -> Iterator[Block | Table]:
        ordinal = first = _number(element.get("start"), 1)
        for item in element.iterchildren("li"):
            inner = list(self.blocks(item, level))
            if inner and isinstance(inner[0], Block) and inner[0].kind == "paragraph":
                kind: Kind = "number" if element.tag == "ol" else "bullet"
                inner[0] = replace(inner[0], kind=kind, ordinal=ordinal, starts=ordinal == first)
            yield from inner
            ordinal += 1

    def _table(self, element: Any) -> Iterator[Table]:
        rows: list[list[tuple[Run, ...]]] = []
        covered: dict[int, int] = {}  # columns that cells of rows above reach into, with the number of rows left
        for row in element.xpath("./tr | ./*/tr"):
            cells: list[tuple[Run, ...]] = []
            for cell in row.iterchildren("td", "th"):
                while covered.get(len(cells)):
                    cells.append(())
                width = min(_number(cell.get("colspan"), 1), _WIDEST)
                covered.update({len(cells) + place: _number(cell.get("rowspan"), 1) for place in range(width)})
                cells += [self._cell(cell), *[()] * (width - 1)]
            covered = {place: left - 1 for place, left in covered.items() if left > 1}
            rows.append(cells)
        most = max(map(len, rows), default=0)
        if most:
            yield Table(tuple((*cells, *[()] * (most - len(cells))) for cells in rows))

    def _cell(self, cell: Any) -> tuple[Run, ...]:
        runs: list[Run] = []
        for block in self.blocks(cell):
            if isinstance(block, Block):
                runs += [Run("\n"), *block.runs] if runs else block.runs
        return tuple(runs)

    def _runs(self, element: Any, marks: frozenset[str], href: str) -> Iterator[Run]:
        """The words of an element inside a line."""
        # Comments have no name; what leads back from a footnote is of use on a page only.
        if not isinstance(element.tag, str) or element.tag in _UNREAD or "footnote-backref" in element.get("class", ""):
            return
        if element.tag == "br":
            yield Run("\n")
        elif element.tag == "img":
            yield self._picture(element)
        marks |= frozenset(filter(None, [_MARKS.get(element.tag)]))
        href = element.get("href", href) if element.tag == "a" else href
        yield _words(element.text, marks, href)
        for child in element:
            yield from self._runs(child, marks, href)
            yield _words(child.tail, marks, href)

    def _picture(self, element: Any) -> Run:
        name = self.pictures.get(element.get("src", ""), "")
        told = "，见 ".join(filter(None, [element.get("alt", "").strip(), name]))
        return Run(f"（图片：{told}）" if told else "（图片）")


def _words(text: str | None, marks: frozenset[str] = frozenset(), href: str = "") -> Run:
    return Run(_SPACE.sub(" ", text or ""), marks, href)


def _paragraph(runs: Iterable[Run], level: int, kind: Kind) -> Iterator[Block]:
    if tidied := _tidy(runs):
        yield Block(kind, tidied, level)


def _tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Without white space at ends, around line breaks and twice in a row; runs alike become one."""
    kept: list[Run] = []
    for run in runs:
        text = run.text
        if not kept or kept[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text.startswith("\n") and kept:
            kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
        if text and kept and kept[-1][1:] == run[1:]:
            kept[-1] = run._replace(text=kept[-1].text + text)
        elif text:
            kept.append(run._replace(text=text))
    while kept and not kept[-1].text.rstrip(" \n"):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" \n"))
    return tuple(kept)


def _number(text: str | None, default: int) -> int:
    """The value of an attribute that should be a small number from 0 on."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default
