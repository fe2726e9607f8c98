"""Plays one method after the other on a server, in a process of its own where phones act at once.

`python -m tests.live.player BASE LINK` reads a method's id and a number of people from each line,
and answers with a line of JSON: the outcome and the report, or why it stopped.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()  # before any other import, as in run.py

import json  # noqa: E402
import sys  # noqa: E402
from typing import Any  # noqa: E402

from demo.browser import Console, Failed  # noqa: E402
from demo.cast import Room  # noqa: E402
from demo.lead import Lead  # noqa: E402
from demo.progress import Progress  # noqa: E402
from demo.words import ABOUT  # noqa: E402


class Silent(Progress):
    def say(self, what: str) -> None:
        pass

    def count(self, what: str, done: int, of: int) -> None:
        pass


def played(first: Console, method: str, people: int) -> dict[str, Any]:
    """Lead the method with the demo's people, as the facilitator who is signed in on `first`."""
    console = first.another()
    console.plan(method=method, size=people, language="nb", **ABOUT)
    room = Room(first.base, console.token, list(map(str, range(people))), None, "nb", fast=True)
    try:
        lead = Lead(console, room, Silent(), fast=True)
        lead.through()
    except Failed as failure:
        return {"stopped": f"{console.heading()}: {failure}"}
    finally:
        room.close()
        console.close()
    page = f"{first.base}/outcome/{console.token}"
    told, report = first.http.get(f"{page}.json").json(), first.http.get(f"{page}/report").text
    return {"outcome": told, "report": report, "sent": sent(lead)}  # fmt: skip


def sent(lead: Lead) -> dict[str, list[list[str]]]:
    """What people sent and was taken in, by step: the command, the form, and who.

    What belongs to no step is the question corner's.
    """
    steps: dict[str, list[int]] = {}
    for number, key in sorted(lead.script.keys.items()):
        steps.setdefault(key, []).append(number)
    beside = [[s.command, s.form, s.who] for s in lead.room.sent if not s.step]
    return {"corner": beside} | {
        f"{key} {turn}": [[s.command, s.form, s.who] for s in lead.room.sent if s.step == number]
        for key, numbers in steps.items()
        for turn, number in enumerate(numbers, 1)
    }


if __name__ == "__main__":
    first = Console(sys.argv[1]).start(sys.argv[2], size=8, language="nb", **ABOUT)
    for line in sys.stdin:
        method, people = line.split()
        print(json.dumps(played(first, method, int(people))), flush=True)
    first.close()
