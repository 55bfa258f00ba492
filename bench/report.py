"""Turns measured runs into tables for people and JSON for programs."""

import os
import platform
from dataclasses import asdict, dataclass, field
from statistics import median

from bench.measure import Usage
from bench.size import Size
from bench.verify import Weight

MEGABYTE = 1_000_000
DOUBLE = " x2"  # ends the name of a step that builds twice the records


@dataclass(slots=True)
class Result:
    """All runs of one step and the weight of the site that it built."""

    weight: Weight
    runs: list[Usage] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """Median seconds on the wall clock."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median seconds of CPU."""
        return median(run.cpu for run in self.runs)

    @property
    def memory(self) -> int:
        """Median bytes of peak memory."""
        return round(median(run.memory for run in self.runs))


Results = dict[str, Result]  # by the step's name


def ratios(results: Results) -> dict[str, dict[str, float]]:
    """What each peer takes in multiples of each press step, as `peer / step`: above 1 the press takes less."""
    names = [name for name in results if not name.endswith(DOUBLE)]
    steps = [name for name in names if name.startswith("press")]
    return {
        f"{peer} / {step}": {
            "time": results[peer].wall / results[step].wall,
            "cpu": results[peer].cpu / results[step].cpu,
            "memory": results[peer].memory / results[step].memory,
        }
        for peer in names
        if peer not in steps
        for step in steps
    }


def growth(results: Results) -> dict[str, float]:
    """Time on twice the records in multiples of the time on the records, by step: 2 is linear."""
    doubled = {name.removesuffix(DOUBLE): result for name, result in results.items() if name.endswith(DOUBLE)}
    return {name: result.wall / results[name].wall for name, result in doubled.items()}


def render_tables(results: Results) -> str:
    """All figures as Markdown tables: seconds, and megabytes of 10^6 bytes."""
    head = "step | wall s | min-max | runs | CPU s | peak MB | files | MB | entry KB | station KB"
    tables = [_table(head, [_row(name, result) for name, result in results.items()])]
    if rows := [[name, *(f"{value:.2f}" for value in values.values())] for name, values in ratios(results).items()]:
        tables.append(_table("peer / step | time | CPU | memory", rows))
    if rows := [[name, f"{value:.2f}"] for name, value in growth(results).items()]:
        tables.append(_table("twice the records | time", rows))
    return "\n\n".join(tables)


def _row(name: str, result: Result) -> list[str]:
    walls = [run.wall for run in result.runs]
    weight = result.weight
    return [
        *(name, f"{result.wall:.2f}", f"{min(walls):.2f}-{max(walls):.2f}", f"{len(walls)}", f"{result.cpu:.2f}"),
        *(f"{result.memory / MEGABYTE:.0f}", f"{weight.files}", f"{weight.bytes / MEGABYTE:.1f}"),
        *(f"{weight.entry_bytes / 1000:.1f}", f"{weight.station_bytes / 1000:.1f}"),
    ]


def _table(head: str, rows: list[list[str]]) -> str:
    lines = (f"| {' | '.join(cells)} |" for cells in rows)
    return "\n".join((f"| {head} |", "| --- |" + " ---: |" * head.count("|"), *lines))


def as_json(size: Size, results: Results) -> dict[str, object]:
    """The size, the machine, each single run in seconds and bytes, and the ratios."""
    return {
        "size": asdict(size),
        "machine": {"cpus": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "steps": {name: {"runs": list(map(asdict, step.runs)), **asdict(step.weight)} for name, step in results.items()},
        "ratios": ratios(results),
        "growth": growth(results),
    }
