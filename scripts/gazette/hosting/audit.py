"""What no push would reveal: outside links that broke, news grown old, stations nobody verified."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

from gazette.content import Content
from gazette.inspection.freshness import ages
from gazette.settings import FreshnessOptions

_MOST_SHOWN = 50
_TIMEOUT_SECONDS = 20
_AT_ONCE = 8
_OUTSIDE = re.compile(r"""<a\b[^>]*\bhref=["']?(https?://[^"'\s>]+)""")
# Many hosts refuse programs without saying that the page is gone.
_GONE = (404, 410)
NO_ANSWER = "连不上"


def outside_links(site: Path, own: str) -> dict[str, list[str]]:
    """The addresses outside `own` that pages of the built site link to, each with those pages."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in sorted(site.rglob("*.html")):
        for address in sorted({unescape(one).partition("#")[0] for one in _OUTSIDE.findall(page.read_text("utf-8"))}):
            if not address.startswith(own):
                found[address].append(page.relative_to(site).as_posix())
    return found


def ask(address: str) -> str:
    """What is wrong with an address, in Chinese, or ''."""
    import requests  # takes a tenth of a second to load

    try:
        with requests.get(address, timeout=_TIMEOUT_SECONDS, stream=True, headers={"User-Agent": "Mozilla/5.0 (link check)"}) as answer:
            return f"网页已不存在（{answer.status_code}）" if answer.status_code in _GONE else ""
    except requests.RequestException as error:
        return f"{NO_ANSWER}（{type(error).__name__}）"


def broken_links(links: Iterable[str], asked: Callable[[str], str] = ask) -> list[tuple[str, str]]:
    """(Address, fault) of each address that has one, several asked at once."""
    links = list(links)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return [(address, fault) for address, fault in zip(links, pool.map(asked, links), strict=True) if fault]


def audit(content: Content, options: FreshnessOptions, links: Mapping[str, Sequence[str]],
          asked: Callable[[str], str] = ask) -> Iterator[str]:
    """The report in Chinese, as lines of Markdown."""
    broken = broken_links(links, asked)
    yield from _part("外部链接", f"共 {len(links)} 个，打不开的 {len(broken)} 个。",
                     [f"<{address}>：{fault}，见 {'、'.join(links[address][:3])}" for address, fault in broken])
    old = [age for age in ages(content, options) if age.level]
    alarms = sum(age.level == "alarm" for age in old)
    yield from _part("新稿", f"该提醒的栏目 {len(old)} 个（满 {options.warn} 天没有新稿），其中超过红线的 {alarms} 个（满 {options.alarm} 天）。",
                     list(map(str, old)))
    day = content.now.date()
    stale = [station for station in content.open_stations if station.is_stale(day, options.stations)]
    unverified = sum(station.verified is None for station in content.open_stations)
    yield from _part("站点", f"开放的 {len(content.open_stations)} 个，其中核实日期超过 {options.stations} 天的 {len(stale)} 个，"
                     f"从未核实的 {unverified} 个。",
                     [f"{station.id} {station.name}，上次核实 {station.verified}" for station in stale])


def _part(title: str, summary: str, lines: list[str]) -> Iterator[str]:
    yield f"## {title}\n\n{summary}\n"
    yield from (f"- {line}" for line in lines[:_MOST_SHOWN])
    if len(lines) > _MOST_SHOWN:
        yield f"- ……还有 {len(lines) - _MOST_SHOWN} 个"
    yield ""
