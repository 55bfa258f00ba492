"""The same corpus as projects of the press's peers: a Hugo site and a plain MkDocs site with the Material theme."""

import json
import shutil
from pathlib import Path

from bench.corpus import write_news, write_stations, write_text
from bench.hugo_layouts import hugo_layouts, read_part
from bench.names import Names
from bench.news import FrontMatter, news_items
from bench.size import Size
from bench.stations import LABELS, station_rows

MKDOCS_SETTINGS = """\
site_name: 示例新闻
site_url: https://example.org/
use_directory_urls: false
# With no nav of its own MkDocs would list all pages on each page, which no site of this size could bear.
nav: [index.md]
validation: {nav: {omitted_files: ignore}}
theme: {name: material, language: zh, font: false}
"""
_FEEDS = "outputs: [html, rss, atom, jsonfeed]\n"


def make_hugo(folder: Path, size: Size, names: Names, site: Path, related: str) -> None:
    """Write a Hugo site into `folder`, its layouts framed by pages of the press's `site` and with the press's assets.

    `related` names the file in bench/hugo/ that chooses related items.
    """
    write_text(folder / "hugo.toml", read_part("hugo.toml"))
    for path, text in hugo_layouts(site, related).items():
        write_text(folder / "layouts" / path, text)
    shutil.copytree(site / "assets", folder / "static/assets")
    content = folder / "content"
    for name, slug in names.columns.items():
        write_text(content / f"columns/{slug}/_index.md", f"---\ntitle: {name}\n{_FEEDS}---\n")
    years = sorted({item.path[:4] for item in news_items(size, names)})
    for name, slug in names.columns.items():
        for year in years:
            write_text(content / f"columnyears/{slug}-{year}/_index.md", f'---\ntitle: "{name} {year}"\n{_FEEDS.replace("html, ", "")}---\n')
    terms = {"organizations": names.organizations, "towns": names.towns, "years": years}
    for taxonomy, some in terms.items():
        for name in some:
            write_text(content / f"{taxonomy}/{name}/_index.md", f'---\ntitle: "{name}"\n{_FEEDS}---\n')
    write_text(content / "news/_index.md", "---\nbuild: {render: never}\n---\n")  # the press has no list of all items
    for item in news_items(size, names):
        write_text(content / "news" / item.path, _hugo_front(item.front, names.columns) + item.body)
    write_text(content / "stations/_content.gotmpl", read_part("_content.gotmpl"))
    write_stations(folder / "assets/stations", size, names)


def _hugo_front(front: FrontMatter, slugs: dict[str, str]) -> str:
    """Front matter as Hugo wants it: a date with its zone; columns by slug, years and months as terms of taxonomies."""
    columns = front["columns"] if "columns" in front else [str(front["column"])]
    day, clock = str(front["date"]).split()
    values = {key: value for key, value in front.items() if key != "column"} | {
        "date": f"{day}T{clock}:00+08:00",
        "columns": [slugs[name] for name in columns],
        "years": [day[:4]],
        "months": [day[:7]],
        "columnyears": [f"{slugs[name]}-{day[:4]}" for name in columns],
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(("---", *lines, "---", "", ""))


def make_mkdocs(folder: Path, size: Size, names: Names) -> None:
    """Write an MkDocs project into `folder`, with the plugins it has by default (search), each station a Markdown page."""
    write_text(folder / "mkdocs.yml", MKDOCS_SETTINGS)
    write_text(folder / "docs/index.md", "# 示例新闻\n")
    write_news(folder / "docs/news", size, names)
    for row in station_rows(size, names):
        write_text(folder / f"docs/stations/{row['id']}.md", _station_page(row))


def _station_page(row: dict[str, str]) -> str:
    lines = (f"| {label} | {row[key]} |" for key, label in LABELS.items())
    return "\n".join((f"# {row['name']}", "", "| 项目 | 内容 |", "| --- | --- |", *lines, ""))
