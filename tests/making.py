"""Records and sites made in memory, for tests of single modules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from gazette.clock import SHANGHAI
from gazette.content import Content, gather
from gazette.feed_formats import Format
from gazette.feed_plans import FeedPlan, feed_plans
from gazette.feeds import feed_documents
from gazette.frames import Frames
from gazette.pages import Site
from gazette.records import Column, Entry
from gazette.settings import MarkdownSettings, Settings, SiteOptions

from tests.browser.project import REPOSITORY

COLUMNS = [Column(slug="one", name="示例栏目一", description="第一个示例栏目。"), Column(slug="two", name="示例栏目二")]
BASE = "https://example.org/sub/"


def moment(text: str) -> datetime:
    """A moment in Shanghai, from `2026-03-01 09:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = moment("2026-03-10 12:00")


def make_entry(name: str = "01-a", **values: Any) -> Entry:
    """The item news/2026/03/<name>.md; values in the way an editor writes them."""
    path = f"news/2026/03/{name}"
    return Entry.model_validate({
        "title": f"示例{name}", "date": "2026-03-01 09:00", "columns": "示例栏目一", "source": "示例来源", "editor": "示例编辑",
        "source_path": f"{path}.md", "path": f"{path}.html", "digest": name.ljust(32, "0"), "characters": 10, "summary": "示例摘要。",
        **values})


def make_content(entries: Iterable[Entry], columns: Sequence[Column] = COLUMNS, now: datetime = NOW) -> Content:
    """The content public at `now`."""
    return gather(now, list(columns), list(entries), [], [])


def make_site(entries: Iterable[Entry] = (), site_url: str = BASE, **options: Any) -> Site:
    """A site of these items with the repository's templates; every body is one paragraph."""
    settings = Settings(
        root=REPOSITORY, site_name="示例网站", site_url=site_url, docs_dir=REPOSITORY / "docs", site_dir=REPOSITORY / "site",
        markdown=MarkdownSettings((), {}), options=SiteOptions(**{"id_authority": "example.org,2026", **options}))
    content = make_content(entries)
    return Site(settings, content, Frames({}), {entry.digest: f"<p>{entry.title}的正文。</p>" for entry in content.entries})


def feed_plan(site: Site, folder: str = "") -> FeedPlan:
    """The feed in that folder."""
    return next(plan for plan in feed_plans(site) if plan.folder == folder)


def render_feed(site: Site, form: Format, folder: str = "", part: str = "") -> bytes:
    """One document of a feed: the live one, or the archive of that name."""
    return next(document for document in feed_documents(site, [feed_plan(site, folder)]) if document.part == part).render(form)
