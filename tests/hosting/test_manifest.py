"""Manifests, what differs between two of them, and how little one new item changes."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from gazette.hosting.changes import compare, describe, describe_size, rank
from gazette.hosting.manifest import EMPTY, File, Manifest, load_manifest, parse, read_site, serialize
from gazette.problems import ProblemsFound

from tests.sample import build_sample, run, sample_project

_ONE, _TWO = File("1" * 64, 1), File("2" * 64, 2)


def test_a_manifest_says_what_is_there(tmp_path: Path) -> None:
    """Every file with the digest and the size of its bytes, and the withdrawn item; written and read it is the same."""
    site = build_sample(sample_project(tmp_path / "project"))
    manifest = read_site(site, 2)
    assert set(manifest.files) == {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for path, file in manifest.files.items():
        content = (site / path).read_bytes()
        assert file == File(sha256(content).hexdigest(), len(content))
    assert manifest.withdrawn == ("news/2026/03/03-withdrawn.html",)
    assert parse(serialize(manifest), "m") == manifest


def test_two_clean_builds_have_one_manifest(tmp_path: Path) -> None:
    """To the byte, as `gazette manifest` writes it; and `gazette changes` finds nothing between them."""
    projects = [sample_project(tmp_path / name, 30) for name in ("one", "other")]
    for project in projects:
        build_sample(project)
        assert run(project, "manifest", "--output", str(project / "manifest.json")).returncode == 0
    first, second = [(project / "manifest.json").read_text("utf-8") for project in projects]
    assert first == second
    assert "新增 0 个，改动 0 个，撤下 0 个；其他文件变动 0 个" in run(projects[1], "changes", str(projects[0] / "manifest.json")).stdout


@pytest.mark.parametrize("text", [
    "", "[]", "null", '{"format": 99, "files": {}, "withdrawn": []}', '{"format": 1, "files": {"a": [1]}, "withdrawn": []}'])
def test_another_file_is_no_manifest(text: str, tmp_path: Path) -> None:
    """It is told in Chinese; a file that is not there is an empty manifest."""
    (tmp_path / "m.json").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound, match="不是网站的文件清单"):
        load_manifest(tmp_path / "m.json")
    assert load_manifest(tmp_path / "none.json") == EMPTY


def test_kinds_of_changes(tmp_path: Path) -> None:
    """Added, changed, gone; a page that became a notice counts as withdrawn, not as changed. Titles cannot act as Markdown."""
    old = Manifest({"a.html": _ONE, "b.html": _ONE, "news/2026/03/03-w.html": _ONE, "feed.xml": _ONE}, ())
    new = Manifest({"b.html": _TWO, "c.html": _ONE, "news/2026/03/03-w.html": _TWO, "feed.xml": _TWO}, ("news/2026/03/03-w.html",))
    (tmp_path / "c.html").write_text("<title>一&lt;b&gt;*二*</title>", "utf-8")
    changes = compare(old, new)
    assert (changes.added, changes.changed, changes.gone, changes.withdrawn) == (
        ["c.html"], ["b.html", "news/2026/03/03-w.html", "feed.xml"], ["a.html"], ["news/2026/03/03-w.html"])
    lines = list(describe(changes, tmp_path))
    assert lines[0] == "网页：新增 1 个，改动 1 个，撤下 2 个；其他文件变动 1 个。"
    assert r"- `c.html` 一\<b\>\*二\*" in lines
    assert lines[-3:] == ["\n**撤下**\n", "- `news/2026/03/03-w.html`", "- `a.html`"]


def test_many_pages_are_cut_short(tmp_path: Path) -> None:
    """The summary stays one that a person reads."""
    lines = list(describe(compare(EMPTY, Manifest({f"{number}.html": _ONE for number in range(60)})), tmp_path))
    assert lines[-1] == "- ……还有 10 个"
    assert len(lines) == 53


def test_the_limit_of_pages_is_told_when_near() -> None:
    """At 90 % of 1 GB, not at 70 %."""
    sizes = {size: describe_size(Manifest({"a": File("", size * 10_000_000)})) for size in (70, 90)}
    assert "上限" not in sizes[70]
    assert "900.0 MB。接近 GitHub Pages 的上限" in sizes[90]


def test_what_others_name_goes_up_first() -> None:
    """Pictures, pages of records, lists, the pointers to the search index, feeds."""
    order = ["assets/a.css", "news/2026/03/01-a.html", "stations/c01.html", "stations/index.html", "index.html", "columns/one.html",
             "search.json", "pagefind-newest/pagefind-entry.json", "feed.xml", "columns/one/atom.xml", "feed-2025-1.json", "sitemap.xml"]
    assert [rank(path) for path in order] == [0, 1, 1, 2, 2, 2, 3, 3, 4, 4, 4, 4]


def test_one_new_item_among_a_thousand_changes_little(tmp_path: Path) -> None:
    """Its page, its two neighbours, and the lists, feeds and sitemaps that it is in: no other file of over a thousand."""
    project = sample_project(tmp_path / "project", 1000)
    before = read_site(build_sample(project), 2)
    item = (project / "news/2025/01/01-item-0.md").read_text("utf-8")
    new = project / "news/2026/01/15-new.md"
    new.parent.mkdir()
    new.write_text(item.replace("示例稿件0", "新稿件").replace("date: 2025-01-01", "date: 2026-01-15").replace("标签0", "新标签"), "utf-8")
    after = read_site(build_sample(project), 2)
    changes = compare(before, after)
    # 1,002 items at 20 a page; a new one moves the others along, and no page more is needed.
    column = ["columns/one.html", *(f"columns/one/{page}.html" for page in range(2, 52))]
    feeds = [f"{folder}{name}" for folder in ("", "columns/one/") for name in ("feed.xml", "atom.xml", "feed.json")]
    assert sorted(changes.added) == ["archive/2026-01.html", "news/2026/01/15-new.html", "tags/新标签.html"]
    assert sorted(changes.changed) == sorted([
        "news/2026/03/01-plain.html", "news/2025/12/28-item-839.html",
        "index.html", "archive/2026.html", "archive/index.html", "tags/index.html", *column, *feeds, "sitemap-2026.xml", "sitemap-pages.xml"])
    assert list(changes.gone) == []
    assert len(after.files) > 1200
