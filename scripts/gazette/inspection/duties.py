"""The report's parts on care: links, stations, the site's own marks, review, pictures, corrections, overdue tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gazette.content import Content
from gazette.front_matter import decode_text
from gazette.gate.footer import MARKS
from gazette.inspection.parts import Month, Part
from gazette.records import Entry
from gazette.registers.reminders import reminders
from gazette.settings import SiteOptions

_WITHOUT_ALT = re.compile(r"!\[\s*\](?:\(|\[)|<img\b(?![^>]*\balt=[\"']?[^\"'\s>])[^>]*>")
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def report_links(links: Mapping[str, Sequence[str]] | None, broken: Sequence[tuple[str, str]]) -> Part:
    """Inside links are good, else there were no report; outside ones, None where nobody could look."""
    inside = "站内链接：检查时逐条核对，有一条打不开就不能生成网站；这次全部打得开。"
    if links is None:
        return Part("链接", f"{inside}站外链接：未检查。")
    rows = [(address, fault, "、".join(links[address][:3])) for address, fault in broken]
    return Part("链接", f"{inside}站外链接：共 {len(links)} 个，打不开的 {len(rows)} 个。", ("网址", "问题", "所在网页"), rows)


def report_stations(content: Content, days: int) -> Part:
    """Stations that are to be verified: never, or too long ago."""
    today = content.now.date()
    never = [station for station in content.open_stations if station.verified is None]
    stale = [station for station in content.open_stations if station.is_stale(today, days)]
    rows = [(one.id, one.name, one.town or "待补充", str(one.verified) if one.verified else "从未核实") for one in (*stale, *never)]
    return Part("站点核实", f"开放的站点 {len(content.open_stations)} 个，核实日期超过 {days} 天的 {len(stale)} 个，从未核实的 {len(never)} 个。",
                ("编号", "名称", "镇街", "上次核实"), rows)


def report_marks(options: SiteOptions) -> Part:
    """What the settings leave empty of that by which a public site is known."""
    missing = [label for name, label in MARKS.items() if not getattr(options, name)]
    said = f"还没有填写：{'、'.join(missing)}。填在 mkdocs.yml 里。" if missing else "主办单位、联系方式、网站标识码和备案号都填了。"
    return Part("网站标识", said)


def report_review(entries: Sequence[Entry], asked: int) -> Part:
    """Items of the month that too few people have looked at; at least one is looked for, whatever the settings ask."""
    needed = max(asked, 1)
    rows = [(entry.source_path, entry.title, entry.editor, "、".join(entry.reviewers) or "没有写")
            for entry in entries if len(entry.reviewers) < needed]
    return Part("编辑和审核", f"本月稿件 {len(entries)} 篇，都写了责任编辑（不写就不能发布），审核人不到 {needed} 位的 {len(rows)} 篇。",
                ("文件", "标题", "责任编辑", "审核人"), rows)


def report_pictures(entries: Sequence[Entry], root: Path) -> Part:
    """Pictures of the month without a text for those who cannot see them, or without the name of whose they are."""
    rows = [(entry.source_path, entry.title, fault) for entry in entries for fault in _picture_faults(entry, root)]
    return Part("图片", f"没有说明或来源的 {len(rows)} 处。", ("文件", "标题", "问题"), rows)


def _picture_faults(entry: Entry, root: Path) -> Iterator[str]:
    if entry.image and not entry.image_alt:
        yield "题图没有说明（image_alt）"
    if entry.image and not entry.image_credit:
        yield "题图没有写来源（image_credit）"
    text = _CODE.sub("", decode_text((root / entry.source_path).read_bytes(), entry.source_path))
    if count := len(_WITHOUT_ALT.findall(text)):
        yield f"正文里有 {count} 张图片没有说明"


def report_changes(entries: Sequence[Entry], month: Month) -> Part:
    """What was corrected or withdrawn in the month."""
    found = [(note.date, entry, "更正", note.note) for entry in entries for note in entry.corrections]
    found += [(entry.withdrawn.date, entry, "撤稿", entry.withdrawn.reason) for entry in entries if entry.withdrawn]
    shown = sorted((one for one in found if month.holds(one[0].date())), key=lambda one: (one[0], one[1].path, one[3]))
    rows = [(f"{moment:%Y-%m-%d %H:%M}", what, entry.title, said) for moment, entry, what, said in shown]
    withdrawn = sum(row[1] == "撤稿" for row in rows)
    return Part("更正和撤稿", f"本月更正 {len(rows) - withdrawn} 次，撤稿 {withdrawn} 篇。", ("时间", "类别", "标题", "说明"), rows)


def report_reminders(content: Content) -> Part:
    """Records of the registers that are past their deadline today, or rest on what was withdrawn."""
    rows = [(line,) for line in reminders(content)]
    return Part("台账提醒", f"到今天已超过期限、还没有办结，或依据的稿件已经撤回的 {len(rows)} 项。", ("事项",), rows)
