"""`gazette check`: the whole gate, on everything or on some files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gazette import clock
from gazette.entries import find_news
from gazette.front_matter import decode_text
from gazette.gate.files import TEXTS, walk_files
from gazette.gate.footer import check_footer
from gazette.gate.git import Repository
from gazette.gate.heads import read_heads
from gazette.gate.history import check_changed_dates, check_first_dates, check_vanished
from gazette.gate.some_files import check_some
from gazette.gate.suggestions import told_suggestions
from gazette.gate.words import Words, load_words
from gazette.permalinks import is_entry_source
from gazette.problems import Problem, ProblemsFound
from gazette.settings import Settings, load_settings
from gazette.workers import count_cores, run_all


@dataclass
class Verdict:
    """What a check says: errors and warnings in an editor's order, and how much was looked at."""

    problems: list[Problem] = field(default_factory=list)
    looked_at: str = ""
    # What editors should look at in the registers.
    reminders: list[str] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended."""
        return any(problem.level == "error" for problem in self.problems)


def check_project(root: Path, files: Sequence[str] = (), since: str | None = None) -> Verdict:
    """Checks `files` (paths from the root), or those changed since a revision, or everything."""
    settings = load_settings(root)
    repository = Repository(root)
    commit = repository.commit(since) if since else "HEAD" if repository.exists() else ""
    if since and not files:
        files = [path for path in repository.changed(commit) if path.endswith(TEXTS) or path.startswith(("news/", "docs/"))]
    words = load_words(root)
    verdict = Verdict(list(words.problems))
    if files or since:
        verdict.problems += check_some(settings, files)
        verdict.looked_at = f"文件 {len(files)} 个"
        suggestions = suggest(root, files, words.words)
    else:
        files = [*find_news(root)[0], *walk_files(root, settings.docs_dir.relative_to(root).as_posix()).paths]
        verdict.problems += check_footer(settings)
        suggestions = _check_everything(settings, files, words.words, verdict)
    refused = {problem.path for problem in verdict.problems if problem.level == "error"}
    verdict.problems += [one for one in suggestions if one.path not in refused]
    if commit:
        verdict.problems += _check_history(settings, repository, commit, files, whole=since is not None)
    verdict.problems = sorted(set(verdict.problems))
    return verdict


def _check_everything(settings: Settings, files: Sequence[str], words: Words, verdict: Verdict) -> list[Problem]:
    """Puts what a build would say into the verdict, and gives the warnings for the files."""
    from gazette.build import check  # everything that a build needs takes a third of a second to load
    from gazette.inspection.freshness import check_freshness
    from gazette.registers.reminders import reminders

    suggestions: list[Problem] = []
    try:
        gathered = check(settings.root, lambda plan: suggestions.extend(suggest(settings.root, files, words, plan)))
    except ProblemsFound as found:
        verdict.problems += found.problems
        return suggest(settings.root, files, words)
    content = gathered.content
    verdict.looked_at = f"稿件 {len(gathered.news.entries)} 篇，站点 {len(content.stations)} 个"
    verdict.reminders = reminders(content)
    return [*suggestions, *check_freshness(content, settings)]


def suggest(root: Path, files: Iterable[str], words: Words, meanwhile: Callable[[], object] = lambda: None) -> list[Problem]:
    """The warnings for the Markdown texts among the files; `meanwhile` is done by this process while others look at them."""
    texts = [path for path in files if path.endswith((".md", ".markdown"))]
    return [problem for some in run_all(partial(_suggest, root, words), texts, count_cores(), meanwhile) for problem in some]


def _suggest(root: Path, words: Words, path: str) -> list[Problem]:
    try:
        return list(told_suggestions(decode_text((root / path).read_bytes(), path), path, words))
    except (OSError, ProblemsFound):
        return []  # told where the file is read


def _check_history(settings: Settings, repository: Repository, commit: str, files: Sequence[str], whole: bool) -> list[Problem]:
    """What the repository says of the files; where a base is named (`whole`), of pages that vanished since, too."""
    now = clock.read_clock()
    changed = set(repository.changed(commit))
    touched = [path for path in files if path in changed and (settings.root / path).is_file()]
    heads = list(read_heads(settings.root, [path for path in touched if is_entry_source(path)]))
    problems = [*check_first_dates(heads, settings, repository, now), *check_changed_dates(heads, repository, commit, now)]
    return [*problems, *check_vanished(settings, repository, commit, now)] if whole else problems
