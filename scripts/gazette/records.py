"""The records of the press: frozen and typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from gazette.fields import Address, Aliases, Flag, Moment, Names, People, Picture, PlainText, Terms
from gazette.permalinks import SLUG, is_entry_path


class Record(BaseModel):
    """What every record shares: it cannot be changed and has no field that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Record):
    """One publicity column of news/columns.yml."""

    slug: str = Field(pattern=f"^{SLUG}$", title="网址短名", description="只用小写英文字母、数字和减号。定了不再改。")
    name: PlainText = Field(min_length=1, title="名称", description="稿件的栏目和这里一字不差。")
    outlet: PlainText = Field(default="", title="开设的媒体")
    description: PlainText = Field(default="", title="介绍", description="一两句话，显示在栏目页上。")
    keywords: Names = Field(default=(), title="关键词")
    type: PlainText = Field(default="", title="栏目类型")
    # Nothing new is expected, so nobody is told that there is none.
    dormant: Flag = Field(default=False, title="不再更新", description="停办的栏目写 true，没有新稿时不再提醒。")


class Note(Record):
    """A correction: when it was made and what it says."""

    date: Moment = Field(title="更正时间")
    note: PlainText = Field(min_length=1, title="更正说明", description="写明更正了什么。")


class Withdrawal(Record):
    """When an item was withdrawn and why."""

    date: Moment = Field(title="撤稿时间")
    reason: PlainText = Field(min_length=1, title="撤稿原因")


# States of an item that no reader may see anything of.
UNSEEN = ("draft", "embargoed")


class FrontMatter(Record):
    """The head of a news item as its editor wrote it (design.md, "What others rely on"); descriptions are what forms say of a field."""

    title: PlainText = Field(min_length=1, title="标题", description="只写文字。")
    date: Moment = Field(title="发布时间", description="北京时间；写将来的时间就是定时发布。")
    columns: Names = Field(min_length=1, title="栏目", description="同时在几个栏目里的稿件填这一项，不再填“栏目（一个）”。")
    source: PlainText = Field(min_length=1, title="来源", description="供稿单位或媒体的名称。")
    source_url: Address = Field(default="", title="转载链接", description="转载稿的原文网址；自己的稿件不填。")
    author: PlainText = Field(default="", title="作者")
    editor: PlainText = Field(min_length=1, title="责任编辑")
    reviewers: People = Field(default=(), title="审核人", description="按初审、复审、终审的顺序，是三个不同的人。")
    description: PlainText = Field(default="", title="摘要", description="一两句话；不写时取正文开头的几句。")
    tags: Terms = Field(default=(), title="标签", description="相同的事情每次用相同的说法。")
    organizations: Terms = Field(default=(), title="群团组织")
    brands: Terms = Field(default=(), title="服务品牌")
    towns: Terms = Field(default=(), title="镇街")
    departments: Terms = Field(default=(), title="部门")
    tasks: Terms = Field(default=(), title="改革任务")
    stations: Names = Field(default=(), title="服务站点", description="站点的编号。")
    image: Picture = Field(default="", title="题图", description="和稿件放在同一个文件夹里。")
    image_alt: PlainText = Field(default="", title="题图说明", description="写给看不见图的人：图里有什么。")
    image_credit: PlainText = Field(default="", title="题图来源")
    attachments: Names = Field(default=(), title="附件", description="和稿件放在同一个文件夹里。")
    pinned: Flag = Field(default=False, title="置顶", description="排在首页和所属栏目的最前面。")
    draft: Flag = Field(default=False, title="草稿", description="照样检查，但不发布。")
    expires: Moment | None = Field(default=None, title="到期时间", description="从这时起稿件退出列表，原网址留下“已到期”的说明。")
    aliases: Aliases = Field(default=(), title="旧网址", description="稿件改名前的网址，最早的在最前，例如 news/2026/11/24-jiu-biaoti.html。")
    corrections: tuple[Note, ...] = Field(default=(), title="更正", description="先改好正文，再写明何时更正了什么。")
    withdrawn: Withdrawal | None = Field(default=None, title="撤稿", description="不要删除稿件；填了这一项，原网址只留一则说明。")

    def state(self, now: datetime) -> Literal["draft", "embargoed", "expired", "withdrawn", "published"]:
        """Where the item stands at the moment `now`."""
        if self.draft:
            return "draft"
        if self.date > now:
            return "embargoed"
        if self.withdrawn:
            return "withdrawn"
        return "expired" if self.expires and self.expires <= now else "published"


class Link(Record):
    """A link of an item: the path in the site it leads to, and how the editor wrote it."""

    path: str
    written: str


class Finding(Record):
    """What looks like personal data in a source: kind, line from 1, the value masked, and a digest of the value."""

    kind: str
    line: int
    masked: str
    value: str


class Entry(FrontMatter):
    """A news item: what was written and, below, what is derived from it."""

    source_path: str
    path: str
    digest: str
    characters: int
    summary: str
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def permalink_path(self) -> str:
        """The path at first publication, which the item's id keeps for ever.

        Aliases are listed oldest first. One that no item of this site can have had, such as the address in an older system,
        only redirects.
        """
        return next((alias for alias in self.aliases if is_entry_path(alias)), self.path)

    @property
    def updated(self) -> datetime:
        """The newest of publication, corrections and withdrawal."""
        if not (self.corrections or self.withdrawn):
            return self.date
        notes = [note.date for note in self.corrections] + ([self.withdrawn.date] if self.withdrawn else [])
        return max([self.date, *notes])


@cache
def revive_entry(record: str) -> Entry:
    """An entry from the JSON of an entry (`model_dump_json(exclude_defaults=True)`), without checking it again.

    Reading 10,000 of them so takes a fifth of the time that validation takes; a preview has them from the build before.
    """
    values = json.loads(record)
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(_REVIVED[name](**_with_date(item)) if name in _REVIVED else item for item in value)
    if "withdrawn" in values:
        values["withdrawn"] = Withdrawal.model_construct(**_with_date(values["withdrawn"]))
    if "expires" in values:
        values["expires"] = datetime.fromisoformat(values["expires"])
    return Entry.model_construct(**_with_date(values))


_REVIVED: dict[str, Callable[..., Record]] = {"links": Link.model_construct, "corrections": Note.model_construct,
                                             "findings": Finding.model_construct}


def _with_date(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"date": datetime.fromisoformat(values["date"])} if "date" in values else values


_CURES = {
    "id": "只用小写字母、数字、- 和 _，例如 c01。", "slug": "只用小写字母、数字和减号，例如 focus。",
    "crs": "写 wgs84、gcj02 或 bd09。"}


def explain(fault: Any, record: type[Record]) -> tuple[str, str, str]:
    """A pydantic error as (top-level key, Chinese message, Chinese cure)."""
    key, *inner = [str(part) if isinstance(part, str) else f"第 {part + 1} 项" for part in fault["loc"]] or [""]
    label = record.model_fields[key].title if key in record.model_fields else ""
    name = " ".join([f"{key}（{label}）" if label else key, *inner])
    if fault["type"] == "gazette":
        return key, f"{name}：{fault['ctx']['message']}", fault["ctx"]["hint"]
    if fault["type"] in ("missing", "string_too_short", "too_short"):
        return key, f"缺少 {name}。", f"补上 {' '.join([key, *inner])} 的值。"
    if fault["type"] == "extra_forbidden":
        return key, f"没有“{' '.join([key, *inner])}”这一项。", "删去它。"
    return key, f"{name}的值不对。", _CURES.get(key, "参照 README.zh-CN.md 里的说明改写。")
