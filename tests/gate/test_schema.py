"""The schema of the front matter: as the records say, and as editors write."""

from __future__ import annotations

import copy
from typing import Any

import pytest
import yaml
from gazette.entries import find_news
from gazette.gate.schema import SCHEMA, render_schema
from gazette.records import FrontMatter
from jsonschema import Draft202012Validator

from tests.browser.project import REPOSITORY, SHIPPED

_SCHEMA = yaml.safe_load(render_schema())
_VALIDATOR = Draft202012Validator(_SCHEMA)
_GOOD: dict[str, Any] = {
    "title": "示例", "date": "2026-03-05 09:00", "column": "示例栏目一", "source": "示例来源", "editor": "示例编辑", "tags": ["甲"],
    "brands": "乙", "pinned": True, "expires": "2026-03-06 09:00:00", "corrections": [{"date": "2026-03-05 10:00", "note": "示例"}],
    "withdrawn": {"date": "2026-03-05 10:00", "reason": "示例"}}


def test_the_committed_file_is_the_generated_one() -> None:
    """After a change of the records: `gazette schema`."""
    assert (REPOSITORY / SCHEMA).read_text("utf-8") == render_schema()


def test_every_key_has_its_chinese_name() -> None:
    """All fields of the record and both spellings of the column, no others."""
    assert set(_SCHEMA["properties"]) == {*FrontMatter.model_fields, "column"}
    assert {key: field.get("title") for key, field in _SCHEMA["properties"].items() if key != "column"} == {
        key: field.title for key, field in FrontMatter.model_fields.items()}


def test_what_is_shipped_and_a_full_item_pass() -> None:
    """Values as a YAML editor reads them; moments stay text there, as in the press."""
    heads = [(SHIPPED / path).read_text("utf-8").split("---\n")[1] for path in find_news(SHIPPED)[0]]
    assert len(heads) > 10
    for head in [_GOOD, *(yaml.load(head, _Loader) for head in heads)]:
        assert [error.message for error in _VALIDATOR.iter_errors(head)] == []


@pytest.mark.parametrize(("key", "value"), [
    ("titel", "x"), ("title", ""), ("date", "2026年3月5日"), ("columns", ["示例栏目一"]), ("pinned", "也许"), ("corrections", [{"note": "x"}]),
    ("withdrawn", {"date": "2026-03-05 10:00", "reason": "x", "by": "y"}), ("editor", None)])
def test_faults_are_marked(key: str, value: object) -> None:
    """One fault in a good item is one that an editor sees."""
    wrong = copy.deepcopy(_GOOD) | {key: value}
    assert list(_VALIDATOR.iter_errors(wrong))


class _Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a moment with minutes is text."""


_Loader.yaml_implicit_resolvers = {
    mark: [(tag, pattern) for tag, pattern in some if tag != "tag:yaml.org,2002:timestamp"]
    for mark, some in yaml.SafeLoader.yaml_implicit_resolvers.items()}
