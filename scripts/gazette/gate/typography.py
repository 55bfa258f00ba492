"""Rules of punctuation (GB/T 15834-2011) and of figures (GB/T 15835-2011), as far as a program can tell.

Patterns take time in proportion to the text: what is open is looked for to its end once, never from each of its letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_HAN = "\u3400-\u9fff"
_FIGURE = "[〇零一二三四五六七八九]"
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}

Found = tuple[int, int, str, str, bool]


class _Rule(NamedTuple):
    # Any one of these stands in every text that the rule has something to say of; to look for them costs next to nothing.
    signs: str | tuple[str, ...]
    pattern: re.Pattern[str]
    message: str
    instead: Callable[[re.Match[str]], str]
    is_safe: bool = True

    def may_match(self, text: str) -> bool:
        """A quick look, which lets most texts pass."""
        return any(sign in text for sign in self.signs)


def _group(match: re.Match[str]) -> str:
    return match[0][0]


_DOUBLE = ("，，", "、、", "；；", "：：", "。。")
RULES = (
    _Rule(",;:?!", re.compile(rf"[,;:?!](?=[{_HAN}“《]|\n|$)(?<=[{_HAN}”》）].)"), "汉字后面用了半角标点“{}”。",
          lambda match: match[0].translate(_WIDE)),
    _Rule("(", re.compile(rf"\((?=[^()\n\x00]*\))[^()\n\x00]*[{_HAN}][^()\n\x00]*\)"),
          "汉字外面用了半角括号“{}”。", lambda match: f"（{match[0][1:-1]}）"),
    _Rule(("...", "。。。"), re.compile(rf"\.(?<=[{_HAN}”》].)\.{{2,}}+|。{{3,}}"), "省略号写成了“{}”（GB/T 15834，4.11）。",
          lambda match: "……"),
    _Rule(("--",), re.compile(rf"--(?=[{_HAN}“《])(?<=[{_HAN}”》]--)"), "破折号写成了“{}”（GB/T 15834，4.10）。", lambda match: "——"),
    _Rule(_DOUBLE, re.compile(r"，{2,}|、{2,}|；{2,}|：{2,}|(?<!。)。。(?!。)"), "标点“{}”重复了。", _group),
    _Rule(" \t", re.compile(rf"[ \t](?<=[{_HAN}”》].)[ \t]*+(?=[，。；：？！、）》”])"), "标点前面有空格。", lambda match: ""),
    _Rule(("》、", "”、"), re.compile(r"[》”]、[《“]"), "书名号、引号之间一般不用顿号（GB/T 15834，4.5）：“{}”。",
          lambda match: match[0].replace("、", ""), False),
    _Rule('"', re.compile(rf'"(?=[^"\n\x00]*")[^"\n\x00]*[{_HAN}][^"\n\x00]*"'), "用了英文引号：{}。", lambda match: f"“{match[0][1:-1]}”", False),
    _Rule("０１２３４５６７８９", re.compile(r"[０-９]+"), "用了全角数字“{}”。", lambda match: match[0].translate(_NARROW)),
    _Rule("~", re.compile(r"~(?=\d)(?<=[\d%％]~)"), "数值范围用了半角“~”（GB/T 15835）。", lambda match: "～"),
    _Rule("%％", re.compile(r"(?<![\d.])\d+(?:\.\d+)?[-～—~]\d+(?:\.\d+)?[%％]"), "百分数的范围，前一个数也要有百分号（GB/T 15835）：“{}”。",
          lambda match: re.sub(r"[-～—~]", "%～", match[0]), False),
    _Rule("零", re.compile(rf"[一二](?<!{_FIGURE}.)[〇一二三四五六七八九]*+零{_FIGURE}*+(?=年)"), "用汉字写年份时，“零”写“〇”（GB/T 15835）：“{}”。",
          lambda match: match[0].replace("零", "〇")),
    _Rule("年", re.compile(r"(?<!\d)\d\d年(?=\d{1,2}月)"), "年份要写全（GB/T 15835）：“{}”。", lambda match: "", False),
    _Rule("千", re.compile(r"(?<!\d)\d++万\d++千"), "一个数里数字和“万”“千”混用（GB/T 15835）：“{}”。", lambda match: "", False),
    _Rule("发", re.compile(r"发[\[（(](?:19|20)\d\d[\])）](?=第?\d+号)"), "公文的年份用六角括号：“{}”。",
          lambda match: f"发〔{match[0][2:-1]}〕", False),
)


def find_typography(text: str) -> Iterator[Found]:
    """(start, end, message, what to write instead, whether that is safe) for each place."""
    for rule in RULES:
        if rule.may_match(text):
            for match in rule.pattern.finditer(text):
                yield match.start(), match.end(), rule.message.format(match[0]), rule.instead(match), rule.is_safe
