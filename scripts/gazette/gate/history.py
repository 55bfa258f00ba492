"""What may not happen between two revisions: faked dates, and pages that vanish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from gazette.columns import COLUMNS, load_columns
from gazette.entries import find_news
from gazette.front_matter import decode_text, parse_sequence
from gazette.gate.git import Repository
from gazette.gate.heads import Head, parse_head, read_heads
from gazette.permalinks import column_path, entry_path, is_entry_source, station_path
from gazette.problems import Problem, ProblemsFound
from gazette.records import UNSEEN, FrontMatter
from gazette.settings import Settings
from gazette.stations.tables import FOLDER, load_rows, read_table

_ALIAS = "恢复它；换了地方的，在新稿件的 aliases 里写上旧网址；不能再登的，恢复文件并写 withdrawn（撤稿）。"
_CLOSED = "恢复这一行；不再服务的站点填写“关闭日期”，编号不能再用。"


def check_first_dates(heads: Iterable[Head], settings: Settings, repository: Repository, now: datetime) -> Iterator[Problem]:
    """No item may be dated long before it first came into the repository; where that cannot be told, nothing is said."""
    days = settings.options.review.backdated_days
    heads = list(heads)
    if days is None or not heads or repository.is_shallow():
        return
    first = repository.first_commits([head.path for head in heads])
    for head in heads:
        came, date = first.get(head.path, now), head.written.date
        if date < came - timedelta(days=days):
            said = f"发布时间 {date:%Y-%m-%d} 比稿件第一次提交（{came:%Y-%m-%d}）早 {(came - date).days} 天，最多 {days} 天。"
            yield Problem(head.path, head.lines["date"], said, "写真实的发布时间。")


def check_changed_dates(heads: Iterable[Head], repository: Repository, commit: str, now: datetime) -> Iterator[Problem]:
    """The date of a published item stays as it was, unless a new correction says why."""
    for head in heads:
        old, new = _head_then(repository, commit, head.path), head.written
        if old and _was_public(old, now) and old.date != new.date and len(new.corrections) <= len(old.corrections):
            yield Problem(head.path, head.lines["date"],
                          f"已发布稿件的时间由 {old.date:%Y-%m-%d %H:%M} 改成了 {new.date:%Y-%m-%d %H:%M}。",
                          "改回原来的时间；确要改的，在 corrections 里加一条说明。")


def check_vanished(settings: Settings, repository: Repository, commit: str, now: datetime) -> Iterator[Problem]:
    """Every page of then is still there: as it was, by an alias, or as a notice of withdrawal or closing."""
    there = _pages_now(settings)
    gone = [page for page in _pages_then(settings, repository, commit, now) if page[0] not in there]
    if not gone:
        return
    aliases = {alias for head in read_heads(settings.root, find_news(settings.root)[0]) for alias in head.written.aliases}
    for path, source, cure in gone:
        if path not in aliases:
            yield Problem(source, 1, f"已发布的网页 {path} 没有了。", cure)


def _pages_now(settings: Settings) -> set[str]:
    """The pages of items, columns and stations that are there now."""
    pages = {entry_path(source) for source in find_news(settings.root)[0]}
    pages |= {column_path(column.slug) for column in load_columns(settings.root)[0]}
    return pages | {station_path(row.values["id"]) for row in load_rows(settings)[0] if "id" in row.values}


def _pages_then(settings: Settings, repository: Repository, commit: str, now: datetime) -> Iterator[tuple[str, str, str]]:
    """(page, source, cure) for what may have vanished: pages of files that are gone, rows of tables, columns."""
    docs = settings.docs_dir.relative_to(settings.root).as_posix() + "/"
    gone = repository.gone(commit)
    for source in gone:
        if is_entry_source(source):
            old = _head_then(repository, commit, source)
            if old and _was_public(old, now):
                yield entry_path(source), source, _ALIAS
        elif source.endswith(".md") and source.startswith(docs) and not source.startswith(f"{docs}{FOLDER}/"):
            yield source.removeprefix(docs).removesuffix("md") + "html", source, "恢复它；或在一篇稿件的 aliases 里写上旧网址。"
    for source in {*repository.changed(commit), *gone}:
        raw = repository.content(commit, source) if source == COLUMNS or source.startswith(f"{docs}{FOLDER}/") else None
        with suppress(ProblemsFound):
            if raw is not None and source.endswith(".csv"):
                yield from ((station_path(row.values["id"]), source, _CLOSED) for row in read_table(decode_text(raw, source), source).rows
                            if "id" in row.values)
            elif raw is not None and source == COLUMNS:
                yield from ((column_path(str(row.get("slug"))), source, "栏目的 slug 是网址，定了不能改；恢复它。")
                            for _, row in parse_sequence(decode_text(raw, source), source) if isinstance(row, dict))


def _head_then(repository: Repository, commit: str, path: str) -> FrontMatter | None:
    raw = repository.content(commit, path)
    head = parse_head(raw, path) if raw is not None else None
    return head.written if head else None


def _was_public(old: FrontMatter, now: datetime) -> bool:
    return old.state(now) not in UNSEEN
