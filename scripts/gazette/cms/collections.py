"""What can be written in the editor: news, columns, handwritten pages, longer texts (https://sveltiacms.app/en/docs/collections)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gazette.checks import known_names
from gazette.cms.forms import Choice, Field, form_of
from gazette.columns import COLUMNS
from gazette.front_matter import decode_text, split_document
from gazette.gate.schema import front_matter_schema, schema_of
from gazette.pages import Site
from gazette.permalinks import SLUG
from gazette.problems import ProblemsFound
from gazette.records import Column
from gazette.stations.tables import FOLDER as STATIONS

Collection = dict[str, Any]
# Longer lists are slow to open: there the value is typed, and the press checks it.
MOST_CHOICES = 500
# No heading of the first level, which is the title; no code, for which the press has no colours.
_BUTTONS = ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"]
_BODY: Field = {"name": "body", "label": "正文", "widget": "markdown", "buttons": _BUTTONS, "editor_components": ["image"],
                "linked_images": False, "use_emoji_autocomplete": False}
# Their lists ([[latest]]) and attributes are no Markdown that the visual editor knows.
_RAW_BODY: Field = _BODY | {"modes": ["raw"]}


def collections_of(site: Site) -> list[Collection]:
    """Every collection of the editor, in the order of its menu."""
    return [_news(site), _columns(), _pages(site), *_texts(site)]


def choices_of(site: Site) -> dict[str, list[Choice]]:
    """What an item may name, by front matter key, where there is a list of it that is short enough to choose from."""
    content = site.content
    found = {key: [Choice(name, name) for name in names] for key, (names, _) in known_names(
        content.columns, content.registers, site.settings).items() if key not in content.registers.by_news}
    found["column"] = found["columns"]
    for key, register in content.registers.by_news.items():
        found[key] = [_labelled(register.key_of(record), register.label_of(record)) for record in register.records]
    found["stations"] = [_labelled(station.id, station.name) for station in content.open_stations]
    return {key: choices for key, choices in found.items() if len(choices) <= MOST_CHOICES}


def _labelled(value: str, label: str) -> Choice:
    return Choice(value, label if label == value else f"{label}（{value}）")


def _news(site: Site) -> Collection:
    return {
        "name": "news", "label": "稿件", "label_singular": "稿件", "icon": "article",
        # No deleting: an address that was published stays, see `withdrawn`.
        "folder": "news", "path": "{{year}}/{{month}}/{{day}}-{{slug}}", "create": True, "delete": False, "duplicate": False,
        "slug": {"editable": ["create"], "pattern": [f"^{SLUG}$", "只用小写字母、数字和减号，例如 shequ-huodong。"],
                 "hint": "网址里的英文或拼音，例如 shequ-huodong。发布以后不再改。"},
        "media_folder": "..", "public_folder": "", "summary": "{{date | date('YYYY-MM-DD')}} {{title}}", "thumbnail": False,
        "sortable_fields": {"fields": ["date", "title"], "default": {"field": "date", "direction": "descending"}},
        "view_groups": [{"label": "年份", "field": "date", "pattern": r"\d{4}"}],
        "editor": {"preview": False}, "fields": list(_news_fields(site))}


def _news_fields(site: Site) -> Iterator[Field]:
    """The text stands after the summary, before what few items need."""
    for field in form_of(front_matter_schema(), choices_of(site)):
        yield field
        if field["name"] == "description":
            yield _BODY


def _columns() -> Collection:
    rows = {"name": "columns", "label": "栏目", "widget": "list", "root": True, "summary": "{{name}}", "collapsed": True,
            "allow_remove": False, "fields": form_of(schema_of(Column), {})}
    return {"name": "columns", "label": "栏目", "icon": "label",
            "files": [{"name": "columns", "label": "栏目清单", "file": COLUMNS, "format": "yml", "fields": [rows]}]}


def _pages(site: Site) -> Collection:
    head = [{"name": "title", "label": "标题"}, {"name": "description", "label": "摘要", "widget": "text", "required": False}]
    sources = sorted(f"docs/{page.source}" for _, page in site.frames.handwritten() if page.source.endswith(".md"))
    return {"name": "pages", "label": "固定网页", "icon": "web", "files": [
        {"name": _name_of(source), "label": _title_of(site, source), "file": source, "fields": [*head, _RAW_BODY]} for source in sources]}


def _texts(site: Site) -> Iterator[Collection]:
    """The longer texts of stations, and those of registers that have a folder for them."""
    yield _folder(site, STATIONS, "站点详情", [(one.id, one.name) for one in site.content.open_stations])
    for name, register in site.content.registers.with_pages.items():
        if (site.settings.docs_dir / name).is_dir():
            rows = [(register.key_of(record), register.label_of(record)) for record in register.records]
            yield _folder(site, name, f"{register.schema.title}详情", rows)


def _folder(site: Site, folder: str, label: str, rows: Iterable[tuple[str, str]]) -> Collection:
    """A text for each row; where there are too many of them, for those that have one."""
    listed = list(rows)
    if len(listed) > MOST_CHOICES:
        listed = [(key, name) for key, name in listed if (site.settings.docs_dir / folder / f"{key}.md").is_file()]
    return {"name": folder, "label": label, "icon": "notes", "files": [
        {"name": f"text-{number}", "label": name, "file": f"docs/{folder}/{key}.md", "format": "raw", "fields": [_RAW_BODY]}
        for number, (key, name) in enumerate(listed, 1)]}


def _name_of(source: str) -> str:
    return source.removeprefix("docs/").removesuffix(".md").replace("/", "-")


def _title_of(site: Site, source: str) -> str:
    try:
        return str(split_document(decode_text((site.settings.root / source).read_bytes(), source), source).values.get("title", source))
    except ProblemsFound:
        return source
