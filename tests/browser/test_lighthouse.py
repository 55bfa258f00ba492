"""Lighthouse on five kinds of pages under deploy/nginx.conf: accessibility, best practices, search engines.

Its score of performance is a matter of the machine: `python -m bench.lighthouse` has it.
"""

from __future__ import annotations

from bench.lighthouse import CATEGORIES, PAGES, report
from tests.hosting.nginx import Server

from .served import Served

_LEAST = 95


def test_scores(online: Server, site: Served) -> None:
    """95 or more in each category, and no audit that counts is failed."""
    addresses = [online.base + site.page(pattern) for pattern in PAGES.values()]
    reports = report(addresses, tuple(name for name in CATEGORIES if name != "performance"))
    assert list(reports) == addresses
    assert {address: found.faults for address, found in reports.items() if found.faults} == {}
    assert all(score >= _LEAST for found in reports.values() for score in found.scores.values())
