"""The records of the press: frozen, typed, with Chinese messages for what they refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from gazette.clock import SHANGHAI
from gazette.permalinks import fits_a_path, station_path

_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?(?:\+08:00)?")
_TAG_LIKE = re.compile(r"</?[a-zA-Z][^>]*>")
_YES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False, "": False}


def refuse(message: str, hint: str) -> PydanticCustomError:
    """The error that a validator raises: message and cure, both Chinese."""
    return PydanticCustomError("gazette", "{message}", {"message": message, "hint": hint})


def _parse_moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _MOMENT.fullmatch(value.strip())
    try:
        if not match:
            raise ValueError
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise refuse(f"日期“{value}”读不出来。", "写成 2026-11-24 09:00（年-月-日 时:分，英文数字和冒号）。") from None


def _parse_list(value: object) -> object:
    """One text or a list of texts; doubles are dropped, order is kept."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(item, str) for item in values):
        raise refuse("这里要写一个名称或名称的清单。", "例如 [工会, 妇联]。")
    return tuple(dict.fromkeys(item.strip() for item in values if item.strip()))


def _parse_flag(value: object) -> object:
    if isinstance(value, str):
        if value.strip().lower() not in _YES:
            raise refuse(f"“{value}”读不出来。", "写 true（是）或 false（否）。")
        return _YES[value.strip().lower()]
    return value


def _parse_text(value: object) -> object:
    if not isinstance(value, str):
        raise refuse("这里要写一行文字。", "去掉方括号或下面缩进的各行。")
    return " ".join(value.split())


def _check_plain(value: str) -> str:
    if _TAG_LIKE.search(value):
        raise refuse("这里不能有 HTML 标记。", "只写文字。")
    return value


def _check_address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s<>\"]+", value):
        raise refuse(f"“{value}”不是网址。", "写完整的网址，以 https:// 或 http:// 开头。")
    return value


def _check_picture(value: str) -> str:
    if value and not value.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif")):
        raise refuse(f"“{value}”不是图片。", "用 jpg、png、webp 等格式的图片。")
    return value


def _check_aliases(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r"(?!/)(?!.*\.\.)[^\s\\:*?\"<>|#%]+\.html", value):
            raise refuse(f"“{value}”不是本站的旧网址。", "写从网站根目录起的路径，以 .html 结尾，例如 news/2026/11/24-jiu-biaoti.html。")
    return values


def _parse_people(value: object) -> object:
    names = value if isinstance(value, list | tuple) else [value]
    if len(set(map(str, names))) < len(names):
        raise refuse("同一个人写了两次。", "初审、复审、终审由不同的人担任。")
    return _parse_list(value)


def _check_term(value: str) -> str:
    if any(mark in value for mark in "，、,;；"):
        raise refuse(f"“{value}”里有标点，会被当成一个名称。", "每个名称分开写，例如 [工会, 妇联]。")
    if value and not fits_a_path(value):
        raise refuse(f"“{value}”不能作网页的名称。", "去掉 / \\ : * ? \" < > | # % 等符号，并缩短到 40 个汉字以内。")
    return value


Moment = Annotated[datetime, BeforeValidator(_parse_moment)]
Text = Annotated[str, BeforeValidator(_parse_text)]
PlainText = Annotated[Text, AfterValidator(_check_plain)]
Address = Annotated[Text, AfterValidator(_check_address)]
Picture = Annotated[Text, AfterValidator(_check_picture)]
Aliases = Annotated[tuple[str, ...], BeforeValidator(_parse_list), AfterValidator(_check_aliases)]
People = Annotated[tuple[str, ...], BeforeValidator(_parse_people)]
Names = Annotated[tuple[str, ...], BeforeValidator(_parse_list)]
Term = Annotated[PlainText, AfterValidator(_check_term)]
Terms = Annotated[tuple[Term, ...], BeforeValidator(_parse_list)]
Flag = Annotated[bool, BeforeValidator(_parse_flag)]


class Record(BaseModel):
    """What every record shares: it cannot be changed and has no field that is not named."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Column(Record):
    """One publicity column of news/columns.yml."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: PlainText = Field(min_length=1)
    outlet: PlainText = ""
    description: PlainText = ""
    keywords: Names = ()
    type: PlainText = ""


class Note(Record):
    """A correction: when it was made and what it says."""

    date: Moment
    note: PlainText = Field(min_length=1)


class Withdrawal(Record):
    """When an item was withdrawn and why."""

    date: Moment
    reason: PlainText = Field(min_length=1)


class FrontMatter(Record):
    """The head of a news item as its editor wrote it (design.md, "What others rely on")."""

    title: PlainText = Field(min_length=1, title="标题")
    date: Moment = Field(title="发布时间")
    columns: Names = Field(min_length=1, title="栏目")
    source: PlainText = Field(min_length=1, title="来源")
    source_url: Address = Field(default="", title="转载链接")
    author: PlainText = Field(default="", title="作者")
    editor: PlainText = Field(min_length=1, title="责任编辑")
    reviewers: People = Field(default=(), title="审核人")
    description: PlainText = Field(default="", title="摘要")
    tags: Terms = Field(default=(), title="标签")
    organizations: Terms = Field(default=(), title="群团组织")
    brands: Terms = Field(default=(), title="服务品牌")
    towns: Terms = Field(default=(), title="镇街")
    departments: Terms = Field(default=(), title="部门")
    tasks: Terms = Field(default=(), title="改革任务")
    image: Picture = Field(default="", title="题图")
    image_alt: PlainText = Field(default="", title="题图说明")
    image_credit: PlainText = Field(default="", title="题图来源")
    attachments: Names = Field(default=(), title="附件")
    pinned: Flag = Field(default=False, title="置顶")
    draft: Flag = Field(default=False, title="草稿")
    expires: Moment | None = Field(default=None, title="到期时间")
    aliases: Aliases = Field(default=(), title="旧网址")
    corrections: tuple[Note, ...] = Field(default=(), title="更正")
    withdrawn: Withdrawal | None = Field(default=None, title="撤稿")


class Link(Record):
    """A link of an item: the path in the site it leads to, and how the editor wrote it."""

    path: str
    written: str


class Entry(FrontMatter):
    """A news item: what was written and, below, what is derived from it."""

    source_path: str
    path: str
    digest: str
    characters: int
    summary: str
    links: tuple[Link, ...] = ()

    @property
    def permalink_path(self) -> str:
        """The path at first publication, which the item's id keeps for ever: aliases are listed oldest first."""
        return self.aliases[0] if self.aliases else self.path

    @property
    def updated(self) -> datetime:
        """The newest of publication, corrections and withdrawal."""
        notes = [note.date for note in self.corrections] + ([self.withdrawn.date] if self.withdrawn else [])
        return max([self.date, *notes])

    def state(self, now: datetime) -> Literal["draft", "embargoed", "expired", "withdrawn", "published"]:
        """Where the item stands at the moment `now`."""
        if self.draft:
            return "draft"
        if self.date > now:
            return "embargoed"
        if self.withdrawn:
            return "withdrawn"
        return "expired" if self.expires and self.expires <= now else "published"


def revive_entry(record: str) -> Entry:
    """An entry from the JSON of an entry (`model_dump_json(exclude_defaults=True)`), without checking it again.

    Reading 10,000 of them so takes a fifth of the time that validation takes.
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


_REVIVED: dict[str, Callable[..., Record]] = {"links": Link.model_construct, "corrections": Note.model_construct}


def _with_date(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"date": datetime.fromisoformat(values["date"])} if "date" in values else values


class Station(Record):
    """A service station: one row of a table in docs/stations/."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", title="编号")
    name: PlainText = Field(min_length=1, title="名称")
    type: Term = Field(min_length=1, title="类别")
    town: Term = Field(default="", title="镇街")
    community: PlainText = Field(default="", title="村社区")
    address: PlainText = Field(default="", title="地址")
    lon: float | None = Field(default=None, ge=-180, le=180, title="经度")
    lat: float | None = Field(default=None, ge=-90, le=90, title="纬度")
    crs: Literal["", "wgs84", "gcj02", "bd09"] = Field(default="", title="坐标系")
    phone: PlainText = Field(default="", title="电话")
    hours: PlainText = Field(default="", title="开放时间")
    services: Names = Field(default=(), title="服务事项")
    standards: Names = Field(default=(), title="建设标准")
    accessible: PlainText = Field(default="", title="无障碍")
    verified: date | None = Field(default=None, title="核实日期")
    image: Text = Field(default="", title="照片")
    note: PlainText = Field(default="", title="备注")
    source_path: str
    line: int

    @property
    def path(self) -> str:
        """Where its page stands in the site."""
        return station_path(self.id)


_CURES = {
    "id": "只用小写字母、数字、- 和 _，例如 c01。", "slug": "只用小写字母、数字和减号，例如 focus。",
    "lon": "写十进制的度数，例如 108.4。", "lat": "写十进制的度数，例如 30.8。",
    "crs": "写 wgs84、gcj02 或 bd09。", "verified": "写成 2026-11-24。"}


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
