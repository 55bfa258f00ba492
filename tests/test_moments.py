"""Embargo and expiry: the same content at another moment is another site, from a warm cache too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import feedparser
from gazette.clock import SHANGHAI

from tests.sample import build_sample, sample_project, tree


def _epoch(*day: int) -> str:
    return str(int(datetime(*day, tzinfo=SHANGHAI).timestamp()))  # type: ignore[arg-type, misc]


def test_items_come_and_go_with_the_clock(tmp_path: Path) -> None:
    """A second before and at the very moment; going on from the old site or beginning anew gives the same bytes."""
    project, fresh = sample_project(tmp_path / "project"), sample_project(tmp_path / "fresh")
    site = build_sample(project, SOURCE_DATE_EPOCH=_epoch(2026, 3, 5, 8, 59, 59))
    assert "不该出现的正文" in (site / "news/2026/03/04-expired.html").read_text("utf-8")
    build_sample(project, SOURCE_DATE_EPOCH=_epoch(2026, 3, 5, 9, 0, 0))
    assert "本稿已于2026年3月5日 09:00到期" in (site / "news/2026/03/04-expired.html").read_text("utf-8")
    assert not (site / "news/2026/03/06-later.html").exists()
    build_sample(project, SOURCE_DATE_EPOCH=_epoch(2099, 1, 1, 9, 0, 0))
    assert feedparser.parse((site / "feed.xml").read_bytes()).entries[0].title == "定时的稿件"
    assert tree(site) == tree(build_sample(fresh, SOURCE_DATE_EPOCH=_epoch(2099, 1, 1, 9, 0, 0)))
