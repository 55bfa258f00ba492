"""What the foot of a public site should name (organizer, contact, codes and records), as far as the settings leave it empty."""

from __future__ import annotations

from collections.abc import Iterator

from gazette.problems import Problem
from gazette.settings import CONFIG, Settings, line_of_setting

# By which a public site is known: name of the setting → its name for people.
MARKS = {"organizer": "主办单位", "contact": "联系方式", "site_code": "网站标识码", "icp": "ICP备案号", "police_record": "公安备案号"}
_NAMES = MARKS | {"error_report": "“政府网站找错”的网址"}


def check_footer(settings: Settings) -> Iterator[Problem]:
    """One warning that names all that is missing, at the first of these settings."""
    missing = [key for key in _NAMES if not getattr(settings.options, key)]
    if missing:
        text = (settings.root / CONFIG).read_text("utf-8")
        yield Problem(CONFIG, line_of_setting(text, missing[0]), f"页面底部还缺：{'、'.join(_NAMES[key] for key in missing)}。",
                      "知道以后在 extra.gazette 里填写；不知道的可以留空，页面上就不显示。", "warning")
