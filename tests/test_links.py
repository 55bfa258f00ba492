"""Links of the project in rendered HTML: which are turned into links of the site, and where they are told."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from gazette.links import Target, line_of, page_target, relative_href, resolve_links
from gazette.permalinks import href
from hypothesis import example, given
from hypothesis import strategies as st

_SOURCE = "news/2026/03/01-a.md"
_NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/:\ufffe\uffff"), min_size=1, max_size=8).filter(
    lambda name: name not in (".", ".."))
_PATHS = st.lists(_NAMES, min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(("written", "resolved", "path"), [
    ('<a href="02-b.md#c" title="乙">', '<a href="02-b.html#c" title="乙">', "news/2026/03/02-b.html"),
    ("<a href='02-b.md'>", '<a href="02-b.html">', "news/2026/03/02-b.html"),
    ('<a class="x"\nhref="02-b.md">', '<a class="x"\nhref="02-b.html">', "news/2026/03/02-b.html"),
    ('<img alt="" src="图 1.png" />', '<img alt="" src="%E5%9B%BE%201.png" />', "news/2026/03/图 1.png"),
    ('<img src="%E5%9B%BE.png">', '<img src="%E5%9B%BE.png">', "news/2026/03/图.png"),
    ('<video poster="a.png">', '<video poster="a.png">', "news/2026/03/a.png"),
    ('<a href="../../../docs/README.md?b=1&amp;c=2">', '<a href="../../../index.html?b=1&amp;c=2">', "index.html"),
    ('<a href="../../../docs/stations/index.md">', '<a href="../../../stations/index.html">', "stations/index.html"),
    ('<a href="a&amp;b.pdf">', '<a href="a&amp;b.pdf">', "news/2026/03/a&b.pdf")])
def test_a_link_of_the_project_becomes_one_of_the_site(written: str, resolved: str, path: str) -> None:
    """Of Markdown and of HTML, in any quotes; it is remembered as it was written."""
    text, links = resolve_links(f"<p>{written}</p>", _SOURCE)
    assert text == f"<p>{resolved}</p>"
    assert [link.path for link in links] == [path]


@pytest.mark.parametrize("written", [
    '<a href="https://a.b/02-b.md">', '<a href="#注">', '<a href="">', '<a name="02-b.md">', '<a data-href="02-b.md">',
    '<abbr title="href=02-b.md">', '<code>&lt;a href="02-b.md"&gt;</code>', '<a href="mailto:a@b.md">',
    '<a href="&#109;&#97;&#105;&#108;&#116;&#111;&#58;a@b.c">'])
def test_what_is_not_one_stays_to_the_byte(written: str) -> None:
    """Other sites, places in the page, mail in whatever writing, code, other attributes."""
    assert resolve_links(written, _SOURCE) == (written, [])


def test_every_link_is_remembered_in_order() -> None:
    """Double ones too, so that each is told."""
    links = resolve_links('<a href="b.md"></a><img src="a.png"><a href="b.md"></a>', _SOURCE)[1]
    assert [link.written for link in links] == ["b.md", "a.png", "b.md"]


@pytest.mark.parametrize(("written", "line"), [("b.md", 3), ("c.md", 4), ("d.md", 5), ("nowhere.md", 1), ("e.pdf", 2)])
def test_the_line_is_that_on_which_a_link_was_written(written: str, line: int) -> None:
    """A link in round brackets counts before the same name elsewhere; 1 where it is not found."""
    assert line_of("b.md 只是提到\nattachments: [e.pdf]\n[甲](b.md)\n[乙]: c.md\n<d.md>\n", written) == line


@given(_PATHS, _PATHS)
@example("a/b", "a")
@example("a/b/c", "a/b")
def test_an_address_leads_to_the_page_it_was_made_for(source: str, target: str) -> None:
    """A browser on the one page that follows the address is on the other, whatever characters are in their paths."""
    here = f"https://example.org/sub/{href(source)}.html"
    followed = urlsplit(urljoin(here, relative_href(f"{source}.md", Target(target, "#x"))))
    assert unquote(followed.path) == f"/sub/{target}"
    assert followed.fragment == "x"


@given(st.text(max_size=30))
def test_no_link_crashes_the_press(written: str) -> None:
    """Whatever is written, it leads elsewhere, to a path within the site, or to one that no page has."""
    target = page_target(_SOURCE, written)
    if target is not None:
        assert target.path.startswith("…") or not target.path.startswith(("/", "../"))
