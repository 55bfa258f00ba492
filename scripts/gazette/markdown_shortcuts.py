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

# Of rules for inline text, of those before all and of those after: what must occur in a text for them to do anything.
_INLINE = {"backtick": "`", "escape": "\\", "footnote": "[^", "reference": "[", "link": "[", "short_reference": "[",
           "image_link": "![", "image_reference": "![", "short_image_ref": "![", "autolink": "<", "automail": "<",
           "html": "<", "entity": "&"}
_BEFORE = {"fenced_code_block": "`~", "html_block": "<&"}
_AFTER = {"attr_list": "{", "unescape": "\\"}
# With no rules but these, plain text stays as it is; others, such as abbreviations, may look for any word in it.
_HARMLESS = {*_INLINE, "linebreak", "em_strong", "inline", "prettify", "unescape", "toc", "attr_list", "footnote", "footnote-duplicate"}
# Text in which no rule can begin: words, single spaces and Chinese punctuation.
_INERT = re.compile(r"[^\W_](?:[^\W_]| (?! )|[，。、；：？！“”‘’（）《》【】·—…])*").fullmatch


class Shortcuts:
    """The shortcuts of one Markdown instance; `look_at` each text before it is converted."""

    def __init__(self, markdown: Markdown):
        self._text = ""
        self._inline: Any = markdown.treeprocessors["inline"]
        rules = markdown.inlinePatterns
        needed = {id(rules[name]): first for name, first in _INLINE.items() if name in rules}
        self._rules = [(rule, needed.get(id(rule), "")) for rule in rules]
        rules_after: list[Any] = list(markdown.treeprocessors)
        self._contents = next((rule for rule in rules_after if hasattr(rule, "marker")), None)
        self._marker: str = self._contents.marker if self._contents else ""
        for registry, wrapper, table in ((markdown.preprocessors, _PreprocessorWhen, _BEFORE),
                                         (markdown.treeprocessors, _TreeprocessorWhen, _AFTER)):
            _wrap(markdown, registry, wrapper, table, self)
        registries: tuple[Any, ...] = (rules, markdown.treeprocessors)
        if {item.name for registry in registries for item in registry._priority} <= _HARMLESS:
            markdown.treeprocessors.register(_Quiet(markdown), "quiet", 21)

    def look_at(self, text: str) -> None:
        """Lets only those rules run that this text can need."""
        # Python-Markdown drops these two, which may bring together what stands around them.
        text = text.replace(STX, "").replace(ETX, "")
        self._text = text
        if self._contents:
            # Without a marker the extension does not look through the tree for the place of a contents list.
            self._contents.marker = self._marker if self._marker in text else ""
        self._inline.inlinePatterns = [rule for rule, first in self._rules if first in text]

    def has_any(self, characters: str) -> bool:
        """Whether the text has one of the characters."""
        return any(character in self._text for character in characters)


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
    """Marks plain texts as finished before the rules for inline text are tried on them."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and type(text) is str and _INERT(text):
                element.text = AtomicString(text)
