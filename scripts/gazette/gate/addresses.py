"""Home addresses finer than the village: house, building, flat, or villagers' group where somebody lives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gazette.gate.spans import Span

_DIGITS = r"[\d一二三四五六七八九十百零〇]"
_N = rf"{_DIGITS}++"
# A number is looked at from its first digit only, however long it is.
_FIRST_N = rf"(?<!{_DIGITS}){_N}"
_LABEL = r"(?:家住|住址|住在|现住|居住[地在]|户籍|家庭地址)"
_HOME = re.compile(_LABEL)
# After a word for a home, any number of a house or group.
_LABELLED = re.compile(rf"{_LABEL}[^。；;，,！？\n|]{{0,40}}?{_N}(?:号楼|号|栋|幢|单元|弄|组|社|室|-\d+)")
_FLAT = re.compile(rf"(?:{_FIRST_N}|[A-Za-z])(?:栋|幢|座|号楼)[^\S\n]*(?:{_N}单元[^\S\n]*(?:{_N}楼)?{_N}|{_N}-{_N}|{_N}[^\S\n]*(?:室|房|户|号))(?!元)"
                   rf"|{_FIRST_N}单元[^\S\n]*(?:{_N}楼)?\d[\d-]*|{_FIRST_N}号(?:附{_N}号)?[^\S\n]*{_N}-{_N}")
_FARM = re.compile(rf"(?:村|社区|居)[^\S\n]*{_N}[组社][^\S\n]*{_N}号")
_OFFICE = re.compile(r"大[楼厦]|中心|办公|机关|写字楼|市场|学校|[小中大]学|医院|服务站|会议室|园区|产业园|孵化|政府|法院|银行|工会")
_CLAUSE = re.compile(r"[。；;！？\n|]")
# The counters are rarer than numbers, so the search starts from them.
_COUNTED = re.compile(r"[栋幢座组社弄号单](?<=[\d一二三四五六七八九十百零〇].)")
_AT_HOME = re.compile(r"[住籍址][^。；;\n|]{1,40}?\d-\d")


def may_have_addresses(text: str) -> bool:
    """A quick look: whether a number of a house or group is there at all."""
    return bool(_COUNTED.search(text) or _AT_HOME.search(text))


def find_addresses(text: str) -> Iterator[Span]:
    """Home addresses in a text, which has its letters and digits in half width; rooms of offices are none."""
    for match in _LABELLED.finditer(text):
        yield _span(text, match)
    for pattern in (_FLAT, _FARM):
        for match in pattern.finditer(text):
            clause = _CLAUSE.split(text[max(match.start() - 40, 0):match.start()])[-1]
            if not _OFFICE.search(clause) or _HOME.search(clause) or "单元" in match[0]:
                yield _span(text, match)


def _span(text: str, match: re.Match[str]) -> Span:
    return Span("address", *match.span(), re.sub(r"\s", "", match[0]))
