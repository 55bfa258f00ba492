"""What makes texts easy to read: contents lists, regions around tables, which tables can be put in order, lists by year."""

from __future__ import annotations

import pytest
from gazette.cards import by_year, card
from gazette.gate.footer import check_footer
from gazette.problems import Problem
from gazette.reading import contents_of, with_regions, with_sorting
from gazette.settings import load_settings

from tests.browser.project import SHIPPED
from tests.making import make_entry


def _table(rows: int, cell: str = "<td>甲</td>") -> str:
    return f"<table>\n<thead>\n<tr><th>列</th></tr>\n</thead>\n<tbody>\n{f'<tr>{cell}</tr>' * rows}\n</tbody>\n</table>"


def test_a_long_text_has_a_contents_list() -> None:
    """From the third heading on: level, anchor as the browser sees it, words without markup; other levels do not count."""
    two = '<h2 id="甲">甲</h2><h4 id="x">x</h4><h3 class="a" id="a&amp;b">乙<a href="#n">注</a> &amp; 丙</h3>'
    assert contents_of(two) == []
    assert contents_of(two + '<h2 id="丁"><strong>丁</strong></h2>') == [(2, "甲", "甲"), (3, "a&b", "乙注 & 丙"), (2, "丁", "丁")]


def test_tables_stand_in_regions_with_names_of_their_own() -> None:
    """The name comes from the heading above; the keyboard reaches each; tables with a class are left alone."""
    body = f'{_table(1)}{_table(1)}<h2 id="a">人&amp;数</h2>{_table(1)}{_table(1)}<h3 id="b">人数</h3>{_table(1)}<table class="x"></table>'
    page = with_regions(body)
    names = ["表格", "第2张表格", "人&amp;数的表格", "人&amp;数的第2张表格", "人数的表格"]
    for name in names:
        assert page.count(f'<div class="gz-scroll" tabindex="0" role="region" aria-label="{name}（可以左右移动）">\n<table>') == 1
    assert page.count("gz-scroll") == len(names)
    assert with_regions("<p>没有表格</p>") == "<p>没有表格</p>"


@pytest.mark.parametrize(("table", "sortable"), [
    (_table(4), False), (_table(5), True), (_table(5, '<td rowspan="2">甲</td>'), False), (_table(5).replace("th>", "td>"), False)])
def test_which_tables_can_be_put_in_order(table: str, sortable: bool) -> None:
    """Five rows under a heading, no cell over several; the script comes to the pages with such tables only."""
    page = with_regions(table)
    assert ("<table data-sort>" in page) is sortable
    assert with_sorting(page, "../").removeprefix(page) == (
        '<script type="module" src="../assets/sort.js"></script>\n' if sortable else "")


def test_lists_tell_the_years() -> None:
    """Newest first as they come; a pinned item that stands before newer ones has a heading of its own, others have not."""
    new, middle, old = (card(make_entry(f"0{n}-a", date=f"{year}-01-01 09:00", pinned=pinned), None)
                        for n, year, pinned in ((1, 2026, False), (2, 2025, True), (3, 2025, False)))
    assert by_year([new, middle, old]) == [("2026年", [new]), ("2025年", [middle, old])]
    assert by_year([middle, new, old]) == [("置顶", [middle]), ("2026年", [new]), ("2025年", [old])]
    assert by_year([]) == []


def test_an_empty_foot_of_the_page_is_told() -> None:
    """One warning with all that is missing; none where nothing is; what is filled in is not named."""
    settings = load_settings(SHIPPED)
    every = {"organizer": "示例单位", "contact": "示例", "site_code": "0000000000", "icp": "示例备", "police_record": "示例安备",
             "error_report": "https://example.org/"}
    full = settings.model_copy(update={"options": settings.options.model_copy(update=every)})
    assert list(check_footer(full)) == []
    partly = full.model_copy(update={"options": full.options.model_copy(update={"contact": "", "icp": ""})})
    [problem] = check_footer(partly)
    line = (SHIPPED / "mkdocs.yml").read_text("utf-8").split("\n").index('    contact: ""') + 1
    assert problem == Problem("mkdocs.yml", line, "页面底部还缺：联系方式、ICP备案号。",
                              "知道以后在 extra.gazette 里填写；不知道的可以留空，页面上就不显示。", "warning")
