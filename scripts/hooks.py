"""The thin adapter between MkDocs and the press: MkDocs gives every page its look, the press fills and writes them.

MkDocs calls these functions by their names (its documentation, "Hooks"). Nothing else imports mkdocs.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from gazette.build import fill
from gazette.columns import load_columns
from gazette.frames import CAPTURE, FRAME_SOURCES, Frames, frame_source
from gazette.permalinks import column_path
from gazette.problems import ProblemsFound
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

# A hook's module name is its path, so a name of its own keeps the log lines the same on every machine.
log = logging.getLogger("mkdocs.hooks.gazette")

NAV_COLUMNS = "[[columns]]"

_frames = Frames({})


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Puts the columns into the navigation where mkdocs.yml says so, and forgets the pages of the last build."""
    _frames.pages.clear()
    columns, _ = load_columns(_root(config))
    links = [{column.name: column_path(column.slug)} for column in columns]
    config.nav = [entry for item in config.nav or [] for entry in (links if item == NAV_COLUMNS else [item])] or None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the frames, one for each depth of folders that a record's page can have."""
    for depth, uri in enumerate(FRAME_SOURCES):
        files.append(File.generated(config, uri, content=frame_source(depth)))
    return files


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """A frame has no address of its own: the press puts in that of the record."""
    if page.file.src_uri in FRAME_SOURCES:
        page.canonical_url = "[[gazette:canonical]]"
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Keeps every page for the press, which writes it; MkDocs writes none."""
    _frames.keep(page.file.dest_uri, page.file.src_uri, output)
    return ""


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The press writes the sitemap itself, since MkDocs knows a few of the pages only."""
    return "" if template_name == "sitemap.xml" else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """Hands the pages over: to `gazette build` where that called MkDocs, else straight into the site's folder."""
    site = Path(config.site_dir)
    if os.environ.get(CAPTURE):
        _frames.save(site)
        return
    try:
        fill(_root(config), _frames, site)
    except ProblemsFound as found:
        for problem in found.problems:
            log.error(str(problem))
        raise PluginError(f"内容有 {len(found.problems)} 处问题，网站没有生成。") from None


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """`mkdocs serve` builds again when news changes; `gazette serve` is much faster at many items."""
    server.watch(str(_root(config) / "news"))
    return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


class _NoSkipped(logging.Filter):
    """MkDocs says of each page that it writes none; here that is as it should be."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "Generated empty output" not in record.getMessage()


logging.getLogger("mkdocs.commands.build").addFilter(_NoSkipped())
