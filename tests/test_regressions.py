"""Faults that reviewers of the press found, each as the case that showed it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import feedparser
import pytest
from gazette.markdown import Renderer
from gazette.settings import MarkdownSettings
from markdown import Markdown

from tests.sample import build_sample, run, sample_project, tree

_HEAD = "---\ntitle: 示例\ndate: 2026-03-05 09:00\ncolumn: 示例栏目一\nsource: 示例来源\neditor: 示例编辑\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return sample_project(tmp_path / "project")


def _item(project: Path, head: str = "", body: str = "正文。") -> str:
    (project / "news/2026/03/05-x.md").write_text(f"{_HEAD}{head}---\n{body}\n", "utf-8")
    return "news/2026/03/05-x.html"


def _build(project: Path) -> Path:
    return build_sample(project)


def _told(project: Path) -> None:
    done = run(project, "build", "--no-search")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "改法：" in done.stderr


def test_withdrawn_item_with_its_own_picture_can_be_built(project: Path) -> None:
    (project / "news/2026/03/w.png").write_bytes(b"x")
    _item(project, "image: w.png\nwithdrawn: {date: 2026-03-06 09:00, reason: 原因}\n")
    _build(project)


def test_expired_item_takes_its_picture_with_it(project: Path) -> None:
    (project / "news/2026/03/e.png").write_bytes(b"x")
    _item(project, "image: e.png\nexpires: 2026-03-06 09:00\n")
    assert not (_build(project) / "news/2026/03/e.png").exists()


def test_one_lost_body_in_the_cache_is_rendered_again(project: Path) -> None:
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("feed_size: 50", "feed_size: 1"), "utf-8")
    _same_without(project, "WHERE digest IN (SELECT digest FROM records WHERE record LIKE '%01-plain.md%')")


def test_a_torn_page_of_the_cache_is_a_slow_build(project: Path) -> None:
    _same_without(project, "")


def _same_without(project: Path, which: str) -> None:
    """Bodies lost from the cache, those that the clause names, change nothing of the site that is built then."""
    before = tree(_build(project))
    db = sqlite3.connect(project / ".cache/gazette.sqlite")
    db.execute(f"DELETE FROM bodies {which}")
    db.commit()
    db.close()
    shutil.rmtree(project / "site")
    assert tree(_build(project)) == before


@pytest.mark.parametrize("name", ["frames.json", "assets/gazette.css"])
def test_a_lost_file_of_the_frames_is_made_again(project: Path, name: str) -> None:
    before = tree(_build(project))
    (project / ".cache/mkdocs" / name).unlink()
    assert tree(_build(project)) == before


def test_a_csv_among_the_pages_is_copied_when_it_changes(project: Path) -> None:
    _build(project)
    (project / "docs/files").mkdir()
    (project / "docs/files/t.csv").write_text("x", "utf-8")
    assert (_build(project) / "files/t.csv").is_file()


@pytest.mark.parametrize("body", ["[甲](http://[x/)", "<http://[x/>"])
def test_an_address_that_cannot_be_split_does_not_crash(project: Path, body: str) -> None:
    _item(project, body=body)
    assert "Traceback" not in run(project, "build", "--no-search").stderr


def test_new_with_a_wrong_column_leaves_no_file(project: Path) -> None:
    run(project, "new", "示例", "--column", "没有", "--slug", "abc")
    assert not list(project.rglob("*-abc.md"))


@pytest.mark.parametrize("name", ["../../../docs/files/a.txt", "b%20c.txt"])
def test_attachments_are_linked_where_they_are(project: Path, name: str) -> None:
    (project / "docs/files").mkdir()
    (project / "docs/files/a.txt").write_bytes(b"x")
    (project / "news/2026/03/b c.txt").write_bytes(b"x")
    path = _item(project, f"attachments: [{name}]\n")
    page = _build(project) / path
    assert 'href="../../../files/a.txt"' in page.read_text("utf-8") or 'href="b%20c.txt"' in page.read_text("utf-8")


@pytest.mark.parametrize("link", ["<a href=02-full.md>甲</a>", '<A HREF="02-full.md">甲</A>', '<a href = "02-full.md">甲</a>'])
def test_html_links_in_any_writing_are_resolved_or_told(project: Path, link: str) -> None:
    path = _item(project, body=f"正文 {link}")
    done = run(project, "build", "--no-search")
    assert done.returncode == 1 or "02-full.html" in (project / "site" / path).read_text("utf-8").split('class="gz-text')[1].split("</div>")[0]


@pytest.mark.parametrize("body", ['正文 <!-- <a href="nowhere.md">甲</a> -->', "![参数 src=](picture.svg)"])
def test_what_is_no_link_is_not_told_as_broken(project: Path, body: str) -> None:
    _item(project, body=body)
    _build(project)


@pytest.mark.parametrize("body", ["甲\n\n#标题\n", "甲\n\n标题\n===\n", "```\n# 注\n```\n\n# 标题\n"])
def test_the_line_of_a_heading_of_the_first_level(project: Path, body: str) -> None:
    _item(project, body=body)
    text = (project / "news/2026/03/05-x.md").read_text("utf-8")
    line = 1 + next(n for n, row in reversed(list(enumerate(text.split("\n")))) if "标题" in row)
    assert f"05-x.md:{line}: " in run(project, "check").stderr


def test_an_item_of_one_picture_has_its_full_text_in_rss(project: Path) -> None:
    _item(project, body="![](picture.svg)")
    item = feedparser.parse((_build(project) / "feed.xml").read_bytes()).entries[0]
    assert item.get("content")


def test_every_item_of_a_json_feed_has_content(project: Path) -> None:
    _item(project, body="")
    assert all("content_html" in item or "content_text" in item for item in json.loads((_build(project) / "feed.json").read_bytes())["items"])


def test_an_alias_added_later_keeps_the_id(project: Path) -> None:
    def item_id() -> str:
        items = feedparser.parse((_build(project) / "feed.xml").read_bytes()).entries
        return str(next(item.id for item in items if item.title == "普通稿件"))

    before = item_id()
    item = project / "news/2026/03/01-plain.md"
    item.write_text(item.read_text("utf-8").replace("tags:", "aliases: [old/123.html]\ntags:"), "utf-8")
    assert item_id() == before


def test_columns_without_any_are_told(project: Path) -> None:
    (project / "news/columns.yml").write_text("[]\n", "utf-8")
    _told(project)


@pytest.mark.parametrize("text", ["site_name: 万州\n".encode("gbk"), b"# \x07\n", b"- a\n", b"site_name: a\nsite_url: https://a.b/\nextra: x\n"])
def test_broken_settings_are_told(project: Path, text: bytes) -> None:
    (project / "mkdocs.yml").write_bytes(text)
    _told(project)


def test_a_footnote_mark_is_not_in_the_summary(project: Path) -> None:
    _item(project, body="这是一句带有脚注的正文，长度足够作为摘要使用[^1]。\n\n[^1]: 注文。")
    summary = json.loads((_build(project) / "feed.json").read_bytes())["items"][0]["summary"]
    assert summary == "这是一句带有脚注的正文，长度足够作为摘要使用。"


def test_abbreviations_of_markdown_are_kept() -> None:
    extensions, text = ("toc", "tables", "fenced_code", "abbr"), "*[HTML]: 超文本\n\nHTML"
    assert Renderer(MarkdownSettings(extensions, {})).render(text, "news/2026/03/01-a.md").html == Markdown(extensions=list(extensions)).convert(text)
