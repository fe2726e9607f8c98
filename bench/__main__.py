"""Measure Floke and its floors, each several times, and print medians and ranges.

With `--people` one room; with `--all` everything that is promised of speed: about two hours.
"""

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import platform  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402

from bench.programme import SERVERS, Part, everything, room_of  # noqa: E402
from bench.table import lines  # noqa: E402
from bench.wire import many_files  # noqa: E402

RESULTS = Path(__file__).parent.parent / "docs" / "speed"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--all", action="store_true", help="the whole programme")
    parser.add_argument("--people", type=int, default=200, help="phones (200)")
    parser.add_argument("--runs", type=int, default=3, help="of each server (3)")
    parser.add_argument("--servers", default=",".join(SERVERS), help="which (all three)")
    parser.add_argument("--storm", type=int, default=10, help="seconds of votes (10)")
    parser.add_argument("--changes", type=int, default=10, help="of everybody's page (10)")
    parser.add_argument("--minutes", type=int, default=150, help="no run is begun after (150)")
    parser.add_argument("--json", type=Path, help="a file for every figure; with --all "
                        "docs/speed/DAY.json unless told")  # fmt: skip
    given = parser.parse_args()
    today = date.today().isoformat()
    file = given.json or (RESULTS / f"{today}.json" if given.all else None)
    many_files()
    parts = everything(given) if given.all else [room_of(given, given.people)]
    told = {"day": today, "runs": given.runs, "storm": given.storm, "cores": os.cpu_count(),
            "machine": f"{platform.machine()}, Python {platform.python_version()}"}  # fmt: skip
    found = play(parts, given.runs, time.monotonic() + given.minutes * 60, file, told)
    print("\n".join(line for name, runs in found.items() for line in ["", name, *lines(runs)]))
    return 0


Figures = dict[str, float]


def play(parts: list[Part], runs: int, end: float, file: Path | None,
         told: dict[str, object]) -> dict[str, dict[str, list[Figures]]]:  # fmt: skip
    """Every part, its servers in turns so that a slow minute hits them all; the file grows."""
    found: dict[str, dict[str, list[Figures]]] = {}
    for place, part in enumerate(parts, 1):
        for turn in range(runs):
            for name, measured in part.servers.items():
                if time.monotonic() > end:
                    print("the time is up: the rest is left out", file=sys.stderr)
                    return found
                print(f"{place}/{len(parts)} {part.name}: {name}, run {turn + 1} of {runs}",
                      file=sys.stderr)  # fmt: skip
                found.setdefault(part.name, {}).setdefault(name, []).append(measured())
                if file:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_text(json.dumps({**told, "parts": found}, indent=1) + "\n")
    return found


if __name__ == "__main__":
    sys.exit(main())
