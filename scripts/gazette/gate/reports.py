"""How problems are told to programs; to people and to a pull request each tells itself (gazette.problems)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from gazette.problems import Problem


def as_json(problems: Sequence[Problem]) -> str:
    """A list of {path, line, message, hint, level}."""
    return json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=2)
