"""The list of all feeds for readers: what each carries, its addresses, and a QR code."""

from __future__ import annotations

from typing import Any

from gazette.content import TAXONOMIES, group
from gazette.feed_formats import FORMATS, RSS, feed_path
from gazette.feed_plans import FeedPlan, feed_plans
from gazette.pages import Site
from gazette.permalinks import href

# There may be dozens of towns, and a code takes as much room as the rest of what is said of a feed.
_WITHOUT_CODE = TAXONOMIES["towns"]


def feed_list(site: Site) -> dict[str, Any]:
    """Every feed, by kind, each but those of towns with the code of its RSS address."""
    return {"kinds": list(group((plan.kind, _shown(plan, site)) for plan in feed_plans(site)).items())}


def _shown(plan: FeedPlan, site: Site) -> dict[str, Any]:
    paths = [(form.label, feed_path(plan.folder, form)) for form in FORMATS]
    return {"name": plan.name, "description": plan.description, "formats": [(form, href(path), site.address(path)) for form, path in paths],
            "code": "" if plan.kind == _WITHOUT_CODE else site.address(feed_path(plan.folder, RSS))}
