"""Compares the press with its peers on one synthetic corpus: `python -m bench`, see README.md."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.contestants import PEERS
from bench.measure import CommandError
from bench.report import as_json, render_tables
from bench.rounds import IncompleteSiteError, Plan, run_plan
from bench.size import Size


def main() -> None:
    """Measure as the command line says and print the tables; exits with a message where a command or a page is missing."""
    options = parse_arguments()
    size = Size(options.news, options.stations, options.seed)
    plan = Plan(size, options.peers, options.rounds, options.mkdocs_rounds, options.double, options.search)
    with work_folder(options.work) as work:
        try:
            results = run_plan(plan, work)
        except (CommandError, IncompleteSiteError, LookupError) as error:
            sys.exit(str(error))
    print(render_tables(results))
    if options.json:
        options.json.write_text(json.dumps(as_json(size, results), indent=2) + "\n", encoding="utf-8")


def parse_arguments() -> argparse.Namespace:
    """The command line; the default is the size that the project expects to reach."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--news", type=int, default=10_000, help="news items (default: %(default)s)")
    parser.add_argument("--stations", type=int, default=8_632, help="stations (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives another text (default: %(default)s)")
    parser.add_argument("--peers", type=parse_peers, default=tuple(PEERS), help=f"of {','.join(PEERS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command, in turn (default: %(default)s)")
    parser.add_argument("--mkdocs-rounds", type=int, default=1, help="runs of MkDocs (default: %(default)s)")
    parser.add_argument("--double", action="store_true", help="measure with twice the records too, but not MkDocs")
    parser.add_argument("--search", action="store_true", help="with the search index: Hugo followed by one run of Pagefind")
    parser.add_argument("--json", type=Path, help="file to write all figures to as JSON")
    parser.add_argument("--work", type=Path, help="new folder to work in and to keep (default: a temporary one)")
    return parser.parse_args()


def parse_peers(text: str) -> tuple[str, ...]:
    """Names of peers joined by commas, as a tuple; an empty text is none."""
    peers = tuple(filter(None, text.split(",")))
    if unknown := set(peers) - set(PEERS):
        raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose from {', '.join(PEERS)}")
    return peers


@contextmanager
def work_folder(chosen: Path | None) -> Iterator[Path]:
    """The chosen folder, which is kept, or a temporary one."""
    if chosen:
        chosen.mkdir(parents=True)
        yield chosen.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            yield Path(folder)
