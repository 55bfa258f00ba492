"""What the list of feeds says."""

from __future__ import annotations

from gazette.feed_lists import feed_list

from tests.making import BASE, make_entry, make_site


def test_kinds_addresses_and_codes() -> None:
    """Feeds stand by kind, with full addresses; each but those of towns has a code, of its RSS address."""
    kinds = dict(feed_list(make_site([make_entry(towns=["示例镇"], organizations=["甲&乙"])]))["kinds"])
    assert list(kinds) == ["全站", "栏目", "群团组织", "镇街"]
    assert [bool(feed["code"]) for feeds in kinds.values() for feed in feeds] == [True, True, True, True, False]
    assert kinds["栏目"][0]["formats"][0] == ("RSS 2.0", "columns/one/feed.xml", f"{BASE}columns/one/feed.xml")
    assert kinds["群团组织"][0]["code"] == f"{BASE}organizations/%E7%94%B2&%E4%B9%99/feed.xml"
