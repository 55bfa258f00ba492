"""Pictures in HTML: captions, sizes, and everything else left alone."""

from __future__ import annotations

import pytest
from gazette.markdown import Renderer
from gazette.pictures.markup import add_captions, dress_pictures, picture_html
from gazette.pictures.picture import Picture
from gazette.settings import MarkdownSettings
from hypothesis import given
from hypothesis import strategies as st

_PAGE = "news/2026/03/a.html"
_PICTURES = {"news/2026/03/图 1.jpg": Picture("d" * 32, 1600, 1000, 99, (480, 960, 1600)),
             "news/2026/03/tall.png": Picture("e" * 32, 600, 900, 9, (480, 600)),
             "drawing.svg": Picture("f" * 32, 0, 0, 9), "news/2026/03/moving.gif": Picture("a" * 32, 30, 20, 9)}


def _dress(fragment: str, is_first: bool = True) -> str:
    return dress_pictures(fragment, _PAGE, _PICTURES, is_first)


def test_a_picture_has_its_sizes() -> None:
    """The first one at once, the others when they come near; addresses are relative and quoted."""
    dressed = _dress('<p><img alt="甲&quot;" src="%E5%9B%BE%201.jpg" /><img src="tall.png" class="b"></p>')
    assert dressed == (
        '<p><picture><source type="image/webp" srcset="%E5%9B%BE%201.jpg.480.webp 480w, %E5%9B%BE%201.jpg.960.webp 960w, '
        '%E5%9B%BE%201.jpg.1600.webp 1600w" sizes="(min-width: 880px) 848px, calc(100vw - 32px)"><img alt="甲&quot;" '
        'src="%E5%9B%BE%201.jpg" width="1600" height="1000" fetchpriority="high" decoding="async"></picture>'
        '<picture><source type="image/webp" srcset="tall.png.480.webp 480w, tall.png.600.webp 600w" '
        'sizes="(min-width: 512px) 480px, calc(100vw - 32px)"><img src="tall.png" class="b gz-tall" width="600" height="900" '
        'loading="lazy" decoding="async"></picture></p>')
    assert 'loading="lazy"' in _dress('<img src="tall.png">', is_first=False)


def test_pictures_published_as_they_are() -> None:
    """With their pixels where these are known, and without sizes."""
    assert _dress('<img src="moving.gif">') == '<img src="moving.gif" width="30" height="20" fetchpriority="high" decoding="async">'
    assert _dress('<img src="../../../drawing.svg">') == '<img src="../../../drawing.svg" fetchpriority="high" decoding="async">'


def test_an_editors_own_width() -> None:
    """Is what it is shown at; one that is no number, or larger than the picture, is none."""
    dressed = _dress('<img src="%E5%9B%BE%201.jpg" width="320">')
    assert 'width="320" height="200"' in dressed
    assert 'sizes="(min-width: 352px) 320px, calc(100vw - 32px)"' in dressed
    for width in ("50%", "9999", "0", "²"):
        assert 'width="1600" height="1000"' in _dress(f'<img src="%E5%9B%BE%201.jpg" width="{width}">')


@pytest.mark.parametrize("fragment", [
    '<img src="other.png">', '<img src="https://a.example/tall.png">', "<img>", '<img src="">', '<img src="#a">',
    "<!-- <img src='tall.png'> -->", '<a title="<img src=tall.png>">甲</a>',
    '<picture><source srcset="a.webp"><img src="tall.png"></picture>', "<code>&lt;img src=tall.png&gt;</code>",
    '<image src="tall.png">', "<p>没有图</p>"])
def test_everything_else_is_left_alone(fragment: str) -> None:
    """Pictures of others, comments, an editor's own picture element, code, values of attributes."""
    assert _dress(fragment) == fragment


@given(st.text("<img src=\"tall.png'>!-ab/\\&;\n", max_size=80))
def test_no_text_is_lost(fragment: str) -> None:
    """Whatever the HTML is: what stands outside of tags stays, and nothing raises."""
    dressed = _dress(f"甲{fragment}")
    assert dressed.startswith("甲")
    if "tall.png" not in fragment:
        assert dressed == f"甲{fragment}"


def test_a_title_becomes_the_caption() -> None:
    """Where the picture has a paragraph to itself; without a title there is none."""
    assert add_captions('<p><img alt="甲" src="a.jpg" title="乙 &amp; &quot;丙&quot; &lt;b&gt;" /></p>') == (
        '<figure><img alt="甲" src="a.jpg"><figcaption>乙 &amp; "丙" &lt;b&gt;</figcaption></figure>')
    assert add_captions('<p><img src="a.jpg"></p>') == '<figure><img src="a.jpg"></figure>'
    for other in ('<p>甲<img src="a.jpg" title="乙"></p>', '<p><a href="b"><img src="a.jpg" title="乙"></a></p>',
                  '<p><img src="a"><img src="b"></p>'):
        assert add_captions(other) == other


def test_a_caption_is_not_the_summary() -> None:
    """It is found by the search, but the item's text begins after it."""
    renderer = Renderer(MarkdownSettings((), {}))
    fragment = renderer.render('![图](a.jpg "一条很长很长很长很长很长很长很长很长很长的图片说明")\n\n正文。\n', "news/2026/03/a.md")
    assert fragment.text == "正文。"
    assert "<figcaption>一条很长" in fragment.html
    assert [link.path for link in fragment.links] == ["news/2026/03/a.jpg"]


def test_a_title_picture() -> None:
    """As plain as that where nothing is known of it, and escaped."""
    assert picture_html("news/2026/03/x.png", '"甲"', _PAGE, {}, is_first=True) == '<img src="x.png" alt="&quot;甲&quot;">'
    assert 'alt="甲" width="600" height="900"' in picture_html("news/2026/03/tall.png", "甲", _PAGE, _PICTURES, is_first=True)
