"""The command `gazette`."""

from __future__ import annotations

import atexit
import gc
import sys
from pathlib import Path

import click

from gazette.hosting.commands import audit, changes, due, manifest, publish
from gazette.init_command import init
from gazette.inspection.command import report
from gazette.problems import ProblemsFound
from gazette.stations.commands import stations
from gazette.told import paths_in, root_option, tell, told

_PROCESSES = click.option("--processes", type=click.IntRange(1, 64), default=None, help="同时用几个处理器核心，默认全部。")


_FILES = click.argument("files", nargs=-1, metavar="[文件]...", type=click.Path(path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """群团改革宣传网站的生成工具：写稿、检查、预览、生成。"""
    # Python's last search for cycles would go through every record once more, half a second at 10,000 items.
    atexit.register(gc.freeze)


@main.command()
@root_option
@_PROCESSES
@click.option("--search/--no-search", default=True, help="要不要站内搜索（需要 Node.js），默认要。")
def build(root: Path, processes: int | None, search: bool) -> None:
    """生成整个网站，放进 site 文件夹。内容有误时保留原来的网站。"""
    from gazette.build import build as build_site
    from gazette.progress import shown_progress

    with told("网站没有改动。"), shown_progress() as progress:
        built = build_site(root.resolve(), processes=processes or 0, search=search, progress=progress)
    _tell_reminders(built.reminders)
    click.echo(describe(built, root.resolve()))


@main.command()
@root_option
@_FILES
@click.option("--since", metavar="版本", help="只检查这个版本（例如 origin/main）以来改过的文件，并看有没有网页消失。")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text", show_default=True,
              help="输出的格式：给人看，给 GitHub 标注，给程序读。")
def check(root: Path, files: tuple[Path, ...], since: str | None, form: str) -> None:
    """检查全部内容，或只检查几个文件，不生成网站。有问题时逐条列出，退出码为 1；只有提醒时为 0。"""
    from gazette.gate.checking import check_project
    from gazette.gate.reports import as_json

    try:
        verdict = check_project(root.resolve(), paths_in(root.resolve(), files), since)
        problems, looked_at, reminders = verdict.problems, verdict.looked_at, verdict.reminders
    except ProblemsFound as refused:
        problems, looked_at, reminders = refused.problems, "", []
    errors = [problem for problem in problems if problem.level == "error"]
    if form == "text":
        _tell_reminders(reminders)
        tell(problems, looked_at)
    elif form == "json":
        click.echo(as_json(problems))
    else:
        for problem in problems:
            click.echo(problem.annotation())
    if errors:
        sys.exit(1)


@main.command()
@root_option
@_FILES
@click.option("--dry-run", is_flag=True, help="只显示要改什么，不改文件。")
def fix(root: Path, files: tuple[Path, ...], dry_run: bool) -> None:
    """改正有把握的错字、标点和数字写法，显示改了什么。拿不准的不动。"""
    from gazette.gate.fixing import find_fixes

    with told("没有改动文件。"):
        fixes = list(find_fixes(root.resolve(), paths_in(root.resolve(), files)))
    for one in fixes:
        click.echo(one.difference, nl=False)
        if not dry_run:
            (root / one.path).write_bytes(one.content)
    click.echo(f"{'要改' if dry_run else '改了'} {len(fixes)} 个文件。" if fixes else "没有要改的。")


@main.command()
@root_option
def schema(root: Path) -> None:
    """按程序里的规定重写稿件信息的格式说明（schemas/front-matter.json），供编辑软件提示和补全。"""
    from gazette.gate.schema import SCHEMA, render_schema

    (root / SCHEMA).parent.mkdir(exist_ok=True)
    (root / SCHEMA).write_text(render_schema(), "utf-8")
    click.echo(f"已写出 {SCHEMA}。")


@main.command()
@click.argument("title")
@click.option("--column", help="栏目名称，默认是第一个栏目。")
@click.option("--slug", help="网址里的英文或拼音，默认取标题的拼音。")
@root_option
def new(title: str, column: str | None, slug: str | None, root: Path) -> None:
    """新建一篇稿件，例如：gazette new 社区活动周"""
    from gazette.new import write_new

    with told("网站没有改动。"):
        path = write_new(root.resolve(), title, column, slug)
    click.echo(f"已新建 {path}，打开它补写正文，然后运行 gazette check。")


@main.command()
@root_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="预览地址的端口。")
def serve(root: Path, port: int) -> None:
    """在本机预览网站；改动内容后网页自动更新。按 Ctrl+C 结束。"""
    from gazette.serve import serve_site

    with told("网站没有改动。"):
        serve_site(root.resolve(), port)


def _tell_reminders(reminders: list[str]) -> None:
    for line in reminders:
        click.echo(f"提醒：{line}")


def describe(report, root: Path) -> str:  # type: ignore[no-untyped-def]
    """What was built, how long it took and where to look, in one line."""
    due = f"下一次定时变动在 {report.due:%Y-%m-%d %H:%M}。" if report.due else ""
    site = report.site_dir.relative_to(root) if report.site_dir.is_relative_to(root) else report.site_dir
    return (f"已生成稿件 {report.entries} 篇、站点 {report.stations} 个，共 {report.files} 个文件（新写 {report.written} 个），"
            f"用时 {report.seconds:.1f} 秒。{due}打开 {site}/index.html 查看。")


for command in (init, stations, manifest, changes, due, audit, report, publish):
    main.add_command(command)
