"""What a programme of faults is told and tells: sizes by name, and figures as a line of JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


def play(program: Callable[..., Figures]) -> None:
    """Run it as `python -m tests.chaos.NAME FOLDER phones=20`; the sizes not told are its own."""
    folder, *words = sys.argv[1:]
    told = (word.partition("=") for word in words)
    print(json.dumps(program(Path(folder), **{name: int(size) for name, _, size in told})))


def say(what: str) -> None:
    """How far it has come, for who watches."""
    print(f"  {what}", file=sys.stderr, flush=True)


def late(seconds: Iterable[float], share: float = 0.95) -> float:
    """What so large a share of them does not exceed; 0 if there are none."""
    ordered = sorted(seconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def rounded(seconds: Iterable[float]) -> list[float]:
    return [round(each, 2) for each in seconds]
