"""Lists that handwritten pages place by a line: what they show, and what is refused on which line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from gazette.pages import Site
from gazette.problems import Problem, ProblemsFound
from gazette.shortcodes import expand_shortcodes

from tests.making import make_entry, make_site


@pytest.fixture(scope="module")
def site() -> Site:
    """Four items of two columns; the newest first is 丁."""
    return make_site([
        make_entry("01-a", title="甲", date="2026-03-01 09:00", tags="标签 一", brands="品牌"),
        make_entry("02-b", title="乙", date="2026-03-02 09:00", columns="示例栏目二", pinned=True, tags="a&b"),
        make_entry("03-c", title="丙", date="2026-03-03 09:00", organizations="工会"),
        make_entry("04-d", title="丁", date="2026-03-04 09:00", columns=["示例栏目二", "示例栏目一"])])


def _titles(page: str) -> str:
    return "".join(re.findall(r'<a href="news/[^"]*">([^<]*)</a>', page))


@pytest.mark.parametrize(("written", "titles"), [
    ("[[latest]]", "丁丙乙甲"), ("[[latest limit=2]]", "丁丙"), ("[[latest column=示例栏目二]]", "丁乙"),
    ('[[latest column="示例栏目二" limit=1]]', "丁"), ('[[latest tag="标签 一"]]', "甲"), ("[[latest tag=a&amp;b]]", "乙"),
    ("[[latest brand=品牌]]", "甲"), ("[[latest organization=工会]]", "丙"),
    ("[[latest pinned=yes]]", "乙"), ("[[latest pinned=是 column=示例栏目二]]", "乙"), ("[[latest tag=没有]]", ""), ("[[columns limit=1]]", "丁丁")])
def test_a_line_becomes_a_list(site: Site, written: str, titles: str) -> None:
    """Newest first, as many as asked for, only what fits every condition."""
    page = expand_shortcodes(f"<p>前</p><p>{written}</p><p>后</p>", "index.html", "docs/index.md", site)
    assert _titles(page) == titles
    assert "[[" not in page
    assert page.startswith("<p>前</p>")
    assert page.endswith("<p>后</p>")


@pytest.mark.parametrize(("written", "lead"), [("[[lead]]", "乙"), ("[[lead column=示例栏目一]]", "丁"), ("[[lead tag=没有]]", "")])
def test_the_lead_is_the_newest_pinned_item(site: Site, written: str, lead: str) -> None:
    """Or the newest of all where none is pinned; nothing where there is none."""
    page = expand_shortcodes(f"<p>{written}</p>", "index.html", "docs/index.md", site)
    assert _titles(page) == lead
    assert "gz-notices" not in page


def test_further_pinned_items_are_notices_and_the_lead_has_its_picture() -> None:
    """Three at most, newest first; the picture with its words, from the page's own place."""
    entries = [make_entry(f"0{number}-a", title=title, date=f"2026-03-0{number} 09:00", pinned=True, image="a b.png", image_alt="示例图")
               for number, title in enumerate("甲乙丙丁戊", 1)]
    page = expand_shortcodes("<p>[[lead]]</p>", "x/y.html", "docs/x/y.md", make_site(entries))
    assert re.findall(r'<img class="gz-top__picture" src="([^"]*)" alt="([^"]*)">', page) == [("../news/2026/03/a%20b.png", "示例图")]
    assert re.findall(r'<a href="../news/[^"]*">([^<]*)</a>', page) == list("戊丁丙乙")


def test_feeds_in_short_and_the_map_of_the_site(site: Site) -> None:
    """Every column with its three formats; every list that has something, with the number of its items."""
    feeds = expand_shortcodes("<p>[[subscribe]]</p>", "index.html", "docs/index.md", site)
    assert re.findall(r'href="([^"]*)"', feeds) == [
        f"{folder}{name}" for folder in ("", "columns/one/", "columns/two/") for name in ("feed.xml", "atom.xml", "feed.json")]
    lists = expand_shortcodes("<p>[[sitemap]]</p>", "sitemap.html", "docs/sitemap.md", site)
    assert re.findall("<h2>([^<]*)</h2>", lists) == ["栏目", "往期稿件", "按内容查找稿件"]
    found = re.findall(r'<a href="([^"]*)">([^<]*?)(?: <small>(\d+)</small>)?</a>', lists)
    assert found[:4] == [("columns/one.html", "示例栏目一", "3"), ("columns/two.html", "示例栏目二", "2"),
                         ("archive/index.html", "全部年份", "4"), ("archive/2026.html", "2026年", "4")]


def test_the_finder_box_says_when_there_is_no_station(site: Site) -> None:
    """No form that could find nothing."""
    box = expand_shortcodes("<p>[[finder]]</p>", "index.html", "docs/index.md", site)
    assert "<form" not in box
    assert "站点的名录还没有填写。" in box


def test_links_of_a_list_start_at_the_page(site: Site) -> None:
    """A page in a folder leads up first."""
    page = expand_shortcodes("<p>[[latest limit=1]]</p>", "a/b/c.html", "docs/a/b/c.md", site)
    assert 'href="../../news/2026/03/04-d.html"' in page


@pytest.mark.parametrize("page", ["<p>见 [[latest]]</p>", "<code>[[latest]]</code>", "<li>[[latest]]</li>", "<p>[[Latest]]</p>", "<p>[latest]</p>"])
def test_only_a_line_of_its_own_counts(site: Site, page: str) -> None:
    """In a sentence, in code or in a list it is text."""
    assert expand_shortcodes(page, "index.html", "docs/index.md", site) == page


def test_the_page_of_feeds_names_every_feed_in_every_format(site: Site) -> None:
    """Site, columns, organizations and brands, with full addresses to copy."""
    page = expand_shortcodes("<p>[[feeds]]</p>", "subscribe.html", "docs/subscribe.md", site)
    addresses = set(re.findall(r">(https://[^<]*)<", page))
    folders = ("", "columns/one/", "columns/two/", "organizations/%E5%B7%A5%E4%BC%9A/", "brands/%E5%93%81%E7%89%8C/")
    assert addresses >= {f"https://example.org/sub/{folder}feed.xml" for folder in folders}


def test_every_fault_of_a_page_is_told_with_its_line(site: Site, tmp_path: Path) -> None:
    """Unknown list, condition and column, wrong numbers, leftovers: all at once, the second of two lines on the second."""
    lines = ["[[latest limit=1]]", "[[latest limit=0]]", "[[latest limit=101]]", "[[latest limit=二]]", "[[lastest]]", "[[zzz]]",
             "[[latest colum=甲]]", "[[latest column=示例栏一]]", "[[latest 五条]]", "[[feeds limit=1]]", "[[latest column=示例栏一 limit=2]]"]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# 题\n\n" + "\n".join(lines), "utf-8")
    here = replace(site, settings=site.settings.model_copy(update={"root": tmp_path}))
    here.templates = site.templates
    with pytest.raises(ProblemsFound) as found:
        expand_shortcodes("".join(f"<p>{line}</p>" for line in lines), "a.html", "docs/a.md", here)
    near, number = "是不是“示例栏目一”？", "写 1 到 100 之间的整数。"
    assert [problem for problem in found.value.problems if problem.line not in (8, 12)] == [
        Problem("docs/a.md", 4, "limit=0 不对。", number), Problem("docs/a.md", 5, "limit=101 不对。", number),
        Problem("docs/a.md", 6, "limit=二 不对。", number), Problem("docs/a.md", 7, "没有 [[lastest]] 这种列表。", "是不是 latest？"),
        Problem("docs/a.md", 9, "[[latest]] 没有“colum”这个条件。", "可以用：column、tag、brand、organization、pinned、limit。"),
        Problem("docs/a.md", 10, "没有名为“示例栏一”的栏目。", near),
        Problem("docs/a.md", 11, "读不懂“五条”。", "写成 名称=值，值里有空格时加英文双引号。"),
        Problem("docs/a.md", 13, "没有名为“示例栏一”的栏目。", near)]
    others = [problem for problem in found.value.problems if problem.line in (8, 12)]
    assert [problem.message for problem in others] == ["没有 [[zzz]] 这种列表。", "[[feeds]] 没有“limit”这个条件。"]
    assert all(problem.hint.startswith("可以用：") for problem in others)
