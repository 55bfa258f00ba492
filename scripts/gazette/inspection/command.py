"""The command `report`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazette.told import root_option, told

if TYPE_CHECKING:
    from gazette.inspection.parts import Month


@click.command()
@root_option
@click.option("--month", metavar="年-月", default="", help="哪个月的报告，例如 2026-11，默认是上个月。")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default=None, help="放进哪个文件夹，默认是项目里的 reports。")
@click.option("--links/--no-links", default=True, help="要不要检查站外链接（要先生成网站，并能上网），默认要。")
def report(root: Path, month: str, output: Path | None, links: bool) -> None:
    """写一份每月自查报告（Markdown 和可以打印的网页）：栏目更新、链接、站点核实、审核、更正、逾期。报告不放进网站。"""
    from gazette.build import check
    from gazette.inspection.report import make_report, render_html, render_markdown
    from gazette.settings import load_settings

    root = root.resolve()
    with told("报告没有写成。"):
        settings = load_settings(root)
        spoken = _month(month)
        gathered = check(root)
        found, broken = look_outside(settings.site_dir, settings.site_url) if links else (None, [])
        made = make_report(settings, gathered, spoken, found, broken)
    folder = output or root / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in (("md", render_markdown(made)), ("html", render_html(made, root))):
        (folder / f"{spoken}.{ending}").write_text(text, "utf-8")
        click.echo(f"已写出 {folder / f'{spoken}.{ending}'}。")


def _month(written: str) -> Month:
    from gazette.clock import read_clock
    from gazette.inspection.parts import month_at
    from gazette.problems import Problem, ProblemsFound

    try:
        return month_at(read_clock().date(), written)
    except ValueError:
        problem = Problem("--month", 1, f"“{written}”不是已经开始的月份。", "写成 2026-11（年-月，英文数字和减号），不能晚于本月。")
        raise ProblemsFound([problem]) from None


def look_outside(site: Path, own: str, asked: Callable[[str], str] | None = None) -> tuple[dict[str, list[str]] | None, list[tuple[str, str]]]:
    """The outside links of the built site and those that are broken; None where there is no site, or nothing answers at all."""
    from gazette.hosting.audit import NO_ANSWER, ask, broken_links, outside_links

    found = outside_links(site, own)
    broken = broken_links(found, asked or ask)
    unreachable = found and all(fault.startswith(NO_ANSWER) for _, fault in broken) and len(broken) == len(found)
    return (None, []) if unreachable or not site.is_dir() else (found, broken)
