"""`gazette new`: any title comes back from the file as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gazette.front_matter import split_document
from gazette.new import render_new, slug_of, write_new
from gazette.problems import ProblemsFound
from hypothesis import example, given
from hypothesis import strategies as st

from tests.making import NOW
from tests.sample import sample_project

_LINE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"), min_size=1, max_size=30)


@given(_LINE, _LINE, _LINE)
@example("a: b", "- a", "#a")
@example('甲"乙"\\', "'甲'", "[甲")
@example("true", "2026-03-10 12:00", "甲 #乙")
def test_whatever_is_typed_is_read_again(title: str, source: str, editor: str) -> None:
    """Quoted where YAML would take it for something else; the head has every key that is needed."""
    values = split_document(render_new(title, "示例栏目一", NOW, source, editor), "a.md").values
    for key, typed in (("title", title), ("source", source), ("editor", editor)):
        assert str(values[key]).split() == typed.split()
    assert (values["date"], values["column"]) == ("2026-03-10 12:00", "示例栏目一")


@pytest.mark.parametrize(("title", "slug"), [
    ("社区活动周", "she-qu-huo-dong-zhou"), ("2026年E万州！", "2026-nian-e-wan-zhou"), ("绿色、女性", "lv-se-nv-xing"), ("！？", "gaojian"),
    ("一二三四五六七八", "yi-er-san-si-wu-liu")])
def test_the_address_is_the_pinyin_of_the_title(title: str, slug: str) -> None:
    """Six words at most, never empty."""
    assert slug_of(title) == slug


@pytest.mark.parametrize("slug", ["A", "a_b", "a/b", "../a", "-a", "活动"])
def test_an_address_that_cannot_be_is_refused(slug: str, tmp_path: Path) -> None:
    """Before anything is written."""
    project = sample_project(tmp_path / "project")
    before = sorted(project.rglob("*"))
    with pytest.raises(ProblemsFound, match="不能作网址"):
        write_new(project, "示例", None, slug)
    assert sorted(project.rglob("*")) == before


def test_source_and_editor_are_those_of_the_newest_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They mostly stay the same; an item that cannot be read is passed over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773115200")
    project = sample_project(tmp_path / "project")
    (project / "news/2026/03/08-newest.md").write_text("---\nsource: 新来源\neditor: 新编辑\n---\n", "utf-8")
    (project / "news/2026/03/09-torn.md").write_text("没有稿件信息", "utf-8")
    text = (project / write_new(project, "示例", "示例栏目二", "a")).read_text("utf-8")
    assert {"source: 新来源", "editor: 新编辑", "column: 示例栏目二"} <= set(text.split("\n"))
