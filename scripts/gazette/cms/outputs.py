"""The files of the editor: its page, its configuration, and Sveltia's own."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gazette.cms.bundle import load_bundle
from gazette.cms.collections import collections_of
from gazette.pages import Output, Site, copied, ready
from gazette.permalinks import EDITOR
from gazette.settings import CONFIG

_FOLDER = EDITOR.rpartition("/")[0]
_MESSAGES = {"create": "{{collection}}: 新建 {{slug}}", "update": "{{collection}}: 修改 {{slug}}",
             "uploadMedia": "{{collection}}: 上传 {{path}}", "deleteMedia": "{{collection}}: 删除 {{path}}"}


def cms_outputs(site: Site) -> Iterator[Output]:
    """The editor in admin/ where the settings turn it on; raises ProblemsFound where Sveltia or esbuild is not installed."""
    if not site.settings.options.cms.enabled:
        return
    page = site.part("admin", EDITOR, {"title": _title(site), "policy": policy(site)})
    yield ready(EDITOR, CONFIG, page.encode())
    yield ready(f"{_FOLDER}/config.json", CONFIG, render_config(site).encode())
    for path, file in load_bundle(site.settings.root):
        yield copied(file, f"{_FOLDER}/{path}", CONFIG)


def policy(site: Site) -> str:
    """The page's content security policy: its own files, the git host, and files that the editor has in hand (blob:)."""
    host = site.settings.options.cms.host
    return ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' blob: data:; media-src blob:; connect-src 'self' blob: data: {host}; worker-src 'self' blob:; "
            "base-uri 'none'; form-action 'none'")


def render_config(site: Site) -> str:
    """Sveltia's configuration as JSON."""
    options = site.settings.options.cms
    config = {
        "backend": options.as_backend() | {"commit_messages": _MESSAGES},
        "publish_mode": "editorial_workflow" if options.reviewed else "simple",
        "app_title": _title(site), "site_url": site.settings.site_url, "media_folder": "news", "public_folder": "/news",
        # The days in paths are those of the editor's own calendar, as with `gazette new`.
        "slug": {"encoding": "ascii", "timezone": "local"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"indent_sequences": True}},
        # No stock photographs from other hosts.
        "media_libraries": {"stock_assets": False},
        "collections": collections_of(site)}
    return json.dumps(config, ensure_ascii=False, indent=1) + "\n"


def _title(site: Site) -> str:
    return f"{site.settings.site_name} 写稿"
