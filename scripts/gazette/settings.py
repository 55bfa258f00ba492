"""The settings of a site, read from mkdocs.yml: one file for MkDocs and the press.

Read here without MkDocs, so that the core does not depend on it; `!ENV` and `!!python/name:` mean what they mean there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml
import yaml_env_tag
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gazette.cms.options import CmsOptions
from gazette.front_matter import decode_text
from gazette.problems import Problem, ProblemsFound, nearest

CONFIG = "mkdocs.yml"
# What MkDocs itself puts in front of the extensions that are named (its documentation, "markdown_extensions").
_BUILTIN_EXTENSIONS = ("toc", "tables", "fenced_code")


class MarkdownSettings(NamedTuple):
    """Extensions in order, and the options of each, as Python-Markdown takes them."""

    extensions: tuple[str, ...]
    configs: dict[str, dict[str, Any]]


class ReviewOptions(BaseModel):
    """`extra.gazette.review`: what the office asks of an item besides what the press needs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Editor and reviewers are different people.
    apart: bool = False
    # So many reviewers at least.
    reviewers: int = Field(default=0, ge=0, le=9)
    # Sources that are the office itself: an item from any other is a reprint and needs its address. Empty: not checked.
    own_sources: tuple[str, ...] = ()
    picture_alt: bool = False
    picture_credit: bool = False
    # So many days a date may lie before the day on which the item first came into the repository. Empty: not checked.
    backdated_days: int | None = Field(default=None, ge=0)


class FreshnessOptions(BaseModel):
    """`extra.gazette.freshness`, in days: how long a column may have nothing new, and a station not be verified."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # From the first a word of warning, from the second an alarm.
    warn: int = Field(default=10, ge=1)
    alarm: int = Field(default=14, ge=1)
    stations: int = Field(default=365, ge=1)


class SiteOptions(BaseModel):
    """`extra.gazette` of mkdocs.yml: what the press needs to know and MkDocs has no place for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    organizer: str = ""
    contact: str = ""
    site_code: str = ""
    icp: str = ""
    police_record: str = ""
    # Where readers report faults of government sites (找错).
    error_report: str = Field(default="", pattern=r"^(https?://\S+)?$")
    id_authority: str = Field(pattern=r"^[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?$")
    organizations: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    station_types: tuple[str, ...] = ()
    station_totals: dict[str, int] = {}
    bounds: tuple[float, float, float, float] | None = None
    page_size: int = Field(default=20, ge=1, le=200)
    feed_size: int = Field(default=50, ge=1, le=500)
    feed_image: str = ""
    press_kit: bool = False
    first_line_indent: bool = False
    og_pictures: bool = False
    review: ReviewOptions = ReviewOptions()
    freshness: FreshnessOptions = FreshnessOptions()
    cms: CmsOptions = CmsOptions()


class Settings(BaseModel):
    """All settings of one project; paths are absolute."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    root: Path
    site_name: str = Field(min_length=1)
    site_url: str = Field(pattern=r"^https?://[^/]+(/.*)?/$")
    site_description: str = ""
    docs_dir: Path
    site_dir: Path
    markdown: MarkdownSettings
    options: SiteOptions

    @field_validator("site_url", mode="before")
    @classmethod
    def _end_with_slash(cls, value: object) -> object:
        return value.rstrip("/") + "/" if isinstance(value, str) and value else value


_HINTS = {
    "site_name": "写上网站的名称。",
    "site_url": "写上网站发布后的完整网址，例如 https://www.example.cn/qtgg/。",
    "bounds": "写四个度数：最西的经度、最南的纬度、最东的经度、最北的纬度，例如 [107.85, 30.35, 108.95, 31.35]。",
    "review": "看看 review 下面各行的名称和值，参照文件里的说明。",
    "freshness": "warn、alarm、stations 各写一个天数，用大于 0 的整数。",
    "station_totals": "逐行写“类别: 数量”，数量用整数。",
    "press_kit": "写 true 或 false。",
    "first_line_indent": "写 true 或 false。",
    "error_report": "写“政府网站找错”的完整网址，以 https:// 开头；没有的留空。",
    "og_pictures": "写 true 或 false。",
    "cms": "enabled 写 true 或 false；打开时要有 repo（单位/仓库），backend 写 github、gitlab 或 gitea；gitea 还要有 base_url（https:// 开头）。",
    "id_authority": "写“域名，年份”，例如 www.example.cn,2026；网站发布以后不要再改。",
}


def load_settings(root: Path) -> Settings:
    """Settings of the project in folder `root`; raises ProblemsFound with the line in mkdocs.yml."""
    path = root / CONFIG
    if not path.is_file():
        raise ProblemsFound([Problem(CONFIG, 1, "找不到网站的设置文件。", "请在项目文件夹（有 mkdocs.yml 的那一个）里运行。")])
    text = decode_text(path.read_bytes(), CONFIG)
    try:
        config = yaml.load(text, Loader=_loader()) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ProblemsFound([_unreadable(mark.line + 1 if mark else 1)]) from None
    if not isinstance(config, dict) or not isinstance(config.get("extra") or {}, dict):
        raise ProblemsFound([_unreadable(1)])
    try:
        return _parse_settings(root, config)
    except ValidationError as error:
        raise ProblemsFound(_explain(error, text)) from None


def _unreadable(line: int) -> Problem:
    return Problem(CONFIG, line, "设置文件的写法不对，读不出来。", "检查缩进（用空格）、冒号和引号，删去不可见的字符。")


def _parse_settings(root: Path, config: dict[str, Any]) -> Settings:
    options = SiteOptions.model_validate((config.get("extra") or {}).get("gazette") or {})
    return Settings(
        root=root,
        site_name=config.get("site_name") or "",
        site_url=config.get("site_url") or "",
        site_description=config.get("site_description") or "",
        docs_dir=root / (config.get("docs_dir") or "docs"),
        site_dir=root / (config.get("site_dir") or "site"),
        markdown=_markdown_settings(config.get("markdown_extensions") or []),
        options=options,
    )


def _markdown_settings(listed: list[Any] | dict[str, Any]) -> MarkdownSettings:
    """The list of names and {name: options} that MkDocs allows, as Python-Markdown wants it."""
    pairs: dict[str, dict[str, Any]] = {name: {} for name in _BUILTIN_EXTENSIONS}
    entries = [{name: options} for name, options in listed.items()] if isinstance(listed, dict) else listed
    for entry in entries:
        for name, options in (entry.items() if isinstance(entry, dict) else [(entry, None)]):
            pairs[name] = options or {}
    return MarkdownSettings(tuple(pairs), {name: options for name, options in pairs.items() if options})


def line_of_setting(text: str, key: str) -> int:
    """The line of a key in the text of mkdocs.yml, 1 where it is not named."""
    return next((number for number, row in enumerate(text.split("\n"), 1) if row.strip().startswith(f"{key}:")), 1)


def _explain(error: ValidationError, text: str) -> list[Problem]:
    problems = []
    for fault in error.errors():
        key = str(fault["loc"][0]) if fault["loc"] else ""
        line = line_of_setting(text, key)
        if fault["type"] == "extra_forbidden" and len(fault["loc"]) == 1:
            near = nearest(key, SiteOptions.model_fields)
            problems.append(Problem(CONFIG, line, f"没有“{key}”这一项设置。", f"是不是 {near}？" if near else "删去这一行。"))
        else:
            problems.append(Problem(CONFIG, line, f"设置 {key} 缺失或写得不对。", _HINTS.get(key, "参照文件里的说明改写。")))
    return problems


def _loader() -> type[yaml.UnsafeLoader]:
    # The same trust as MkDocs gives this file: it names hooks, which are code.
    class Loader(yaml.UnsafeLoader):
        """YAML as MkDocs reads it."""

    Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
    return Loader
