"""Play the faults at the sizes that are promised (spec/quality.md §1), and write what came of it.

`tests/chaos/test_chaos.py` plays the same programs smaller. Only loopback is loaded. What is lost,
done twice or out of order is a fault, and the exit code tells; seconds are only written down. A
day's parts may be played one after the other: the file keeps those that are not played anew.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.wire import many_files
from demo.server import RUN

RESULTS = RUN.parent / "docs" / "faults"
LONGEST = 1800.0  # seconds for one part
CROWD = ("phones", "voters", "refused", "half")
FEWEST = 20


@dataclass(frozen=True)
class Part:
    """One promise, the program that plays it, and its sizes in the spec."""

    promise: str
    program: str
    sizes: dict[str, int]

    def smaller(self, share: float) -> dict[str, int]:
        """The same with a share of the people."""
        return {name: min(size, max(FEWEST, round(size * share))) if name in CROWD else size
                for name, size in self.sizes.items()}  # fmt: skip


PARTS = [
    Part("R1 exactly once", "storm", {"phones": 100, "changes": 100}),
    Part("R2 durable before it is acknowledged", "traced", {"phones": 5, "each": 200}),
    Part("R3 SIGKILL", "killed", {"phones": 500, "ends": 20, "rest": 4000}),
    Part("R4 power cut", "unplugged", {}),
    Part("R6 join race", "gathering", {"phones": 200, "times": 20, "voters": 20}),
    Part("R8 reconnect storm", "cutoff", {"phones": 500, "storms": 5, "voters": 20}),
    Part("R9 order", "hasty", {"phones": 300, "changes": 20}),
    Part("R21 graceful restart", "killed", {"phones": 100, "ends": 5, "gently": 1, "rest": 1000}),
    Part("R22 no leak", "gone", {"turns": 20, "phones": 500, "refused": 100, "half": 50}),
    Part("R10 close race, R11 two facilitators", "races", {"rounds": 200}),
]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--only", default="", help="promises, such as R1,R3 (all)")
    parser.add_argument("--share", type=float, default=1.0, help="of the spec's people (1)")
    parser.add_argument("--minutes", type=int, default=60, help="no part is begun after (60)")
    parser.add_argument("--json", type=Path, help="the file (docs/faults/DAY.json)")
    given = parser.parse_args()
    many_files()
    today = date.today().isoformat()
    file = given.json or RESULTS / f"{today}.json"
    told = {"day": today, "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "cores": os.cpu_count()}  # fmt: skip
    found = json.loads(file.read_text())["parts"] if file.is_file() else {}
    parts, end = chosen(given.only), time.monotonic() + given.minutes * 60
    for part in parts:
        if time.monotonic() > end:
            print(f"the time is up: {part.promise} is left out", file=sys.stderr)
            return 1
        print(f"{part.promise}: {part.smaller(given.share)}", file=sys.stderr)
        found[part.promise] = played(part, given.share)
        print(part.promise, json.dumps(found[part.promise]))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({**told, "parts": found}, indent=1) + "\n")
    return int(any(found[part.promise]["verdict"] != "held" for part in parts))


def chosen(only: str) -> list[Part]:
    names = set(only.split(",")) if only else set()
    return [part for part in PARTS if not names or names & set(part.promise.split())]


def played(part: Part, share: float) -> dict[str, Any]:
    """What came of it: `held`, or the fault in words."""
    sizes, began = part.smaller(share), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", f"tests.chaos.{part.program}", folder]
        words += [f"{name}={size}" for name, size in sizes.items()]
        try:
            done = subprocess.run(words, cwd=RUN.parent, stdout=subprocess.PIPE, text=True,
                                  timeout=LONGEST, env={**os.environ, "DATABASE_URL": ""},
                                  check=False)  # fmt: skip
            verdict = "held" if done.returncode == 0 else f"a fault: exit code {done.returncode}"
            figures = json.loads(done.stdout.splitlines()[-1]) if verdict == "held" else {}
        except subprocess.TimeoutExpired:
            verdict, figures = f"a fault: not done after {LONGEST:.0f} s", {}
    load = round(os.getloadavg()[1], 1)  # of five minutes: 2 is all that two cores can do
    return {"verdict": verdict, "spec": part.sizes, "played": sizes,
            "as_in_the_spec": sizes == part.sizes, "seconds": round(time.monotonic() - began),
            "load": load, **figures}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
