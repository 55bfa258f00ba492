"""What pages tell besides a record's own row: its history, its stations, and on a station's page who names it."""

from __future__ import annotations

import re
from pathlib import Path

from gazette.markdown import text_of

from tests.sample import build_sample, sample_project

_EVENT = re.compile(r'<li><time datetime="(\d{4})-(\d\d)-(\d\d)">(.*?)</time> <span>(.*?)</span></li>')


def _history(site: Path, path: str) -> list[tuple[str, str]]:
    """(Day, words) of each event on a page; the days in words must be the same."""
    lists = re.findall(r'<ol class="gz-history">(.*?)</ol>', (site / path).read_text("utf-8"), re.DOTALL)
    found = []
    for year, month, day, spoken, words in _EVENT.findall("".join(lists)):
        assert spoken == f"{year}年{int(month)}月{int(day)}日"
        found.append((f"{year}-{month}-{day}", text_of(words)))
    assert "".join(lists).count("<li>") == len(found)
    return found


def test_events_are_in_order(tmp_path: Path) -> None:
    """A record's own days, and its evidence published, corrected and withdrawn; a document has no day."""
    project = sample_project(tmp_path / "project")
    table = project / "docs/registers/tasks.csv"
    table.write_text(table.read_text("utf-8").replace("news/2026/03/01-plain.md、", "news/2026/03/01-plain.md、news/2026/03/02-full.md、"), "utf-8")
    site = build_sample(project)
    assert _history(site, "tasks/t01.html") == [
        ("2026-02-01", "期限"), ("2026-02-01", "销号"), ("2026-03-01", "依据发布：普通稿件"),
        ("2026-03-02", "依据发布：各项齐全的稿件：甲 & 乙"), ("2026-03-03", "依据更正：更正一个数字。")]
    assert _history(site, "tasks/t04.html") == [("2026-03-03", "依据发布：撤回的稿件"), ("2026-03-04", "依据撤回：内容有误。")]
    assert _history(site, "tasks/t03.html") == [("2026-03-10", "期限")]
    assert _history(site, "departments/示例部门甲.html") == []


def test_a_register_of_events(tmp_path: Path) -> None:
    """One table and one block more, and what it says of a task stands in the task's history, by its day."""
    project = sample_project(tmp_path / "project")
    folder = project / "docs/registers"
    with (folder / "schema.yml").open("a", encoding="utf-8") as file:
        file.write("- name: task_history\n  title: 任务沿革\n  description: 任务办理中的事。\n  primaryKey: id\n  label: note\n  changed: [date]\n"
                   "  fields:\n    - {name: id, title: 编号}\n    - {name: task, title: 任务, constraints: {required: true}}\n"
                   "    - {name: date, title: 日期, type: date, past: true, constraints: {required: true}}\n    - {name: note, title: 事项}\n"
                   "  foreignKeys:\n    - {fields: task, reference: {resource: tasks, fields: id}}\n")
    (folder / "task_history.csv").write_text("id,task,date,note\nh1,t01,2026-01-05,示例事项一\nh2,t02,2026-01-06,示例事项二\n", "utf-8")
    site = build_sample(project)
    assert _history(site, "tasks/t01.html")[:2] == [("2026-01-05", "任务沿革：示例事项一"), ("2026-02-01", "期限")]
    # The table of it would say the same once more.
    assert text_of((site / "tasks/t01.html").read_text("utf-8")).count("示例事项一") == 1
    assert "任务沿革：示例事项二（2026-01-06）" in (site / "registers/feed.json").read_text("utf-8")


def test_stations_of_a_department(tmp_path: Path) -> None:
    """Linked both ways; one that names none has no such section; a closed one is named, and its page a notice."""
    project = sample_project(tmp_path / "project")
    site = build_sample(project)
    assert ('<section>\n<h2>示例站点</h2>\n<ul class="gz-rows">\n<li><a href="../stations/x1.html">示例站一</a> '
            "<span>党群服务站，示例镇</span></li>\n</ul>\n</section>") in (site / "departments/示例部门甲.html").read_text("utf-8")
    station = (site / "stations/x1.html").read_text("utf-8")
    assert '<dt>示例部门</dt><dd><a href="../departments/%E7%A4%BA%E4%BE%8B%E9%83%A8%E9%97%A8%E7%94%B2.html">示例部门甲</a></dd>' in station
    assert '<dt>示例地点</dt><dd><a href="../places/index.html">=示例地点一</a></dd>' in station
    assert "示例站点" not in (site / "departments/示例部门乙.html").read_text("utf-8")
    table = project / "docs/stations/table.csv"
    table.write_text(table.read_text("utf-8").replace("备注\n", "备注,关闭日期\n").replace("学习培训,\n", "学习培训,,2026-03-01\n"), "utf-8")
    site = build_sample(project)
    assert "示例站一" in (site / "departments/示例部门甲.html").read_text("utf-8")
    assert "<dt>示例部门</dt>" not in (site / "stations/x1.html").read_text("utf-8")
