"""Shortcodes: lists that a handwritten page places by a line such as `[[latest column=聚焦群团改革 limit=5]]`.

They are filled in the finished HTML, where such a line stands alone in a paragraph.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from gazette.content import Content
from gazette.feed_lists import feed_list
from gazette.front_page import boxes_of, feeds_in_short, lead_of, site_map
from gazette.links import line_of
from gazette.pages import Site
from gazette.permalinks import column_path, href, register_path
from gazette.problems import Problem, ProblemsFound, nearest
from gazette.records import Entry
from gazette.registers.lists import all_registers, register_files
from gazette.registers.pages import register_data, size_words
from gazette.registers.progress import progress_of
from gazette.registers.register import Register
from gazette.stations.lists import directory, finder_box, station_map, totals

_SHORTCODE = re.compile(r"<p>\[\[([a-z]+)((?: [^\]<]*)?)\]\]</p>")
_ARGUMENT = re.compile(r'\s*([a-z]+)=(?:"([^"]*)"|(\S+))')
_FILTERS = {"column": "columns", "tag": "tags", "brand": "brands", "organization": "organizations"}
_MOST = 100


class _Refused(Exception):
    """A shortcode that cannot be filled: message and cure."""


def expand_shortcodes(page: str, path: str, source: str, site: Site) -> str:
    """The page with every shortcode filled; raises ProblemsFound with all that cannot be."""
    problems: list[Problem] = []

    def expand(match: re.Match[str]) -> str:
        try:
            return _render(match.group(1), _parse_arguments(html.unescape(match.group(2))), path, site)
        except _Refused as refused:
            text = (site.settings.root / source).read_text("utf-8")
            problems.append(Problem(source, line_of(text, html.unescape(match[0]).removeprefix("<p>").removesuffix("</p>")), *refused.args))
            return ""

    expanded = _SHORTCODE.sub(expand, page)
    if problems:
        raise ProblemsFound(problems)
    return expanded


def _parse_arguments(text: str) -> dict[str, str]:
    arguments = {match.group(1): match.group(2) or match.group(3) or "" for match in _ARGUMENT.finditer(text)}
    if rest := _ARGUMENT.sub("", text).strip():
        raise _Refused(f"读不懂“{rest}”。", "写成 名称=值，值里有空格时加英文双引号。")
    return arguments


def _render(name: str, arguments: dict[str, str], path: str, site: Site) -> str:
    if name not in _SHORTCODES:
        near = nearest(name, _SHORTCODES)
        raise _Refused(f"没有 [[{name}]] 这种列表。", f"是不是 {near}？" if near else f"可以用：{'、'.join(_SHORTCODES)}。")
    allowed, collect = _SHORTCODES[name]
    for key in arguments:
        if key not in allowed:
            raise _Refused(f"[[{name}]] 没有“{key}”这个条件。", f"可以用：{'、'.join(allowed) or '无'}。")
    return site.part(f"shortcodes/{name}", path, collect(site, arguments))


def _limit(arguments: dict[str, str], default: int) -> int:
    value = arguments.get("limit", str(default))
    if not value.isdecimal() or not 1 <= int(value) <= _MOST:
        raise _Refused(f"limit={value} 不对。", f"写 1 到 {_MOST} 之间的整数。")
    return int(value)


def _filtered(site: Site, arguments: dict[str, str]) -> list[Entry]:
    entries = site.content.listed
    for key, field in _FILTERS.items():
        if value := arguments.get(key):
            _check_value(site.content, key, value)
            entries = [entry for entry in entries if value in getattr(entry, field)]
    return entries


def _latest(site: Site, arguments: dict[str, str]) -> dict[str, Any]:
    entries = _filtered(site, arguments)
    if arguments.get("pinned") in ("yes", "true", "是"):
        entries = [entry for entry in entries if entry.pinned]
    return {"cards": site.content.cards_of(entries[:_limit(arguments, 5)])}


def _check_value(content: Content, key: str, value: str) -> None:
    known = content.column_slugs if key == "column" else content.by_term[_FILTERS[key]]
    if value not in known and key == "column":
        near = nearest(value, known)
        raise _Refused(f"没有名为“{value}”的栏目。", f"是不是“{near}”？" if near else f"可以用：{'、'.join(known)}。")


def _columns(site: Site, arguments: dict[str, str]) -> dict[str, Any]:
    most = _limit(arguments, 4)
    return {"columns": [
        {"name": column.name, "href": href(column_path(column.slug)), "outlet": column.outlet,
         "intro": column.description, "total": len(site.content.by_column[column.name]),
         "cards": site.content.cards_of(site.content.by_column[column.name][:most])}
        for column in site.content.columns]}


def _register(site: Site, arguments: dict[str, str]) -> Register:
    registers, name = site.content.registers.by_name, arguments.get("name", "")
    if name not in registers:
        near = nearest(name, registers)
        raise _Refused(f"没有名为“{name}”的台账。", f"是不是 {near}？" if near else f"可以用：{'、'.join(registers) or '无'}。")
    return registers[name]


def _progress(site: Site, arguments: dict[str, str]) -> dict[str, Any]:
    register = _register(site, arguments)
    chart = progress_of(register, site.content)
    if chart is None:
        raise _Refused(f"台账 {register.schema.name} 没有进展图。", "在 schema.yml 里给它写上 progress。")
    return {"chart": chart, "size": size_words(register), "link": href(register_path(register.schema.name)), "title": register.schema.title}


def _records(site: Site, arguments: dict[str, str]) -> dict[str, Any]:
    register, column = _register(site, arguments), arguments.get("text", "")
    schema = register.schema
    if column and column not in schema.by_name:
        raise _Refused(f"台账 {schema.name} 没有“{column}”这一列。", f"可以用：{'、'.join(schema.by_name)}。")
    keys = list(filter(None, re.split("[、,，]", arguments.get("only", "")))) or list(register.by_key)
    for key in keys:
        if key not in register.by_key:
            near = nearest(key, register.by_key)
            raise _Refused(f"台账 {schema.name} 里没有“{key}”。", f"是不是“{near}”？" if near else f"名称在 {schema.table} 里。")
    return boxes_of(register, [register.by_key[key] for key in keys], column, site)


_SHORTCODES: dict[str, tuple[tuple[str, ...], Callable[[Site, dict[str, str]], dict[str, Any]]]] = {
    "lead": (tuple(_FILTERS), lambda site, arguments: lead_of(site, _filtered(site, arguments))),
    "latest": ((*_FILTERS, "pinned", "limit"), _latest),
    "columns": (("limit",), _columns),
    "feeds": ((), lambda site, arguments: feed_list(site)),
    # What these two show is in the settings, which every template has.
    "contact": ((), lambda site, arguments: {}),
    "presskit": ((), lambda site, arguments: {}),
    "progress": (("name",), _progress),
    "register": (("name",), lambda site, arguments: register_data(_register(site, arguments), site.content)),
    "registerdata": ((), lambda site, arguments: register_files(site)),
    "records": (("name", "only", "text"), _records),
    "registers": ((), lambda site, arguments: all_registers(site)),
    "finder": ((), lambda site, arguments: finder_box(site)),
    "subscribe": ((), lambda site, arguments: feeds_in_short(site)),
    "sitemap": ((), lambda site, arguments: site_map(site)),
    "stations": ((), lambda site, arguments: directory(site)),
    "totals": ((), lambda site, arguments: totals(site)),
    "stationmap": ((), lambda site, arguments: station_map(site)),
}

