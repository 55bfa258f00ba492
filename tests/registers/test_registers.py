"""Registers in a whole site: links both ways, totals, charts, what is overdue, open data, search."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from gazette.cache import Cache
from gazette.defuse import restore
from gazette.gathering import gather_content
from gazette.markdown import text_of
from gazette.registers.svg_bars import Bar, render_bars
from gazette.registers.tables import load_registers
from gazette.search_documents import register_documents
from gazette.settings import load_settings
from lxml import etree

from tests.browser.project import SHIPPED
from tests.sample import NOW, build_sample, run, sample_project, tree


@pytest.fixture
def site(sample_site: Path) -> Path:
    """The sample project, built."""
    return sample_site


def _links(site: Path, path: str) -> set[str]:
    """Where the links of a page's article lead, from the site's root."""
    article = re.search(r"<article.*</article>", (site / path).read_text("utf-8"), re.DOTALL)
    assert article
    return {urljoin(f"https://site.test/{path}", address).removeprefix("https://site.test/")
            for address in re.findall(r'href="([^"]+)"', article[0])}


_A = "departments/%E7%A4%BA%E4%BE%8B%E9%83%A8%E9%97%A8%E7%94%B2.html"
_BRAND = "brands/%E4%B8%87%E5%B7%9E%E5%B7%A5%E5%8C%A0.html"


@pytest.mark.parametrize(("one", "other"), [
    ("news/2026/03/01-plain.html", "tasks/t02.html"),  # front matter
    ("news/2026/03/01-plain.html", "tasks/t01.html"),  # evidence
    ("news/2026/03/01-plain.html", _A),
    ("news/2026/03/02-full.html", _BRAND),
    ("tasks/t01.html", _A),
    ("tasks/index.html", "tasks/t01.html")])
def test_links_go_both_ways(one: str, other: str, site: Path) -> None:
    """An item and what it names; a record and what refers to it."""
    assert other in _links(site, one)
    assert one in _links(site, unquote(other))


def test_a_brand_shows_what_refers_to_it(site: Path) -> None:
    """Its figures, its text, its news; other brands' figures are not there."""
    text = text_of((site / "brands/万州工匠.html").read_text("utf-8"))
    assert "示例数一" in text
    assert "示例数三" in text
    assert "示例数二" not in text
    assert "万州工匠的长文" in text
    assert "各项齐全的稿件" in text


def test_many_items_of_a_record_are_paged(tmp_path: Path) -> None:
    """The record's page has the newest, further pages the rest; the list of a brand's items keeps its address."""
    project = sample_project(tmp_path / "project", news=25)
    for item in (project / "news/2025").rglob("*.md"):
        item.write_text(item.read_text("utf-8").replace("editor: 示例编辑", "editor: 示例编辑\nbrands: [示例品牌]"), "utf-8")
    site = build_sample(project)
    assert len([link for link in _links(site, "brands/示例品牌.html") if link.startswith("news/")]) == 20
    assert len([link for link in _links(site, "brands/示例品牌/2.html") if link.startswith("news/")]) == 5


def test_totals_and_numbers_add_up(site: Path) -> None:
    """What is listed and what is not make the stated total, in the words and in the table behind the chart."""
    page = (site / "tasks/index.html").read_text("utf-8")
    assert "共 75 项，本站列出 4 项" in page
    total = re.search(r'<tr><th scope="row">全部</th>(.*?)</tr>', page)
    assert total
    assert sum(map(int, re.findall(r">(\d+)<", total[1]))) == 75
    assert "本站列出 2 处" in (site / "places/index.html").read_text("utf-8")


def test_what_is_overdue_is_told(tmp_path: Path) -> None:
    """From the day after the deadline on, and the build is good; it also says when the next one comes."""
    project = sample_project(tmp_path / "project")
    done = run(project, "build", "--no-search")
    assert done.returncode == 0
    assert done.stdout.startswith("提醒：docs/registers/tasks.csv:3: 示例任务“示例任务二”已超过期限。\n")
    assert not done.stderr
    assert run(project, "check").stdout.startswith(done.stdout.splitlines()[0])
    # Evidence that was withdrawn after it had been entered is told as well, and stops nothing.
    assert done.stdout.splitlines()[1] == (
        "提醒：docs/registers/tasks.csv:5: 示例任务“示例任务四”的依据 news/2026/03/03-withdrawn.md 已经撤回，请换一个。")
    # A day later the task due on the 10th is overdue too; two days before, none is.
    assert "示例任务三" in run(project, "check", SOURCE_DATE_EPOCH=str(int(NOW) + 86400)).stdout
    assert "已超过期限" not in run(project, "check", SOURCE_DATE_EPOCH=str(int(NOW) - 86400)).stdout
    assert [*load_registers(load_settings(project))[0].overdue_days()] == [date(2026, 3, 10), date(2026, 3, 11)]


def test_bars_are_well_formed_and_say_all() -> None:
    """Hostile labels too; widths go by the numbers."""
    svg = render_bars('<甲>"&', [("一", "#111"), ("二", "#222")], [Bar("<b>", (1, 3), "4 项"), Bar("空", (0, 0), "0 项")])
    root = etree.fromstring(svg.encode())
    assert root.get("aria-label") == '<甲>"&。<b>：一1，二3；空：没有。'
    assert [rect.get("width") for rect in root.iter("{*}rect")] == ["80.0", "240.0"]
    scaled = etree.fromstring(render_bars("甲", [("一", "#111")], [Bar("a", (2,), "2"), Bar("b", (1,), "1")], to_scale=True).encode())
    assert [rect.get("width") for rect in scaled.iter("{*}rect")] == ["320.0", "160.0"]


def test_open_data_comes_back_as_it_was(site: Path) -> None:
    """CSV with a BOM, its formulas defused; JSON with types."""
    raw = (site / "data/registers/places.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"))))
    assert rows[1][1] == "'=示例地点一"
    assert restore(rows[1][1]) == "=示例地点一"
    places = json.loads((site / "data/registers/places.json").read_bytes())
    assert places == {"name": "places", "total": None, "records": [
        {"id": 1, "name": "=示例地点一", "stations": ["x1", "x2"]}, {"id": 2, "name": "示例地点二", "stations": []}]}


def test_the_data_package_fits_its_tables(site: Path) -> None:
    """Every resource is there, with exactly the columns that the package describes."""
    package = json.loads((site / "data/registers/datapackage.json").read_bytes())
    for resource in package["resources"]:
        header = next(csv.reader(StringIO((site / "data/registers" / resource["path"]).read_text("utf-8-sig"))))
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["schema"]["primaryKey"] in header
    assert [one["name"] for one in package["resources"]] == ["tasks", "departments", "brands", "figures", "places"]


def test_search_knows_registers(tmp_path: Path) -> None:
    """A document for each register and for each record with a page, of the kind 台账; those without are in their register's."""
    project = sample_project(tmp_path / "project")
    cache = Cache(tmp_path / "cache.sqlite")
    try:
        documents = {one.path: one for one in register_documents(gather_content(load_settings(project), cache, 1).content)}
    finally:
        cache.close()
    assert {"tasks/index.html", "tasks/t01.html", "departments/示例部门甲.html", "brands/万州工匠.html", "places/index.html"} <= documents.keys()
    assert {one.filters for one in documents.values()} == {(("kind", "台账"),)}
    assert "示例地点二" in documents["places/index.html"].text
    assert "示例部门甲" in documents["tasks/t01.html"].text
    assert documents["brands/万州工匠.html"].body


def test_a_register_is_one_table_and_one_block(tmp_path: Path) -> None:
    """A new one has its page, its records' pages, data, search and links without a line of Python."""
    project = sample_project(tmp_path / "project")
    folder = project / "docs/registers"
    with (folder / "schema.yml").open("a", encoding="utf-8") as file:
        file.write("- name: rules\n  title: 示例制度\n  description: 示例制度的台账。\n  primaryKey: id\n  label: name\n  pages: true\n"
                   "  fields:\n    - {name: id, title: 编号}\n    - {name: name, title: 名称}\n    - {name: task, title: 任务}\n"
                   "  foreignKeys:\n    - {fields: task, reference: {resource: tasks, fields: id}}\n")
    (folder / "rules.csv").write_text("id,name,task\nr1,示例制度一,t01\n", "utf-8")
    site = build_sample(project)
    assert "rules/r1.html" in _links(site, "rules/index.html")
    assert "rules/r1.html" in _links(site, "tasks/t01.html")
    assert "rules/index.html" in _links(site, "registers/index.html")
    assert (site / "data/registers/rules.csv").is_file()
    assert "rules/r1.html" in (site / "sitemap-pages.xml").read_text("utf-8")


def test_a_site_without_registers(tmp_path: Path) -> None:
    """No schema, no registers: the terms of brands are lists as before, and no name is checked."""
    project = sample_project(tmp_path / "project")
    for path in (project / "docs/registers").iterdir():
        path.unlink()
    (project / "docs/brands/万州工匠.md").unlink()
    home = project / "docs/index.md"
    home.write_text("".join(line for line in home.read_text("utf-8").splitlines(True) if "[[records" not in line), "utf-8")
    site = build_sample(project)
    assert "news/2026/03/02-full.html" in _links(site, "brands/万州工匠.html")
    assert not (site / "tasks").exists()


def test_two_builds_are_the_same_and_a_change_is_seen(tmp_path: Path) -> None:
    """With and without a cache; a row changed is on every page that shows it."""
    project = sample_project(tmp_path / "project")
    first = tree(build_sample(project))
    assert tree(build_sample(sample_project(tmp_path / "other"))) == first
    table = project / "docs/registers/departments.csv"
    table.write_text(table.read_text("utf-8") + "示例部门丙\n", "utf-8")
    second = tree(build_sample(project))
    assert "departments/示例部门丙.html" in second
    assert first["departments/index.html"] != second["departments/index.html"]
    assert first["tasks/t03.html"] == second["tasks/t03.html"]


def test_the_shipped_registers_say_what_is_stated() -> None:
    """75 tasks, 46 departments and 44 problems stated, four brands, coverage as reported, three rates not known."""
    registers, problems = load_registers(load_settings(SHIPPED))
    assert problems == []
    one = registers.by_name
    assert {name: one[name].schema.total for name in ("tasks", "departments", "problems", "brands")} == {
        "tasks": 75, "departments": 46, "problems": 44, "brands": 4}
    assert len(one["brands"].records) == 4
    assert sorted(one["coverage"].schema.tallies[0].stated.values()) == ["25", "267", "30余", "58", "8"]
    assert [record.values["rate"] for record in one["evaluation"].records] == [None] * 3
    assert {record.values["samples"] for record in one["evaluation"].records} == {2000}
    assert {record.values["title"]: record.texts("brand") for record in one["policies"].records} == dict.fromkeys(
        ("《“兴业万州”创业就业工作实施方案》", "《万州区贫困大学生就业创业帮扶工作实施方案》"), ("兴业万州",))
    # Nothing is signed off without its evidence, and no date of it is known.
    assert {record.values["signed_off"] for record in one["tasks"].records} == {None}
    assert all(record.texts("evidence") for record in one["tasks"].records)
    assert all(re.fullmatch(r"news/.*\.md", path) for record in one["figures"].records for path in record.texts("source"))
