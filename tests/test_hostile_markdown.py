"""The shortcuts of the press against Python-Markdown as it is, with the extensions of mkdocs.yml and hostile texts."""

from __future__ import annotations

import pytest
from gazette.links import resolve_links
from gazette.markdown import Renderer
from gazette.settings import load_settings
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from tests.browser.project import REPOSITORY

_SOURCE = "news/2026/03/01-a.md"
_EXTENSIONS, _CONFIGS = load_settings(REPOSITORY).markdown
_RENDERER = Renderer(load_settings(REPOSITORY).markdown)

_CHARACTERS = st.text("中文标题，。：“”《》aZ09 \n\t*_[]()!<>&`#-|:~=+{}^\\\"'./@;\u3000\xa0\u200b\r\x02\x03", max_size=120)
_INLINE = st.sampled_from([
    "**粗**", "*斜*", "_斜_", "__粗_斜___", "***", "`代码`", "``a ` b``", "`", "\\*", "\\", "\\\\", '[甲](http://a.b "题")',
    "[甲][a]", "[a]", "![图](http://a.b/c.png)", "![图][a]", "[^1]", "[^甲]", "<http://a.b>", "<a@b.c>", "<b>粗</b>",
    "<br>", "<br/>", "<span title='>'>", "<!-- 注 -->", "<!--", "<?php ?>", "&amp;", "&#20013;", "&#x4e2d;", "&nbsp;", "&", "&#20013", "&lt", "*&#42",
    "&;", "{.类}", "{: #标识 }", '{: title="题" }', "{", "}", "  \n", " \n", "\t\n", "\\\n", "[TOC]", "[]()", "[甲]()",
    "[甲](<b c>)", "[甲](#乙)", "[甲](b.md)", "*甲 **乙* 丙**", "3.14", "2*3*4", "a_b_c", "https://a.b", "「」", "——", "……",
    "甲  乙", "甲 乙"])
_BLOCKS = st.sampled_from([
    "# ", "## 标题 ##\n", "## 标题 {#a .b}\n", "标题\n===\n", "标题\n---\n", "- ", "* ", "1. ", "  1. ", "    ", "        ",
    "> ", "> > ", "- - ", "\n\n", "\n", "***\n", "- - -\n", "```\n", "```python\n", "``` {.python #a}\n", "~~~\n",
    "| 甲 | 乙 |\n| :-- | --: |\n| 丙 | 丁 |\n", "甲|乙\n-|-\n`|`|\\|\n", "|", "|---|\n", "[a]: http://a.b '题'\n",
    "[^1]: 注\n", "[^甲]: 注\n\n    又一段\n", "    [^1]: 缩进\n", "!!! note\n    甲\n", '!!! warning "题"\n\n    乙\n',
    "!!! \n", "<div>\n", "</div>\n", '<div markdown="1">\n', '<div markdown="span">', "<table markdown><tr><td>",
    "<p markdown='block'>\n", "<pre>\n", "</pre>\n", "<script>a < b && c</script>\n", "<style>",
    "<details markdown><summary>题</summary>\n", "[TOC]\n", "\n[TOC]\n\n", "<![CDATA[x]]>", "<!doctype html>\n", "</", "<a",
    ">"])
_WORDS = st.sampled_from(["万州", "工会服务站", "共75项任务", "Web 2.0", "，", "。", " ", "甲", "a", "1"])
_PIECES = st.one_of(_INLINE, _BLOCKS, _WORDS, _CHARACTERS)
# Of many kinds of pieces, and of a few only: rules are left out where their character is nowhere in the text.
_DOCUMENTS = st.one_of(
    st.lists(_PIECES, max_size=24).map("".join),
    st.lists(_PIECES, min_size=1, max_size=3).flatmap(lambda few: st.lists(st.sampled_from([*few, "甲", " ", "\n\n"]), max_size=12)).map("".join))


def _as_it_is(text: str) -> str:
    """The text through an instance of Python-Markdown that has rendered nothing before."""
    stock = Markdown(extensions=_EXTENSIONS, extension_configs=_CONFIGS).convert(text)
    return resolve_links(stock, _SOURCE)[0]


@settings(max_examples=700)
@given(_DOCUMENTS)
@example("~~~\n\x02!\x02[甲](http://a.b)")
@example("甲&#20013 乙")
@example("*&#42;*")
@example("甲 {.a}")
def test_any_text_is_rendered_as_by_a_new_instance(text: str) -> None:
    """Work is left out and an instance used again, and neither shows: not what one text left behind, not a rule missed."""
    assert _RENDERER.render(text, _SOURCE).html == _as_it_is(text)


@pytest.mark.parametrize(("before", "after"), [
    ("[a]: http://a.b\n", "[甲][a]"), ("[^1]\n\n[^1]: 注", "[^1]"), ("## 题\n\n[TOC]", "## 题"), ("[TOC]\n\n# 题", "# 题"),
    ("`a` \\* &amp; <b>", "甲"), ("甲", "`a` \\* &amp; <b>x</b> {.c}"), ("<div markdown>\n", "甲\n"),
    ("!!! note\n    甲", "    甲"), ("| a |\n|---|", "| a |")])
def test_a_text_leaves_nothing_to_the_next(before: str, after: str) -> None:
    """References, footnotes, contents lists and open elements end with their text."""
    _RENDERER.render(before, _SOURCE)
    assert _RENDERER.render(after, _SOURCE).html == _as_it_is(after)
