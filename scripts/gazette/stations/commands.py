"""The commands `gazette stations import` and `gazette stations export`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazette.problems import Problem, ProblemsFound
from gazette.told import root_option, told

if TYPE_CHECKING:
    from gazette.stations.importing import Import

_FILE = click.Path(dir_okay=False, path_type=Path)
_MOST_SHOWN = 100


@click.group()
def stations() -> None:
    """服务站点的表格：导入、导出。"""


@stations.command("import")
@click.argument("file", type=_FILE)
@root_option
@click.option("--table", default="", help="只和这张表比较、只写这张表；默认比较全部表格，新站点放进 docs/stations/stations.csv。")
@click.option("--partial", is_flag=True, help="文件里只有一部分站点：没有列出的站点不动，不标为关闭。")
@click.option("--yes", is_flag=True, help="不提问，直接写入。")
@click.option("--all", "everything", is_flag=True, help=f"列出全部变动，而不是每种前 {_MOST_SHOWN} 个。")
def import_(file: Path, root: Path, table: str, partial: bool, yes: bool, everything: bool) -> None:
    """把 Excel（.xlsx）或 CSV 里的站点导入表格。先列出变动，确认以后才写入。"""
    from gazette.settings import load_settings
    from gazette.stations.importing import check_table_name, plan_import, write_import

    with told("没有写入任何内容。"):
        root = root.resolve()
        check_table_name(table)
        plan = plan_import(file, load_settings(root), table, partial=partial)
    for line in describe(plan, None if everything else _MOST_SHOWN):
        click.echo(line)
    if not plan.changes:
        click.echo("没有变动，不用写入。")
    elif yes or click.confirm("写入表格？"):
        click.echo(f"已写入 {'、'.join(write_import(plan, root))}。运行 gazette check 检查，再提交。")
    else:
        click.echo("没有写入。")


@stations.command()
@click.argument("file", type=_FILE)
@root_option
@click.option("--crs", type=click.Choice(["wgs84", "gcj02", "bd09"]), help="CSV 只导出给地图用的表，用这种坐标系。")
def export(file: Path, root: Path, crs: str | None) -> None:
    """导出全部站点。.xlsx 里另有三种坐标系的上图表；.csv 只有一张表。"""
    from gazette.clock import read_clock
    from gazette.csv_tables import render_csv
    from gazette.settings import load_settings
    from gazette.stations.exporting import map_rows, render_workbook, table_rows
    from gazette.stations.tables import load_rows, load_stations

    with told("没有写入任何内容。"):
        settings = load_settings(root.resolve())
        found, problems = load_stations(settings)
        if problems:
            raise ProblemsFound(problems)
        today = read_clock().date()
        current = [station for station in found if not station.is_closed(today)]
        ids = {station.id for station in current}
        rows = [row for row in load_rows(settings)[0] if row.values["id"] in ids]
        if file.suffix.lower() == ".xlsx":
            content = render_workbook(rows, current, today.year)
        elif file.suffix.lower() == ".csv":
            content = render_csv(map_rows(current, crs, today.year) if crs else table_rows(rows))  # type: ignore[arg-type]
        else:
            raise ProblemsFound([Problem(file.name, 1, "只能导出 .xlsx 或 .csv。", "改一下文件名的结尾。")])
        try:
            file.write_bytes(content)
        except OSError as error:
            said = f"写不进去（{error.strerror}）。"
            raise ProblemsFound([Problem(str(file), 1, said, "检查文件夹；文件如果正在 Excel 里打开，先关闭。")]) from None
    click.echo(f"已导出 {len(current)} 个站点到 {file}。")


def describe(plan: Import, most: int | None) -> Iterator[str]:
    """The difference, line by line: at most so many rows of each kind."""
    from gazette.stations.station import LABELS

    yield from plan.notes
    yield f"新增 {len(plan.added)} 个，修改 {len(plan.changed)} 个，消失 {len(plan.gone)} 个，不变 {plan.same} 个。"
    for row in plan.added[:most]:
        yield f"+ {_title(row.values)}"
    yield from _rest(len(plan.added), most)
    for before, after in plan.changed[:most]:
        yield f"~ {_title(after.values)}"
        for name, label in LABELS.items():
            old, new = before.values.get(name, ""), after.values.get(name, "")
            if old != new:
                yield f"    {label}：{old or '（空）'} → {new or '（空）'}"
    yield from _rest(len(plan.changed), most)
    if plan.gone:
        yield "下面的站点不在文件里，将标为今天关闭，网页保留为一则说明（只有一部分站点的文件请加 --partial）："
    for row in plan.gone[:most]:
        yield f"- {_title(row.values)}"
    yield from _rest(len(plan.gone), most)


def _title(values: dict[str, str]) -> str:
    return " ".join(filter(None, (values.get("id"), values.get("name"), values.get("town"))))


def _rest(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  ……还有 {count - most} 个，加 --all 全部列出。"
