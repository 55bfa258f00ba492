"""The templates in overrides/gazette/, which a district may change."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError

from gazette.cards import by_year
from gazette.problems import Problem, ProblemsFound
from gazette.reading import SORTABLE_FROM

# From the root of the project.
_FOLDER = "overrides/gazette"
# The files of macros by the names that all templates know them by.
_MACROS = {"ui": "_macros.html", "parts": "_registers.html"}


# A preview goes on with the templates of the one before, compiled as they are, until one of them is changed.
@lru_cache(maxsize=1)
def _environment(folder: Path, sources: tuple[tuple[str, bytes], ...]) -> Environment:
    """What compiles the templates in `folder` from their names and bytes."""
    texts = dict(sources)

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name].decode(), str(folder / name), None) if name in texts else None

    environment = Environment(loader=FunctionLoader(load), autoescape=True, trim_blocks=True, lstrip_blocks=True,
                              undefined=StrictUndefined, auto_reload=False)
    environment.filters["by_year"] = by_year
    environment.globals["sortable_from"] = SORTABLE_FROM
    return environment


class Templates:
    """The templates of one project; `sources` are the bytes of all of them."""

    def __init__(self, root: Path):
        self._folder = root / _FOLDER
        sources = tuple((path.relative_to(self._folder).as_posix(), path.read_bytes()) for path in sorted(self._folder.rglob("*.html")))
        self.sources = [source for _, source in sources]
        self._environment = _environment(self._folder, sources)
        self._load = cache(self._load_with_macros)

    def _load_with_macros(self, name: str) -> Template:
        # Macros are known to all; an import in each template would be worked out again for every page.
        for macros, file in _MACROS.items():
            if macros not in self._environment.globals:
                self._environment.globals[macros] = self._environment.get_template(file).module
        return self._environment.get_template(name)

    def render(self, name: str, data: Mapping[str, Any], **more: Any) -> str:
        """A template's HTML; raises ProblemsFound with the place where it cannot be used."""
        try:
            return self._load(f"{name}.html").render(data, **more)
        except TemplateError as error:
            path, line = self._place_of(error, f"{name}.html")
            raise ProblemsFound([Problem(f"{_FOLDER}/{path}", line, f"这个模板用不了：{error.message}。",
                                         "改正这一行；没有改过模板的，换回项目原来的文件。")]) from error

    def _place_of(self, error: TemplateError, name: str) -> tuple[str, int]:
        """The file, from the folder of templates, and the line that an error is about."""
        if isinstance(error, TemplateSyntaxError):
            return error.name or name, error.lineno
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            if Path(frame.filename).is_relative_to(self._folder):
                return Path(frame.filename).relative_to(self._folder).as_posix(), frame.lineno or 1
        return name, 1
