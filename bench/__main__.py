"""Measure Floke and its floors with so many phones, several times, and print medians and ranges."""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import platform  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
from contextlib import AbstractContextManager  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from bench.measures import measure  # noqa: E402
from bench.room import Room, floke, floor  # noqa: E402

SERVERS = ("floke", "flask", "node")
BOARD, OWN = 1000, 600  # bytes, as performance.md's reference servers send


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="phones (200)")
    parser.add_argument("--runs", type=int, default=3, help="of each server (3)")
    parser.add_argument("--servers", default=",".join(SERVERS), help="which (all three)")
    parser.add_argument("--board", type=int, default=BOARD, help="bytes of the floors' board")
    parser.add_argument("--storm", type=int, default=10, help="seconds of votes (10)")
    parser.add_argument("--changes", type=int, default=10, help="of everybody's page (10)")
    parser.add_argument("--json", type=Path, help="a file for every figure")
    given = parser.parse_args()
    runs: dict[str, list[dict[str, float]]] = {}
    for turn in range(given.runs):  # in turns, so that a slow minute hits them all
        for name in given.servers.split(","):
            print(f"run {turn + 1} of {given.runs}: {name}, {given.people} phones", file=sys.stderr)
            with _room(name, given) as room:
                runs.setdefault(name, []).append(measure(room, given.changes, given.storm))
    for line in table(runs):
        print(line)
    if given.json:
        told = {"day": date.today().isoformat(), "people": given.people, "runs": runs,
                "machine": f"{platform.machine()}, Python {platform.python_version()}"}  # fmt: skip
        given.json.write_text(json.dumps(told, indent=1) + "\n")
    return 0


def _room(name: str, given: argparse.Namespace) -> AbstractContextManager[Room]:
    return floke(given.people) if name == "floke" else \
        floor(name, given.people, given.board, OWN)  # fmt: skip


def table(runs: dict[str, list[dict[str, float]]]) -> list[str]:
    """A line a figure: median (lowest–highest) for each server."""
    names = list(dict.fromkeys(key for each in runs.values() for run in each for key in run))
    lines = [f"{'':20}" + "".join(f"{name:>28}" for name in runs)]
    for key in names:
        cells = []
        for each in runs.values():
            found = [run[key] for run in each if key in run]
            told = f"{statistics.median(found):.1f} ({min(found):.1f}–{max(found):.1f})" \
                if found else "–"  # fmt: skip
            cells.append(f"{told:>28}")
        lines.append(f"{key:20}" + "".join(cells))
    return lines


if __name__ == "__main__":
    sys.exit(main())
