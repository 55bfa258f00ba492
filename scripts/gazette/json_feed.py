"""JSON Feed 1.1 (jsonfeed.org): the same items for programs that do without XML."""

from __future__ import annotations

import json
from typing import Any

from gazette.feed_items import FeedItem
from gazette.feed_plans import FeedPlan
from gazette.pages import Site
from gazette.permalinks import href


def render_json(plan: FeedPlan, items: list[FeedItem], site: Site) -> bytes:
    """The feed in UTF-8."""
    base = site.settings.site_url
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": plan.title, "description": plan.description,
            "language": "zh-CN", "home_page_url": base + href(plan.page), "feed_url": base + href(f"{plan.folder}feed.json"),
            "items": [_item(item) for item in items]}
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _item(item: FeedItem) -> dict[str, Any]:
    values = {"id": item.id, "url": item.url, "external_url": item.source[0], "title": item.title, "content_html": item.content,
              "summary": item.summary, "date_published": item.published.isoformat(), "date_modified": item.updated.isoformat(),
              "authors": [{"name": item.author}], "tags": list(item.categories), "language": "zh-CN"}
    return {key: value for key, value in values.items() if value or key == "content_html"}
