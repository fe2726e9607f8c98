"""What was measured, as lines of text."""

from __future__ import annotations

import statistics

BUSY = 0.9  # of its core: beyond that it was the phones that were measured, not the server


def counts(run: dict[str, float]) -> bool:
    """Whether the phones had time enough for their part."""
    return run.get("phones_busy", 0) <= BUSY


def lines(runs: dict[str, list[dict[str, float]]]) -> list[str]:
    """A line a figure: median (lowest–highest) for each server, of the runs that count."""
    keys = list(dict.fromkeys(key for each in runs.values() for run in each for key in run))
    told = [f"{'':20}" + "".join(f"{name:>28}" for name in runs)]
    for key in keys:
        cells = []
        for each in runs.values():
            found = [run[key] for run in each if key in run and counts(run)]
            cells.append(f"{_cell(found):>28}")
        told.append(f"{key:20}" + "".join(cells))
    left = {name: sum(not counts(run) for run in each) for name, each in runs.items()}
    return told + [f"{name}: {n} left out, the phones' core was full"
                   for name, n in left.items() if n]  # fmt: skip


def _cell(found: list[float]) -> str:
    if not found:
        return "–"
    return f"{statistics.median(found):.1f} ({min(found):.1f}–{max(found):.1f})"
