"""Names that a project allows in its news and station tables; the press rejects others, so the corpus takes these."""

from dataclasses import dataclass
from pathlib import Path

import yaml

SAMPLE_TOWNS = [f"示例镇{number:02}" for number in range(1, 53)]
SAMPLE_ORGANIZATIONS = ["示例单位01", "示例单位02", "示例单位03"]
SAMPLE_TYPES = ["示例类别01", "示例类别02", "示例类别03", "示例类别04"]


@dataclass(frozen=True, slots=True)
class Names:
    """Column names with their slugs, and lists of names: the project's where it has any, else plainly made up ones."""

    columns: dict[str, str]
    organizations: list[str]
    towns: list[str]
    station_types: list[str]


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without doing what its tags say, such as importing a function."""


_Loader.add_multi_constructor("", lambda *_: None)


def load_names(project: Path) -> Names:
    """The names in news/columns.yml, and in extra.gazette of mkdocs.yml."""
    columns = yaml.safe_load((project / "news/columns.yml").read_text(encoding="utf-8"))
    settings = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8"), Loader=_Loader)
    options = (settings.get("extra") or {}).get("gazette") or {}
    return Names(
        columns={column["name"]: column["slug"] for column in columns},
        organizations=options.get("organizations") or SAMPLE_ORGANIZATIONS,
        towns=options.get("towns") or SAMPLE_TOWNS,
        station_types=options.get("station_types") or SAMPLE_TYPES,
    )
