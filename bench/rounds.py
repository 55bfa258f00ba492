"""Prepares what is compared and measures it in turn, so that a slow minute of the machine hits all alike."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.contestants import PEERS, Step, find_command, peer_step, press_steps
from bench.corpus import REPOSITORY
from bench.measure import Usage, measure
from bench.names import load_names
from bench.report import DOUBLE, Result, Results
from bench.size import Size
from bench.verify import check_count, check_links, weigh


class IncompleteSiteError(Exception):
    """A site lacks pages, so its time says nothing."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to compare, and how often to run it; `double` adds all but MkDocs with twice the records."""

    size: Size
    peers: tuple[str, ...]
    rounds: int
    mkdocs_rounds: int
    double: bool
    search: bool


def run_plan(plan: Plan, work: Path) -> Results:
    """Measure all of the plan in the given empty folder.

    Raises CommandError, IncompleteSiteError, or LookupError where the press's pages give no layout for Hugo.
    """
    for peer in plan.peers:
        find_command(PEERS[peer][0])  # a missing one is told before anything is built
    steps = list(_prepare(plan, work, plan.size, ""))
    if plan.double:
        steps += _prepare(plan, work / "double", plan.size.times(2), DOUBLE)
    results: Results = {}
    for number in range(max(step.rounds for step in steps)):
        for step in steps:
            if number < step.rounds:
                usage = _run(step, f"round {number + 1}")
                if number == 0:
                    results[step.name] = Result(weigh(step.site))
                    _verify(step)
                results[step.name].runs.append(usage)
    return results


def _prepare(plan: Plan, work: Path, size: Size, suffix: str) -> Iterator[Step]:
    """Write the projects and build the press's once: Hugo's layouts come from its pages, and it warms up the disk."""
    _say(f"writing {size.news} news items and {size.stations} stations")
    names = load_names(REPOSITORY)
    press = press_steps(work / "press", size, names, plan.rounds, suffix, plan.search)
    _run(press[0], "warm-up")
    yield from press
    for peer in plan.peers:
        # What takes a minute is run less often, and on twice the records so is Hugo.
        rounds = plan.mkdocs_rounds if peer == "mkdocs" else 1 if suffix else plan.rounds
        if not (suffix and peer == "mkdocs"):
            yield peer_step(peer, work / peer, size, names, press[0].site, rounds, suffix, plan.search)


def _run(step: Step, label: str) -> Usage:
    step.before()
    usage = measure(step.argv, step.folder, step.folder.with_suffix(".log"))
    _say(f"{label}: {step.name} {usage.wall:.2f} s")
    return usage


def _verify(step: Step) -> None:
    """Raise IncompleteSiteError where pages are missing; of links that lead nowhere only tell."""
    if problems := list(check_count(step.site, step.size)):
        raise IncompleteSiteError(f"{step.name}: {'; '.join(problems)}")
    if dead := list(check_links(step.site)):
        _say(f"{step.name}: {len(dead)} links lead nowhere, the first: {dead[0]}")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
