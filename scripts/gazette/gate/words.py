"""news/words.yml: expressions that are wrong, with the right ones, and words to look at twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import ahocorasick
from pydantic import Field

from gazette.fields import Flag, PlainText
from gazette.gate.typography import Found
from gazette.problems import Problem
from gazette.records import Record
from gazette.yaml_lists import load_list

WORDS = "news/words.yml"


class Word(Record):
    """An expression; what is right instead, or why to look at it; and whether to put the right one in unasked."""

    word: PlainText = Field(min_length=2, title="表述")
    right: PlainText = Field(default="", title="正确写法")
    look: PlainText = Field(default="", title="提示")
    safe: Flag = Field(default=False, title="可以自动改")


class Words:
    """The list as one automaton: a text is read once, however long the list."""

    def __init__(self, words: list[Word]):
        self._automaton = ahocorasick.Automaton()
        for word in words:
            self._automaton.add_word(word.word, word)
        if words:
            self._automaton.make_automaton()
        self._empty = not words

    def find(self, text: str) -> Iterator[Found]:
        """(start, end, message, what to write instead, whether that is safe) for each place; the longest word counts."""
        for last, word in [] if self._empty else self._automaton.iter_long(text):
            about = f"：{word.look}" if word.look else ""
            said = f"“{word.word}”多半写错了{about}。" if word.right else f"“{word.word}”要看一看{about}。"
            yield last + 1 - len(word.word), last + 1, said.replace("。。", "。"), word.right, word.safe and bool(word.right)


class WordList(NamedTuple):
    """The office's list, and what is wrong in it."""

    words: Words
    problems: list[Problem]


def load_words(root: Path) -> WordList:
    """The list of the project; empty where there is none."""
    rows, problems = load_list(root, WORDS, Word)
    problems += [Problem(WORDS, line, "没有写正确的写法，也没有写提示。", "补上 right（正确写法）或 look（提示）。")
                 for line, word in rows if not (word.right or word.look)]
    return WordList(Words([word for _, word in rows]), problems)
