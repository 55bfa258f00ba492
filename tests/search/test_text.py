"""The rules of search_text.py and search-text.js are the same."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from gazette.search_text import tokenize
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.browser.served import Served

_ALPHABET = "万州工会区联手动阵地服务一二三①é“”，。：、（）%-Aa b9０Ｚ \n"
# In the page: the text that tokens stand for, and the tokens that a query needs, for each [tokens, query].
_ASK = """async (cases) => {
  const { decode, phrase } = await import(new URL("assets/search-text.js", document.baseURI).href);
  return cases.map(([tokens, query]) => [decode(tokens), phrase(query).map(({ term, offset }) => [term, offset])]);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, searched: Served) -> Page:
    """Any page of the site, to run its scripts in."""
    page = browser.new_page()
    page.goto(searched.base + "about.html")
    return page


def test_browser_and_press_agree_on_every_text(page: Page) -> None:
    """Tokens become the text again, and each piece of two or more characters is found where it was cut."""
    dice = random.Random(7)
    texts = ["".join(dice.choices(_ALPHABET, k=dice.randint(1, 40))) for _ in range(1500)]
    cuts = [_cut(text, dice) for text in texts]
    answers = page.evaluate(_ASK, [[tokenize(text), cut] for text, cut in zip(texts, cuts, strict=True)])
    found = 0
    for text, cut, (decoded, needed) in zip(texts, cuts, answers, strict=True):
        assert _bare(decoded) == _bare(text), text
        if needed:
            assert _stands(needed, tokenize(text)), (text, cut, needed)
            found += 1
    assert found > 1000


def _cut(text: str, dice: random.Random) -> str:
    start = dice.randrange(len(text))
    while start < len(text) - 1 and text[start].isspace():
        start += 1
    piece = (text[start:start + dice.randint(2, 8)].split() or [""])[0]
    # Words in Latin script are found from their beginning on.
    while piece and start and _is_latin(piece[0]) and _is_latin(text[start - 1]):
        piece, start = piece[1:], start + 1
    return piece


def _is_latin(character: str) -> bool:
    return character.isalnum() and unicodedata.normalize("NFKC", character).isascii() and character not in "①"


def _bare(text: str) -> str:
    narrow = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
    return "".join(text.translate({code: narrow[code] for code in narrow if chr(narrow[code]).isalnum()}).split())


def _stands(needed: list[Any], tokens: list[str]) -> bool:
    low = [token.lower() for token in tokens]
    first = needed[0][1]
    return any(all(0 <= place + offset - first < len(low) and low[place + offset - first].startswith(term)
                   for term, offset in needed) for place in range(len(low)))


@given(st.text(max_size=200))
def test_any_text_gives_tokens_that_pagefind_does_not_take_apart(text: str) -> None:
    """A token has no space in it, and is either all ASCII letters and digits or holds no letter at all."""
    for token in tokenize(text):
        assert token
        assert not any(character.isspace() for character in token)
        assert (token.isascii() and token.isalnum()) or not any(character.isalnum() for character in token)
