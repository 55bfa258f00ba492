"""`gazette init`: this repository made ready for another district.

What it shipped moves to tests/shipped/, where the tests of the press go on using it; nothing is lost.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gazette.columns import COLUMNS
from gazette.gate.words import WORDS
from gazette.problems import Problem, ProblemsFound
from gazette.settings import CONFIG, load_settings

SHIPPED = "tests/shipped"
_CONTENT = (CONFIG, "docs", "news")
_STARTER = Path(__file__).parent / "starter"
# Pages that speak of one district or lead to lists that it has; the other pages do neither.
_PAGES = {"docs/index.md": "index.md", "docs/about.md": "about.md", "docs/search.md": "search.md", "docs/stations/index.md": "stations.md"}
# The registers of the district and their longer texts: another one has its own, or none.
_REGISTERS = ("docs/registers", "docs/brands")
_TABLE = "docs/stations/stations.csv"
# Settings that only hold for the district they were made for.
_FOREIGN = {"station_totals": "{}", "bounds": "null", "organizer": '""', "contact": '""',
            "site_code": '""', "icp": '""', "police_record": '""', "error_report": '""'}


class District(NamedTuple):
    """What a new site is called and where it will be; columns are (slug, name)."""

    name: str
    url: str
    id_authority: str
    columns: Sequence[tuple[str, str]]
    towns: Sequence[str]


def init(root: Path, district: District) -> None:
    """Moves the shipped content aside and writes settings, columns and first pages; raises ProblemsFound, then nothing moved."""
    load_settings(root)
    if (root / SHIPPED).exists():
        raise ProblemsFound([Problem(SHIPPED, 1, "这个项目已经初始化过。", "直接改 mkdocs.yml、news 和 docs。")])
    problems = list(_check(district))
    if problems:
        raise ProblemsFound(problems)
    shipped, header = root / SHIPPED, (root / _TABLE).read_text("utf-8-sig").split("\n")[0].strip()
    settings = render_settings((root / CONFIG).read_text("utf-8"), district)
    # Wrong expressions are wrong in every district.
    words = (root / WORDS).read_text("utf-8") if (root / WORDS).exists() else ""
    columns = render_columns((root / COLUMNS).read_text("utf-8"), district.columns)
    for name in _CONTENT:
        (shutil.copytree if (root / name).is_dir() else shutil.copy2)(root / name, _parent(shipped / name))
    shutil.rmtree(root / "news")
    for folder in _REGISTERS:
        shutil.rmtree(root / folder, ignore_errors=True)
    for path in (root / "docs/stations").glob("*"):
        if path.is_file() and path.name not in ("index.md", "data.md"):
            path.unlink()
    pages = {target: (_STARTER / name).read_text("utf-8") for target, name in _PAGES.items()}
    pages["docs/index.md"] = pages["docs/index.md"].format(name=district.name)
    for target, text in {CONFIG: settings, COLUMNS: columns, _TABLE: f"{header}\n", **({WORDS: words} if words else {}), **pages}.items():
        _parent(root / target).write_text(text, "utf-8")


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _check(district: District) -> list[Problem]:
    rules = [("--name", district.name, r"[^\n<>{}]+", "写网站的名称，例如 示例区群团改革。"),
             ("--url", district.url, r"https?://[^/\s\"]+(/[^\s\"]*)?", "写完整网址，例如 https://example.org/。"),
             ("--id-authority", district.id_authority, r"[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?", "写“域名,年份”，例如 example.org,2026。"),
             *(("--column", slug, r"[a-z0-9]+(-[a-z0-9]+)*", "写成“短名=名称”，短名只用小写字母、数字和减号，例如 focus=聚焦改革。")
               for slug, _ in district.columns)]
    return [Problem(option, 1, f"“{value}”不合规定。", cure) for option, value, rule, cure in rules if not re.fullmatch(rule, value)]


def render_settings(text: str, district: District) -> str:
    """mkdocs.yml for the district: its lines with other values, so that every comment stays."""
    values = {"site_name": _quoted(district.name), "site_description": _quoted(f"{district.name}：新闻专栏、服务阵地、改革进展。"),
              "site_url": f"!ENV [SITE_URL, {_quoted(district.url.rstrip('/') + '/')}]",
              "id_authority": district.id_authority, "towns": _quoted(list(district.towns)), **_FOREIGN}
    for key, value in values.items():
        # The line of the key, and those below it that are indented further: a mapping that goes with it.
        text = re.sub(rf"^( *){key}:.*\n(?:\1 +[^#\s].*\n)*", partial(_set, f"{key}: {value}\n"), text, count=1, flags=re.MULTILINE)
    return re.sub(r"^  - [^\n]*: registers/index\.md\n", "", text, flags=re.MULTILINE)


def _set(line: str, found: re.Match[str]) -> str:
    return found[1] + line


def render_columns(text: str, columns: Sequence[tuple[str, str]]) -> str:
    """news/columns.yml with these columns below the comments that explain it."""
    head = text[:text.index("\n- ") + 1] if "\n- " in text else ""
    return head + "\n".join(f"- slug: {slug}\n  name: {_quoted(name)}\n  type: 新闻动态\n" for slug, name in columns)


def _quoted(value: object) -> str:
    """A value as JSON, which YAML reads too."""
    return json.dumps(value, ensure_ascii=False)
