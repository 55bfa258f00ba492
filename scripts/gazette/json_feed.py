"""JSON Feed 1.1 (jsonfeed.org): the same items for programs that do without XML."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json

from gazette.feed_heads import Head
from gazette.feed_items import FeedItem
from gazette.feed_store import Rendered
from gazette.media import Medium
from gazette.permalinks import href


def render_head(head: Head) -> tuple[bytes, bytes]:
    """The document in UTF-8 without its items: what comes before and after them."""
    values = {"version": "https://jsonfeed.org/version/1.1", "title": head.title, "description": head.description,
              "language": "zh-CN", "home_page_url": head.page, "feed_url": head.own, "next_url": head.older, "icon": head.image,
              "authors": [{"name": head.author}]}
    text = to_json({name: value for name, value in values.items() if value})
    return text[:-1] + b',"items":[\n', b"\n]}\n"


def render_item(item: FeedItem, base: str) -> Rendered:
    """An item with its text in HTML; the summary in place of it is plain text."""
    image = next((medium for medium in item.media if medium.kind == "image"), None)
    values = {
        "id": item.id, "url": item.url, "external_url": item.source[0], "title": item.title, "summary": item.summary,
        "image": base + href(image.path) if image else "", "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(), "authors": [{"name": item.author}], "tags": list(item.categories),
        "language": "zh-CN", "attachments": [_attachment(medium, base) for medium in item.media],
        "_gazette": {"withdrawn": item.updated.isoformat(), "reason": item.withdrawn} if item.withdrawn else {}}
    head = to_json({name: value for name, value in values.items() if value})[:-1]
    text = to_json(item.content)
    full = b"".join((head, b',"content_html":', text, b"}"))
    return Rendered(full, len(head), len(full) - 1, b',"content_text":' + to_json(item.summary))


def _attachment(medium: Medium, base: str) -> dict[str, Any]:
    values = {"url": base + href(medium.path), "mime_type": medium.type, "size_in_bytes": medium.length, "title": medium.caption}
    return {name: value for name, value in values.items() if value or name == "size_in_bytes"}
