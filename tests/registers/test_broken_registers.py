"""Schemas and tables that are broken in every way that happens: all is told at once, with line, column and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import build_sample, run, sample_project

# A block of seven lines with room for one more key.
_BLOCK = """- name: a
  title: 甲
  description: 甲
  primaryKey: id
  label: id
  {}
  fields: [{{name: id, title: 编号}}, {{name: state, title: 状态, constraints: {{enum: [在办, 办结]}}}}, {{name: until, title: 期限, type: date}}]
"""
_HEADER = "编号,任务,部门,状态,期限,依据,销号日期,链接\n"
# Row → what is told of it.
_ROWS = {
    "t1,甲,,推进中,,,,": "id（编号）：“t1”的写法不对。 改法：要符合 t[0-9]{2}。",
    "t02,,,推进中,,,,": "缺少 title（任务）。 改法：补上 title 的值。",
    "t03,甲,示例部门丙,推进中,,,,": "departments（部门）：没有“示例部门丙”。 改法：是不是“示例部门甲”？",
    "t04,甲,,推进,,,,": "state（状态）：“推进”不在可以写的值里。 改法：是不是“推进中”？",
    "t05,甲,,已销号,,,2026-03-01,": "evidence（依据）：状态是“已销号”，这一格却是空的。 改法：补上它，或者改状态。",
    "t06,甲,,已销号,,news/2026/03/01-plain.md,,": "signed_off（销号日期）：状态是“已销号”，这一格却是空的。 改法：补上它，或者改状态。",
    "t07,甲,,推进中,,,2026-03-01,": "signed_off（销号日期）：状态是“推进中”，这一格应当是空的。 改法：删去它，或者改状态。",
    "t08,甲,,已销号,,news/2026/03/01-plian.md,2026-03-01,": "evidence（依据）：找不到稿件或文件“news/2026/03/01-plian.md”。 "
                                                         "改法：是不是 news/2026/03/01-plain.md？",
    "t09,甲,,已销号,,news/2026/03/05-draft.md,2026-03-01,": "evidence（依据）：news/2026/03/05-draft.md 是草稿或还没到发布时间。 "
                                                         "改法：等它发布后再写进来。",
    "t10,甲,,已销号,,docs/../mkdocs.yml,2026-03-01,": "evidence（依据）：找不到稿件或文件“docs/../mkdocs.yml”。",
    "t11,甲,,已销号,,news/2026/03/01-plain.md,2027-01-01,": "signed_off（销号日期）：2027-01-01 还没有到。 改法：写实际的那一天。",
    "t12,甲,,推进中,3月9日,,,": "deadline（期限）：日期“3月9日”读不出来。",
    "t13,甲,,推进中,,,,example.org": "link（链接）：“example.org”不是网址。",
    "t14,电话13900000000,,推进中,,,,": "疑似手机号码（139******00）。",
    "t15,500101200001010005,,推进中,,,,": "疑似身份证号码",
    "t16,甲,,推进中,,,,,多的格": "这一行有 9 格，表头只有 8 列。",
    "t17,<b>甲</b>,,推进中,,,,": "title（任务）：这里不能有 HTML 标记。"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project."""
    return sample_project(tmp_path / "project")


def _write(project: Path, name: str, text: str) -> None:
    (project / "docs/registers" / name).write_text(text, "utf-8")


def test_every_row_is_told_at_once_and_nothing_is_written(project: Path) -> None:
    """Each fault with the line of its row; the old site stays."""
    site = build_sample(project)
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    _write(project, "tasks.csv", _HEADER + "t00,甲,,推进中,,,,\n" + "\n".join(_ROWS) + "\nt00,乙,,推进中,,,,\n")
    done = run(project, "build", "--no-search")
    assert done.returncode == 1
    # Faults of cells keep a row from being checked further, so they are told in the first round with all the others.
    for line, said in enumerate(_ROWS.values(), 3):
        assert f"docs/registers/tasks.csv:{line}: {said}" in done.stderr
    assert f"docs/registers/tasks.csv:{len(_ROWS) + 3}: id（编号）：“t00”与第 2 行重复。" in done.stderr
    assert done.stderr.count("\n") == len(_ROWS) + 2, done.stderr
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


@pytest.mark.parametrize(("name", "text", "said"), [
    ("tasks.csv", "编号,任务,状况\nt01,甲,推进中\n", "docs/registers/tasks.csv:1: 表头里不认识“状况”。 改法：是不是 状态？"),
    ("tasks.csv", "编号,状态\nt01,推进中\n", "docs/registers/tasks.csv:1: 表头缺少“任务”（title）这一列。"),
    ("tasks.csv", '编号,任务,状态\nt01,"甲,推进中\n', "表格读不出来（双引号没有结束）。"),
    ("tusks.csv", "编号\n", "docs/registers/tusks.csv:1: docs/registers/schema.yml 里没有名为 tusks 的台账。 改法：是不是 tasks.csv？"),
    ("figures.csv", "编号,名称,数值\na,甲,1万\n", "docs/registers/figures.csv:2: value（数值）：“1万”不是数字。"),
    ("figures.csv", "编号,名称,数值\na,甲,-1\n", "docs/registers/figures.csv:2: value（数值）：-1 太小了。 改法：最小是 0。"),
    ("places.csv", "编号,名称\n1.5,甲\n", "docs/registers/places.csv:2: id（编号）：“1.5”不是整数。"),
    ("places.csv", "编号,名称,站点\n1,甲,x9\n", "docs/registers/places.csv:2: stations（站点）：没有“x9”。 改法：是不是“x"),
    ("brands.csv", "品牌\n甲/乙\n", "docs/registers/brands.csv:2: name（品牌）：“甲/乙”不能作网页的名称。"),
    # What names a table that cannot be read is not told as well.
    ("departments.csv", "甲\n", "共 2 处问题"),
    ("schema.yml", "- name: tasks\n", "docs/registers/schema.yml:1: 缺少 fields。"),
    ("schema.yml", "- {name: a, title: 甲, description: 甲, primaryKey: id, label: id, fields: [{name: id, title: 编号, typ: x}]}\n",
     "docs/registers/schema.yml:1: 没有“fields 第 1 项 typ”这一项。"),
    ("schema.yml", "- {name: a, title: 甲, description: 甲, primaryKey: idd, label: id, fields: [{name: id, title: 编号}]}\n",
     "docs/registers/schema.yml:1: 台账 a 没有“idd”这一列。 改法：是不是 id？"),
    ("schema.yml", "- {name: news, title: 甲, description: 甲, primaryKey: id, label: id, fields: [{name: id, title: 编号}]}\n",
     "docs/registers/schema.yml:1: 名称 news 已经用掉了。"),
    ("schema.yml", "- {name: a, title: 甲, description: 甲, primaryKey: id, label: id, fields: [{name: id, title: 编号}],"
     " foreignKeys: [{fields: id, reference: {resource: station, fields: id}}]}\n", "没有这样的编号列。 改法：是不是 stations 的 id？"),
    ("schema.yml", "- {name: a, title: 甲, description: 甲, primaryKey: id, label: id,"
     " fields: [{name: id, title: 编号, constraints: {pattern: '('}}]}\n", "“(”不是正则表达式。"),
    ("schema.yml", _BLOCK.format("changed: [id]"),
     "docs/registers/schema.yml:1: 台账 a 的 changed 用到 id 列，它不是日期。 改法：把这一列的 type 写成 date。"),
    ("schema.yml", _BLOCK.format("changed: [until]"), "台账 a 的 changed 用到 until 列，它可以写以后的日期。 改法：给这一列加上 past: true。"),
    ("schema.yml", _BLOCK.format("progress: {field: state, deadline: id}"), "台账 a 的 progress.deadline 用到 id 列，它不是日期。"),
    ("schema.yml", _BLOCK.format("progress: {field: id}"), "台账 a 的 progress 用到 id 列，它没有写明可以有哪些状态。"),
    ("schema.yml", _BLOCK.format("progress: {field: state, open: [在办中]}"),
     "台账 a 的 progress 里有“在办中”，state 列不能写这个值。 改法：是不是“在办”？"),
    ("schema.yml", _BLOCK.format("rules: [{field: state, values: [完成]}]"),
     "台账 a 的 rules 里有“完成”，state 列不能写这个值。 改法：可以写：在办、办结。"),
    ("schema.yml", _BLOCK.format("tallies: [{field: state, stated: {其他: 3}}]"), "台账 a 的 tallies 里有“其他”，state 列不能写这个值。"),
    ("schema.yml", _BLOCK.format("cards: {group: state, value: id}"), "台账 a 的 cards.value 用到 id 列，它不是数字。"),
    ("schema.yml", _BLOCK.format("history: true"), "台账 a 有 history，每行却没有网页。 改法：加上 pages: true，或者删去 history。"),
    ("schema.yml", _BLOCK.format("news: tasks") + _BLOCK.format("news: tasks").replace("name: a", "name: b"),
     "docs/registers/schema.yml:8: 不止一份台账的 news 是 tasks。 改法：只留一份。"),
    ("schema.yml", _BLOCK.format("unit: 项") * 2, "docs/registers/schema.yml:8: 名称 a 已经用掉了。")])
def test_a_broken_file(name: str, text: str, said: str, project: Path) -> None:
    """Headers, CSV, types, references, and the schema itself."""
    _write(project, name, text)
    done = run(project, "check")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_table(project: Path) -> None:
    """A block without its CSV."""
    (project / "docs/registers/places.csv").unlink()
    assert "docs/registers/places.csv:1: 找不到“示例地点”的表格。" in run(project, "check").stderr


@pytest.mark.parametrize(("key", "name", "said"), [
    ("tasks", "t99", "没有名为“t99”的改革任务。 改法：可以用的名称在 docs/registers/tasks.csv 里。"),
    ("departments", "示例部门丁", "没有名为“示例部门丁”的部门。 改法：是不是“示例部门甲”？"),
    ("brands", "没有的品牌", "没有名为“没有的品牌”的服务品牌。 改法：可以用的名称在 docs/registers/brands.csv 里。")])
def test_front_matter_names_what_there_is(key: str, name: str, said: str, project: Path) -> None:
    """Told at the line of the key."""
    item = project / "news/2026/03/02-full.md"
    item.write_text(item.read_text("utf-8").replace("brands: [万州工匠]", f"{key}: [{name}]"), "utf-8")
    done = run(project, "check")
    assert done.returncode == 1
    assert "news/2026/03/02-full.md:13:" in done.stderr
    assert said in done.stderr


def test_more_than_the_stated_total(project: Path) -> None:
    """A list longer than what documents state is a slip of one of the two."""
    schema = project / "docs/registers/schema.yml"
    schema.write_text(schema.read_text("utf-8").replace("total: 75", "total: 3").replace("{已销号: 30余}", "{已销号: 0}"), "utf-8")
    said = run(project, "check").stderr
    assert "docs/registers/tasks.csv:1: 列出了 4 项，比总数 3 多。" in said
    assert "docs/registers/tasks.csv:1: “已销号”列出了 1 条，比公开材料所说的 0 多。" in said


def test_a_text_of_no_record(project: Path) -> None:
    """docs/brands/<key>.md goes with a row."""
    (project / "docs/brands/没有.md").write_text("甲\n", "utf-8")
    assert "docs/brands/没有.md:1: 没有编号为“没有”的示例品牌。" in run(project, "check").stderr


def test_a_shortcode_of_no_register(project: Path) -> None:
    """Told with the nearest name; one without a chart too."""
    (project / "docs/registers/index.md").write_text("# 台账\n\n[[register name=place]]\n\n[[progress name=places]]\n", "utf-8")
    said = run(project, "check").stderr
    assert "docs/registers/index.md:3: 没有名为“place”的台账。 改法：是不是 places？" in said
    assert "docs/registers/index.md:5: 台账 places 没有进展图。" in said
