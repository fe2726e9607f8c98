"""The acceptance scenarios, played by the command, and what it has written."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from demo.server import RUN

PATIENCE = 600  # seconds: 96 phones and their server, on a machine that does other things too
Told = dict[str, Any]


class Played:
    """What a scenario has written in a folder: the outcome, its steps, and what was seen."""

    def __init__(self, folder: Path) -> None:
        self.outcome: Told = json.loads((folder / "outcome.json").read_text("utf-8"))
        self.report = (folder / "report.html").read_text("utf-8")
        seen = folder / "seen.json"
        self.seen: Told = json.loads(seen.read_text("utf-8")) if seen.exists() else {}
        self.steps = {step["key"]: step["outcome"] for step in self.outcome["steps"]}

    def rounds(self, key: str) -> list[Told]:
        return [step["outcome"] for step in self.outcome["steps"] if step["key"] == key]


def play(scenario: str, folder: Path) -> Path:
    words = [sys.executable, str(RUN), "demo", "--fast", "--scenario", scenario]
    words += ["--out", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def roots(cards: list[dict[str, Any]]) -> int:
    return sum(card["merged_into"] is None for card in cards)


def votes(step: dict[str, Any]) -> list[int]:
    return sorted((row["votes"] for row in step["ranking"]), reverse=True)
