"""feeds.opml: all feeds in one list (OPML 2.0), which feed readers take in at once."""

from __future__ import annotations

from html import escape

from gazette.feed_formats import RSS, feed_path
from gazette.feed_plans import feed_plans
from gazette.pages import Output, Site, ready
from gazette.permalinks import href

OPML = "feeds.opml"


def opml_output(site: Site) -> Output:
    """The list of every feed in RSS 2.0."""
    base, name = site.settings.site_url, escape(site.settings.site_name)
    rows = "".join(f'<outline type="rss" text="{escape(plan.title)}" xmlUrl="{escape(base + href(feed_path(plan.folder, RSS)))}"'
                   f' htmlUrl="{escape(base + href(plan.page))}"/>\n' for plan in feed_plans(site))
    return ready(OPML, "news", f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n<head><title>{name}</title></head>\n'
                               f"<body>\n{rows}</body>\n</opml>\n".encode())
