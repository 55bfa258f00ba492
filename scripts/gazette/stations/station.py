"""The record of a service station: one row of a table in docs/stations/."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from gazette.fields import Day, Names, PlainText, Term, Terms, Text, refuse
from gazette.permalinks import station_path
from gazette.records import Record
from gazette.stations.coordinates import Crs, Point, convert
from gazette.stations.hours import check_hours

# 六有, 三亮 and 一统: the ten marks of a station that meets the standard.
STANDARDS = ("场所", "标识", "人员", "制度", "经费", "活动", "亮牌子", "亮身份", "亮承诺", "服务手册")
_GROUPS = {"六有": STANDARDS[:6], "三亮": STANDARDS[6:9], "一统": STANDARDS[9:]}
# Landline with area code, mobile, 400/800 and short numbers such as 12351, each with an extension or not.
_PHONE = re.compile(r"(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|1\d{2}|1[12]\d{3}|9\d{4,5})(?:-\d{1,6})?")
_COORDINATE = re.compile(r"-?\d{1,3}(?:\.\d+)?")


def _parse_degrees(value: object) -> object:
    if isinstance(value, str):
        if not _COORDINATE.fullmatch(value):
            raise refuse(f"“{value}”不是度数。", "只写小数形式的度数，例如 108.39。")
        return float(value)
    return value


def _parse_phones(value: object) -> object:
    numbers = value.split("、") if isinstance(value, str) else value
    for number in numbers if isinstance(numbers, list | tuple) else ():
        if not _PHONE.fullmatch(number):
            raise refuse(f"电话“{number}”的写法不对。", "座机写区号和号码，例如 023-12345678；几个号码用顿号“、”隔开。")
    return tuple(numbers) if isinstance(numbers, list) else numbers


def _check_hours(value: str) -> str:
    if value and (fault := check_hours(value)):
        raise refuse(f"开放时间{fault}。", "用 OpenStreetMap 的写法，例如 Mo-Fr 09:00-17:30; Sa 09:00-12:00; PH off。")
    return value


def _check_standards(values: tuple[str, ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for value in values:
        name = value.removeprefix("有").removeprefix("统一")
        if name not in STANDARDS and name not in _GROUPS:
            raise refuse(f"“{value}”不在六有三亮一统里。", f"可以写：{'、'.join(STANDARDS)}；或六有、三亮、一统。")
        found.update(_GROUPS.get(name, (name,)))
    return tuple(name for name in STANDARDS if name in found)


Degrees = Annotated[float, BeforeValidator(_parse_degrees)]


class Station(Record):
    """A service station as its row says; empty where nothing is known."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", title="编号")
    name: PlainText = Field(min_length=1, max_length=60, title="名称")
    type: Term = Field(min_length=1, title="类别")
    town: Term = Field(default="", title="镇街")
    community: PlainText = Field(default="", title="村社区")
    address: PlainText = Field(default="", max_length=200, title="地址")
    lon: Degrees | None = Field(default=None, title="经度")
    lat: Degrees | None = Field(default=None, title="纬度")
    crs: Literal["", Crs] = Field(default="", title="坐标系")
    phone: Annotated[tuple[str, ...], BeforeValidator(_parse_phones)] = Field(default=(), title="电话")
    hours: Annotated[PlainText, AfterValidator(_check_hours)] = Field(default="", max_length=300, title="开放时间")
    services: Names = Field(default=(), title="服务事项")
    standards: Annotated[Names, AfterValidator(_check_standards)] = Field(default=(), title="建设标准")
    organizations: Terms = Field(default=(), title="群团组织")
    accessible: PlainText = Field(default="", max_length=200, title="无障碍")
    verified: Day | None = Field(default=None, title="核实日期")
    image: Text = Field(default="", title="照片")
    note: PlainText = Field(default="", max_length=500, title="备注")
    closed: Day | None = Field(default=None, title="关闭日期")
    source_path: str
    line: int
    # Stands for everything in the row where pages are compared.
    digest: str

    @property
    def path(self) -> str:
        """Where its page stands in the site."""
        return station_path(self.id)

    @cached_property
    def point(self) -> Point | None:
        """Where it is, in WGS-84; None where that is not known."""
        return self.point_in("wgs84")

    def point_in(self, crs: Crs) -> Point | None:
        """Where it is, in any of the systems: as stated, or converted."""
        if self.lon is None or self.lat is None or not self.crs:
            return None
        return convert(Point(self.lon, self.lat), self.crs, crs)

    @property
    def is_accessible(self) -> bool:
        """Whether the row says that people can get in without steps."""
        return bool(self.accessible) and not self.accessible.startswith(("否", "无", "没有", "不"))

    def is_closed(self, day: date) -> bool:
        """Whether it is closed for good on that day."""
        return self.closed is not None and self.closed <= day

    def is_stale(self, day: date, days: int = 365) -> bool:
        """Whether it was last verified more than so many days before that day; the pages tell readers of a year."""
        return self.verified is not None and (day - self.verified).days > days


FIELDS = tuple(name for name in Station.model_fields if name not in ("source_path", "line", "digest"))
LABELS = {name: str(Station.model_fields[name].title) for name in FIELDS}
LISTS = ("phone", "services", "standards", "organizations")
