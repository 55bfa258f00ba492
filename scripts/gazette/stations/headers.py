"""The header row of a staff's sheet: found wherever it stands, its labels understood in the words people use."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from gazette.stations.sheets import Sheet, refused
from gazette.stations.station import FIELDS, LABELS

_FIRST_ROWS = 30
_WORDS = {
    "id": "编号 站点编号 阵地编号 编码 代码",
    "name": "名称 站点名称 阵地名称 站点 服务站名称 单位名称",
    "type": "类别 类型 站点类别 站点类型 阵地类型 阵地类别 分类",
    "town": "镇街 镇乡街道 乡镇街道 镇街道 所属镇街 所在镇街 街道 乡镇 所属街道",
    "community": "村社区 村 社区 所属村社区 所在村社区 村居",
    "address": "地址 详细地址 站点地址 具体地址",
    "lon": "经度 lng longitude", "lat": "纬度 latitude", "crs": "坐标系 坐标来源 坐标类型",
    "phone": "电话 联系电话 服务电话 电话号码 咨询电话 tel",
    "hours": "开放时间 服务时间 工作时间 办公时间 开放时段",
    "services": "服务事项 服务内容 服务项目 服务", "standards": "建设标准 六有三亮一统 标准",
    "organizations": "群团组织 所属群团 所属组织 群团", "accessible": "无障碍 无障碍设施",
    "verified": "核实日期 核实时间 更新日期", "image": "照片 图片", "note": "备注 说明", "closed": "关闭日期 停用日期",
}
_FIELD_OF = {word: name for name, words in _WORDS.items() for word in (name, LABELS[name], *words.split())}
_MARKS = re.compile(r"[\s()（）*＊:：_/、-]|（.*?）|\(.*?\)")


class Header(NamedTuple):
    """Where the header is (place in the sheet's rows), the column of each field, and labels that mean none."""

    row: int
    columns: dict[str, int]
    ignored: list[str]


def field_of(label: str) -> str:
    """The field that a label means, '' for none: 联系电话（必填） → phone."""
    plain = unicodedata.normalize("NFKC", label).lower()
    for word in (_MARKS.sub("", plain), re.sub(r"[\s*:]|\(.*?\)", "", plain)):
        if word in _FIELD_OF:
            return _FIELD_OF[word]
    return ""


def find_header(sheet: Sheet) -> Header | None:
    """The header among the first rows; None where no row has a name and two more known labels.

    Raises ProblemsFound where a label comes twice.
    """
    for place, (number, cells) in enumerate(sheet.rows[:_FIRST_ROWS]):
        fields = [field_of(cell) for cell in cells]
        if "name" in fields and len({*fields} - {""}) >= 3:
            twice = sorted({name for name in fields if name and fields.count(name) > 1}, key=FIELDS.index)
            if twice:
                raise refused(sheet.path, f"表头里“{LABELS[twice[0]]}”出现了不止一次。", "只留一列，或者改一个名称。", number)
            ignored = [cell for cell, name in zip(cells, fields, strict=True) if cell.strip() and not name]
            return Header(place, {name: column for column, name in enumerate(fields) if name}, ignored)
    return None
