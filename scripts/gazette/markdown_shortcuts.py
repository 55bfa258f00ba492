"""Work that Python-Markdown need not do for a text: the same HTML in two thirds of the time.

It tries every rule on every piece of text, though most begin with a character that the whole text does not have. A rule
that is not named here always runs, so other extensions cost their time and change nothing else.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

# Of rules for blocks, for inline text, of those before all and of those after: what must occur in a text for them to do
# anything.
_BLOCK = {"admonition": ("!!!", "admonition"), "quote": (">",), "hashheader": ("#",), "table": ("|",), "footnote": ("[^",),
          "reference": ("]:",), "markdown_block": ("<",), "indent": ("    ",), "code": ("    ",)}
_INLINE = {"backtick": "`", "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "short_reference": "[",
           "image_link": "![", "image_reference": "![", "short_image_ref": "![", "autolink": "<", "automail": "<",
           "html": "<", "entity": "&", "linebreak": "  \n"}
_BEFORE = {"fenced_code_block": "`~", "html_block": "<&"}
_AFTER = {"attr_list": "{", "unescape": "\\"}
# Rules for blocks that need nothing, or more than one thing.
_ANY_BLOCK = {"empty", "setextheader", "hr", "olist", "ulist", "paragraph"}
# With no rules but these, plain text stays as it is; others, such as abbreviations, may look for any word in it.
_HARMLESS = {*_INLINE, "linebreak", "em_strong", "inline", "prettify", "unescape", "toc", "attr_list", "footnote", "footnote-duplicate"}
# Text in which no rule can begin has words, single spaces and Chinese punctuation, and nothing of this: to look for one odd
# character is several times as quick as to match all the others.
_ODD = re.compile(r"[^\w ，。、；：？！“”‘’（）《》【】·—…]").search
_STRONG = re.compile(r"\*\*((?!_)\w[^*]*)\*\*")


def _is_inert(text: str) -> bool:
    """Whether no rule can begin in a text that follows a word."""
    return not (_ODD(text) or "_" in text or "  " in text)


class Shortcuts:
    """The shortcuts of one Markdown instance; `look_at` each text before it is converted."""

    def __init__(self, markdown: Markdown):
        self._text = ""
        self._inline: Any = markdown.treeprocessors["inline"]
        rules = markdown.inlinePatterns
        needed = {id(rules[name]): first for name, first in _INLINE.items() if name in rules}
        self._rules = [(rule, needed.get(id(rule), "")) for rule in rules]
        self._tab = markdown.tab_length
        self._parser: Any = markdown.parser
        self._block_rules = _block_rules(markdown)
        rules_after: list[Any] = list(markdown.treeprocessors)
        self._contents = next((rule for rule in rules_after if hasattr(rule, "marker")), None)
        self._marker: str = self._contents.marker if self._contents else ""
        self._build_contents: Any = self._contents and self._contents.build_toc_div
        for registry, wrapper, table in ((markdown.preprocessors, _PreprocessorWhen, _BEFORE),
                                         (markdown.treeprocessors, _TreeprocessorWhen, _AFTER)):
            _wrap(markdown, registry, wrapper, table, self)
        registries: tuple[Any, ...] = (rules, markdown.treeprocessors)
        if {item.name for registry in registries for item in registry._priority} <= _HARMLESS:
            markdown.treeprocessors.register(_Quiet(markdown), "quiet", 21)

    def look_at(self, text: str) -> None:
        """Lets only those rules run that this text can need."""
        # Python-Markdown drops these two, which may bring together what stands around them, and then has no tabs.
        text = text.replace(STX, "").replace(ETX, "").replace("\r\n", "\n").replace("\r", "\n").expandtabs(self._tab)
        self._text = text
        if self._contents:
            # Without a marker the extension need not make a contents list, nor look through the tree for its place.
            wanted = bool(self._marker) and self._marker in text
            self._contents.marker = self._marker if wanted else ""
            self._contents.build_toc_div = self._build_contents if wanted else _build_nothing
        self._inline.inlinePatterns = [rule for rule, first in self._rules if first in text]
        if self._block_rules:
            self._parser.blockprocessors = [rule for rule, needed in self._block_rules if any(one in text for one in needed)]

    def has_any(self, characters: str) -> bool:
        """Whether the text has one of the characters."""
        return any(character in self._text for character in characters)


def _block_rules(markdown: Markdown) -> list[tuple[Any, tuple[str, ...]]]:
    """Rules for blocks with what each needs one of; none where there are others, which may ask the registry for one of these."""
    registry: Any = markdown.parser.blockprocessors
    rules = list(registry)  # which sorts the names too
    names = [item.name for item in registry._priority]
    if not set(names) <= {*_BLOCK, *_ANY_BLOCK}:
        return []
    return [(rule, _BLOCK.get(name, ("",))) for rule, name in zip(rules, names, strict=True)]


def _build_nothing(_: list[Any]) -> Element:
    return Element("div")


def _wrap(markdown: Markdown, registry: Any, wrapper: Any, table: dict[str, str], shortcuts: Shortcuts) -> None:
    """Puts a wrapper in the place of each named rule; a rule of the same name in another place is another rule."""
    # There is no public way to ask for the place of a rule.
    priorities = {item.name: item.priority for item in registry._priority}
    for name in table.keys() & priorities.keys():
        registry.register(wrapper(markdown, registry[name], table[name], shortcuts), name, priorities[name])


class _When:
    """A rule that runs only where the text has one of the characters it needs; otherwise the rule itself."""

    def __init__(self, markdown: Markdown, rule: Any, needed: str, shortcuts: Shortcuts):
        self.md, self._rule, self._needed, self._shortcuts = markdown, rule, needed, shortcuts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rule, name)  # other rules use what this one has


class _PreprocessorWhen(_When, Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = self._rule.run(lines) if self._shortcuts.has_any(self._needed) else lines
        return result


class _TreeprocessorWhen(_When, Treeprocessor):
    def run(self, root: Element) -> Element | None:
        result: Element | None = self._rule.run(root) if self._shortcuts.has_any(self._needed) else None
        return result


class _Quiet(Treeprocessor):
    """Finishes plain texts, and those with words in bold type, before the rules for inline text are tried on them."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):
            text = element.text
            if text and type(text) is str:
                if text[0].isalnum() and _is_inert(text):
                    element.text = AtomicString(text)
                elif "**" in text:
                    _set_bold(element, _STRONG.split(text))


def _set_bold(element: Element, pieces: list[str]) -> None:
    """Puts plain and bold pieces in turn into an element, if all of them are inert; only the first and last may be empty."""
    before, *rest = pieces
    if not (all(pieces[1:-1]) and all(map(_is_inert, pieces))) or (before and not before[0].isalnum()):
        return
    element.text = AtomicString(before)
    for place, (words, after) in enumerate(zip(rest[::2], rest[1::2], strict=True)):
        strong = Element("strong")
        strong.text, strong.tail = AtomicString(words), AtomicString(after)
        element.insert(place, strong)
