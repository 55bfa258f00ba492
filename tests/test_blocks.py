"""HTML of texts to blocks, to plain text and to Word, read back by python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from gazette.blocks import Block, Run, Table, parse_tree, read_blocks, read_captions
from gazette.fixed_zip import pack, unpack
from gazette.plain_text import plain_text
from gazette.word_file import render_word
from hypothesis import given
from hypothesis import strategies as some

from tests.making import moment

_PAGE = "https://example.org/sub/news/2026/03/01-a.html"
_BOLD = frozenset({"bold"})


def blocks_of(fragment: str, **pictures: str) -> list[Block | Table]:
    """The blocks of a fragment on the page of an item."""
    return list(read_blocks(parse_tree(fragment, _PAGE), pictures))


def word_of(fragment: str) -> Any:
    """The Word document of a fragment, opened again."""
    return Document(BytesIO(render_word("标题", "作者", moment("2026-03-01 09:00"), blocks_of(fragment))))


def paragraphs(document: Any) -> list[tuple[str, str]]:
    """(style, text) of every paragraph."""
    return [(one.style.name, one.text) for one in document.paragraphs]


@pytest.mark.parametrize(("fragment", "expected"), [
    ("<p>甲<strong>乙<em>丙</em></strong></p>",
     [Block("paragraph", (Run("甲"), Run("乙", _BOLD), Run("丙", _BOLD | {"italic"})))]),
    ("<p> 甲 \n 乙<br />\n 丙 </p>", [Block("paragraph", (Run("甲 乙\n丙"),))]),
    ("甲<p>乙</p>丙", [Block("paragraph", (Run(text),)) for text in "甲乙丙"]),
    ("<p>见<a href='02-b.html'>乙</a>。</p>",
     [Block("paragraph", (Run("见"), Run("乙", href="https://example.org/sub/news/2026/03/02-b.html"), Run("。")))]),
    ("<ol start='3'><li>甲<ul><li>乙</li></ul></li><li><p>丙</p><p>丁</p></li></ol>",
     [Block("number", (Run("甲"),), 1, 3, True), Block("bullet", (Run("乙"),), 2, 1, True),
      Block("number", (Run("丙"),), 1, 4), Block("paragraph", (Run("丁"),), 1)]),
    ("<blockquote><p>甲</p></blockquote><pre><code>a\n  b\n</code></pre><hr>",
     [Block("quote", (Run("甲"),)), Block("code", (Run("a\n  b"),))]),
    ("<table><tr><th>甲</th><th>乙</th></tr><tr><td colspan=2>丙</td></tr><tr><td>丁</td></tr></table>",
     [Table((((Run("甲", _BOLD),), (Run("乙", _BOLD),)), ((Run("丙"),), ()), ((Run("丁"),), ())))]),
    ("<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
     [Table((((Run("甲"),), (Run("乙"),)), ((), (Run("丙"),))))]),
    ("<script>x</script><!-- y --><p></p><p>  </p>", []),
])
def test_what_html_says(fragment: str, expected: list[Block | Table]) -> None:
    """Every kind of block, with its words, marks, links and numbers."""
    assert blocks_of(fragment) == expected


def test_a_picture_is_named_where_it_stood() -> None:
    """The text says what it shows and under which name it lies in the kit; the captions go by address."""
    address = "https://example.org/sub/news/2026/03/a.jpg"
    tree = parse_tree('<p>甲<img src="a.jpg" alt="会场"></p>', _PAGE)
    assert list(read_blocks(tree, {address: "图片/01-a.jpg"})) == [Block("paragraph", (Run("甲（图片：会场，见 图片/01-a.jpg）"),))]
    assert read_captions(tree) == {address: "会场"}


def test_plain_text() -> None:
    """Blank lines between paragraphs, none between list items, addresses after links, footnotes in brackets, tabs in tables."""
    fragment = ('<h2>题</h2><p>见<a href="https://example.org/x">乙</a><sup><a href="#fn">1</a></sup></p><ol><li>一<ul><li>二</li></ul></li></ol>'
                "<p>m<sup>2</sup></p><table><tr><td>甲</td><td>乙<br>丙</td></tr></table>")
    assert plain_text(blocks_of(fragment)) == "题\n\n见乙（https://example.org/x）[1]\n\n1. 一\n  · 二\n\nm2\n\n甲\t乙 丙\n"


def test_word_has_headings_lists_and_marks() -> None:
    """Styles are Word's own, so that the outline and lists work; bold and the rest are on the words they were on."""
    document = word_of("<h2>题</h2><h3>小题</h3><p>甲<strong>乙</strong>m<sup>2</sup></p>"
                       "<ul><li>丙<ul><li>丁</li></ul></li></ul><blockquote>戊</blockquote>")
    assert paragraphs(document) == [("Heading 2", "题"), ("Heading 3", "小题"), ("Normal", "甲乙m2"), ("List Bullet", "丙"),
                                    ("List Bullet 2", "丁"), ("Quote", "戊")]
    assert [(run.text, run.bold, run.font.superscript) for run in document.paragraphs[2].runs] == [
        ("甲", None, None), ("乙", True, None), ("m", None, None), ("2", None, True)]


def test_word_has_links() -> None:
    """A link has its full address; the words around it are in their order."""
    (paragraph,) = word_of('<p>见<a href="../02/b.html#c">乙<b>丙</b></a>。</p>').paragraphs
    assert paragraph.text == "见乙丙。"
    assert {link.address + "#" + link.fragment if link.fragment else link.address for link in paragraph.hyperlinks} == {
        "https://example.org/sub/news/2026/02/b.html#c"}


@pytest.mark.parametrize(("href", "target"), [
    ("https://example.org/%E7%94%B2 乙?a=1&amp;b=丙", "https://example.org/%E7%94%B2%20%E4%B9%99?a=1&b=%E4%B8%99"),
    ("mailto:a@example.org", "mailto:a@example.org"), ("http://[", None), ("javascript:alert(1)", None)])
def test_word_links_are_addresses(href: str, target: str | None) -> None:
    """Every address in the document is one that Word takes; what is none is plain text."""
    (paragraph,) = word_of(f'<p><a href="{href}">甲</a></p>').paragraphs
    assert paragraph.text == "甲"
    assert [link.address for link in paragraph.hyperlinks] == ([target] if target else [])


def test_word_numbers_each_list_by_itself() -> None:
    """Two lists have two numberings, which begin where the lists do; the outer list goes on after an inner one."""
    document = word_of("<ol><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol><ol start=5><li>丁</li></ol>")
    used = [one._p.pPr.numPr.numId.val for one in document.paragraphs]
    assert used[0] == used[2]
    assert len(set(used)) == 3
    numbering = document.part.numbering_part.element
    starts = [numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val for number in used]
    assert starts == [1, 1, 1, 5]


def test_word_has_tables() -> None:
    """Cell by cell, headings bold, with the lines of a grid."""
    (table,) = word_of("<table><tr><th>甲</th><th>乙</th></tr><tr><td>上<b>午</b></td><td>2</td></tr></table>").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["甲", "乙"], ["上午", "2"]]
    assert table.rows[0].cells[0].paragraphs[0].runs[0].bold
    assert table.style.name == "Table Grid"


@given(some.recursive(
    some.text(max_size=8).map(lambda text: text.replace("<", "&lt;").replace("&", "&amp;")),
    lambda inner: some.tuples(some.sampled_from(["p", "ul", "ol", "li", "table", "tr", "td", "b", "a href='http://['", "h2", "pre", "div"]),
                              some.lists(inner, max_size=3)).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0].split()[0]}>"),
    max_leaves=8))
def test_any_html_becomes_a_document(fragment: str) -> None:
    """However tags are put together and whatever characters are in them, the document can be opened again."""
    word_of(fragment)
    plain_text(blocks_of(fragment))


@pytest.mark.parametrize("date", ["1975-01-01 00:00", "2026-03-01 09:00", "2200-01-01 00:00"])
def test_zips_hold_any_date(date: str) -> None:
    """Files in order of name whatever order they came in, packed and unpacked; dates outside of the format's years do no harm."""
    packed = pack({"乙.txt": b"2", "a.jpg": b"1"}, moment(date))
    assert packed == pack({"a.jpg": b"1", "乙.txt": b"2"}, moment(date))
    assert unpack(packed) == {"a.jpg": b"1", "乙.txt": b"2"}
