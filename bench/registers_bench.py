"""What registers cost a cold build: `python -m bench.registers_bench` builds 10,000 items with 75 tasks and 46 departments, and without.

Both projects have the same items, a tenth of which name a task and its department. They are built in turn, so that a slow
minute of the machine hits both alike; the ratio is that of the medians, and may be 1.03 at most.
"""

import argparse
import csv
import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median

from bench.contestants import PRESS, find_command, put_away
from bench.corpus import REPOSITORY, write_text
from bench.measure import CLOCK, Usage, measure
from bench.names import load_names
from bench.news import FrontMatter, Item, news_items
from bench.project import make_project
from bench.size import Size

_TASKS, _DEPARTMENTS, _MOST = 75, 46, 1.03
# Every tenth item names a task, in turn, and its department.
_NAMING = 10
_STATES = ("未启动", "推进中", "已完成", "已销号")
_Row = dict[str, str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.registers_bench", description=__doc__)
    parser.add_argument("--news", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--search", action="store_true", help="with the search index")
    options = parser.parse_args()
    argv = find_command(PRESS) + ([] if options.search else ["--no-search"])
    with tempfile.TemporaryDirectory() as work:
        projects = _make_projects(Path(work), Size(options.news, 0))
        runs: dict[str, list[Usage]] = {name: [] for name in projects}
        for number in range(options.rounds + 1):
            for name, project in projects.items():
                put_away(project / "site")
                put_away(project / ".cache")
                usage = measure(argv, project, project.with_suffix(".log"))
                print(f"round {number}: {name} {usage.wall:.2f} s, CPU {usage.cpu:.2f} s", flush=True)
                if number:  # the first warms up the disk
                    runs[name].append(usage)
    for kind in ("wall", "cpu"):
        without, with_registers = (median(getattr(usage, kind) for usage in some) for some in runs.values())
        ratio = with_registers / without
        print(f"{kind}: {with_registers:.2f} s with registers, {without:.2f} s without, ratio {ratio:.3f}"
              f" ({'within' if ratio <= _MOST else 'above'} {_MOST})")


def _make_projects(work: Path, size: Size) -> dict[str, Path]:
    """The project without registers, and the same with them."""
    names = load_names(REPOSITORY)
    without, with_registers = work / "without", work / "with"
    make_project(with_registers, size, names)
    registers = with_registers / "docs/registers"
    named = list(islice(news_items(size, names), 0, None, _NAMING))
    # The repository's own rows stay, for its items name them.
    departments = _fill(registers / "departments.csv", _DEPARTMENTS, ({"name": f"示例部门{number:02}"} for number in count(1)))
    tasks = _fill(registers / "tasks.csv", _TASKS, _tasks(named, departments))
    for task, item in zip(cycle(tasks), named, strict=False):
        front: FrontMatter = {"tasks": [task["id"]], "departments": task["departments"].split("、")[:1]}
        write_text(with_registers / "news" / item.path, Item(item.path, item.front | front, item.body).text)
    shutil.copytree(with_registers, without, symlinks=True)
    for folder in ("registers", "brands"):
        shutil.rmtree(without / "docs" / folder)
    _leave_out(without / "mkdocs.yml", " registers/index.md")
    _leave_out(without / "docs/index.md", "[[progress ", "[[records ")
    return {"without registers": without, "with registers": with_registers}


def _leave_out(path: Path, *marks: str) -> None:
    """Take the lines out of a file that hold one of the marks."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    write_text(path, "".join(line for line in lines if not any(mark in line for mark in marks)))


def _tasks(items: list[Item], departments: list[_Row]) -> Iterator[_Row]:
    """Tasks without end, each of two departments, with a deadline to come and an item as its evidence."""
    day, names = CLOCK.date(), [row["name"] for row in departments]
    for number in count(13):  # the repository's own are t01 to t12
        state = _STATES[number % len(_STATES)]
        yield {"id": f"t{number:02}", "title": f"示例任务{number:02}", "state": state, "deadline": str(day + timedelta(days=number)),
               "departments": "、".join(names[place % len(names)] for place in (number, number + 1)),
               "evidence": f"news/{items[number % len(items)].path}" if state in _STATES[2:] else "",
               "signed_off": str(day - timedelta(days=number)) if state == "已销号" else ""}


def _fill(path: Path, size: int, more: Iterator[_Row]) -> list[_Row]:
    """Add rows to a table up to that size; the rows that were added."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header, rows = list(reader.fieldnames or ()), list(reader)
    added = list(islice(more, size - len(rows)))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header).writerows(added)
    return added


if __name__ == "__main__":
    main()
