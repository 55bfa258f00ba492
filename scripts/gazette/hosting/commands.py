"""The commands that follow a build: `manifest`, `changes`, `due`, `audit` and `publish`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gazette.cache import CACHE
from gazette.told import root_option, told

# The manifest of what was published last, unless another file is named.
PUBLISHED = ".cache/published.json"
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@root_option
@click.option("--output", type=_FILE, help="写到这个文件里，默认显示在屏幕上。")
def manifest(root: Path, output: Path | None) -> None:
    """列出网站的全部文件：路径、SHA-256 摘要和大小（JSON）。"""
    from gazette.hosting.manifest import read_site, serialize
    from gazette.settings import load_settings
    from gazette.workers import count_cores

    with told("没有写入任何内容。"):
        text = serialize(read_site(load_settings(root.resolve()).site_dir, count_cores()))
    if output:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, "utf-8")
    else:
        click.echo(text, nl=False)


@click.command()
@click.argument("old", type=_FILE, required=False)
@root_option
def changes(old: Path | None, root: Path) -> None:
    """和以前的文件清单 OLD 相比，新增、改动、撤下了哪些网页。不写 OLD 时和上一次发布的相比。"""
    from gazette.hosting.changes import compare, describe, describe_size
    from gazette.hosting.manifest import load_manifest, read_site
    from gazette.settings import load_settings
    from gazette.workers import count_cores

    with told("网站没有改动。"):
        site = load_settings(root.resolve()).site_dir
        before = load_manifest(old or root / PUBLISHED)
        now = read_site(site, count_cores())
    if not before.files:
        click.echo("没有以前的文件清单，全部算作新增。")
    for line in describe(compare(before, now), site):
        click.echo(line)
    click.echo(f"\n{describe_size(now)}")


@click.command()
@root_option
def due(root: Path) -> None:
    """上一次生成以后，有没有稿件到了定时发布或到期的时间。有，退出码为 0；没有，退出码为 3。"""
    from gazette.hosting.due import tell_due

    sys.exit(tell_due(root.resolve()))


@click.command()
@root_option
def audit(root: Path) -> None:
    """查一查外部链接、新稿和站点的核实情况，写成一份报告。要先生成网站，并能上网。"""
    from gazette.cache import Cache
    from gazette.gathering import gather_content
    from gazette.hosting.audit import audit as report
    from gazette.hosting.audit import outside_links
    from gazette.settings import load_settings
    from gazette.workers import count_cores

    with told("报告没有写成。"):
        settings = load_settings(root.resolve())
        content = gather_content(settings, Cache(settings.root / CACHE), count_cores()).content
        for line in report(content, settings.options.freshness, outside_links(settings.site_dir, settings.site_url)):
            click.echo(line)


@click.command()
@click.argument("target")
@root_option
def publish(target: str, root: Path) -> None:
    """发布已经生成的网站。TARGET 是文件夹、.zip 文件，或 rclone 的“远端:路径”。"""
    from gazette.hosting.manifest import read_site, serialize
    from gazette.hosting.targets import target_of
    from gazette.lock import only_one
    from gazette.settings import load_settings
    from gazette.workers import count_cores

    with told("可以改正后再发布一次。"):
        site = load_settings(root.resolve()).site_dir
        with only_one(root.resolve()):
            listed = read_site(site, count_cores())
            click.echo(target_of(target).publish(site, listed))
            (root / PUBLISHED).write_text(serialize(listed), "utf-8")
