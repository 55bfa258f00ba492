"""The command `gazette init`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from gazette.told import root_option, told


@click.command()
@click.option("--name", required=True, prompt="网站名称", help="网站的名称，例如 示例区群团改革。")
@click.option("--url", required=True, prompt="完整网址", help="网站发布后的完整网址，例如 https://example.org/。")
@click.option("--id-authority", help="订阅源里消息编号的前缀，写“域名,年份”，以后不再改；默认取网址的域名和今年。")
@click.option("--column", "columns", multiple=True, help="栏目，写成“短名=名称”，可以写几次；默认是 news=新闻。")
@click.option("--town", "towns", multiple=True, help="镇街，可以写几次；不写时不检查镇街的名称。")
@click.option("--yes", is_flag=True, help="不提问，直接开始。")
@root_option
def init(name: str, url: str, id_authority: str | None, columns: tuple[str, ...], towns: tuple[str, ...], yes: bool, root: Path) -> None:
    """把本项目改给另一个区县使用：改设置，清空稿件和站点，原来的内容移到 tests/shipped。"""
    from gazette.init import District
    from gazette.init import init as make_ready

    if not yes:
        click.confirm("稿件、站点和网页会换成空的，原来的移到 tests/shipped。继续吗？", abort=True)
    pairs = [(slug, label) for slug, _, label in (one.partition("=") for one in columns or ("news=新闻",))]
    authority = id_authority or f"{urlsplit(url).hostname or ''},{date.today().year}"
    with told("没有改动任何文件。"):
        make_ready(root.resolve(), District(name, url, authority, pairs, towns))
    click.echo("已经改好。接着运行 gazette check，再用 gazette new 写第一篇稿件。")
