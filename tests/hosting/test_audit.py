"""The weekly report, and problems as GitHub shows them on their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.hosting.audit import audit, outside_links
from gazette.problems import Problem
from gazette.settings import FreshnessOptions

from tests.making import make_content, make_entry, moment
from tests.sample import run, sample_project

_DAYS = FreshnessOptions()


def test_outside_links_with_their_pages(tmp_path: Path) -> None:
    """Each address once, whatever its fragment; links of the site itself and relative ones are no outside links."""
    (tmp_path / "news").mkdir()
    (tmp_path / "a.html").write_text('<a class="x" href="https://a.example/?x=1&amp;y=2#z">1</a><a href="b.html">2</a>', "utf-8")
    (tmp_path / "news/b.html").write_text('<a href="https://a.example/?x=1&y=2">1</a><a href="https://own.example/c.html">2</a>', "utf-8")
    assert outside_links(tmp_path, "https://own.example/") == {"https://a.example/?x=1&y=2": ["a.html", "news/b.html"]}


def test_the_report_names_what_is_broken_and_old() -> None:
    """A link that is gone with the page that has it, the others not; the age of the newest item, and a word when it is too old."""
    links = {"https://a.example/": ["a.html"], "https://b.example/": ["b.html"]}
    content = make_content([make_entry()], now=moment("2026-03-10 12:00"))
    report = "\n".join(audit(content, _DAYS, links, lambda address: "网页已不存在（404）" if "a." in address else ""))
    assert "共 2 个，打不开的 1 个。" in report
    assert "- <https://a.example/>：网页已不存在（404），见 a.html" in report
    assert "b.example" not in report
    assert "该提醒的栏目 1 个（满 10 天没有新稿），其中超过红线的 0 个（满 14 天）。\n\n- 栏目“示例栏目二”还没有稿件。" in report
    later = "\n".join(audit(make_content([make_entry()], now=moment("2026-06-01 12:00")), _DAYS, {}, str))
    assert "其中超过红线的 1 个（满 14 天）。\n\n- 栏目“示例栏目一”已有 92 天没有新稿（最近一篇 2026-03-01）。" in later


@pytest.mark.parametrize(("on", "seen"), [("true", True), ("", False)])
def test_github_gets_problems_on_their_lines(on: str, seen: bool, tmp_path: Path) -> None:
    """Only there; the plain line is told in any case."""
    project = sample_project(tmp_path / "project")
    item = project / "news/2026/03/01-plain.md"
    item.write_text(item.read_text("utf-8").replace("title:", "titel:"), "utf-8")
    done = run(project, "check", GITHUB_ACTIONS=on)
    assert done.returncode == 1
    assert "news/2026/03/01-plain.md:2: " in done.stderr
    assert ("::error file=news/2026/03/01-plain.md,line=2::" in done.stdout) == seen
    item.write_text(item.read_text("utf-8").replace("titel:", "title:") + "\n中文,逗号。\n", "utf-8")
    done = run(project, "check", GITHUB_ACTIONS=on)
    assert done.returncode == 0
    assert ("::warning file=news/2026/03/01-plain.md,line=" in done.stdout) == seen


def test_an_annotation_cannot_be_broken_out_of() -> None:
    """Line breaks and the signs that part its values are written as GitHub's documentation says."""
    assert Problem("a,b:c.md", 3, "一\n::error::二", "用 %。").annotation() == (
        "::error file=a%2Cb%3Ac.md,line=3::一%0A::error::二 改法：用 %25。")
