"""What the office asks of every item (`extra.gazette.review`): people apart, reprints with their source, pictures explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gazette.checks import line_of_key
from gazette.problems import Problem
from gazette.records import Entry
from gazette.settings import Settings


def check_review(entries: Sequence[Entry], settings: Settings) -> Iterator[Problem]:
    """All that the settings ask for, each told at the key that is to be mended; drafts may lack what they will have."""
    for entry in (entry for entry in entries if not entry.draft):
        for key, message, cure in _faults(entry, settings):
            yield Problem(entry.source_path, line_of_key(settings.root, entry, key), message, cure)


def _faults(entry: Entry, settings: Settings) -> Iterator[tuple[str, str, str]]:
    asked = settings.options.review
    if asked.apart and entry.editor in entry.reviewers:
        yield "reviewers", "审核人里有责任编辑自己。", "责任编辑和初审、复审、终审由不同的人担任。"
    if len(entry.reviewers) < asked.reviewers:
        yield "reviewers", f"审核人只有 {len(entry.reviewers)} 位，要有 {asked.reviewers} 位。", "在 reviewers 里按初审、复审、终审的顺序补全。"
    if asked.own_sources and entry.source not in asked.own_sources and not entry.source_url:
        yield "source", f"转载“{entry.source}”的稿件没有原文网址。", "补上 source_url；自己的稿件，来源写：" + "、".join(asked.own_sources) + "。"
    if entry.image and asked.picture_alt and not entry.image_alt:
        yield "image", "题图没有说明。", "补上 image_alt：写给看不见图的人，说图里有什么。"
    if entry.image and asked.picture_credit and not entry.image_credit:
        yield "image", "题图没有写来源。", "补上 image_credit，例如“本站”。"
