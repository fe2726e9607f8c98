"""Which boards are meant by what a command touched (methods/scope.py)."""

from __future__ import annotations

PROGRESS = {"console", "screen", "helper"}  # boards that tell how far a hall has come
LEADERS = {*PROGRESS, "crew", "progress"}  # what holds nothing of a phone's


def changed(name: str, touched: set[str] | None) -> bool:
    """Whether the board is among those that were `touched` (None: all)."""
    if touched is None or name in touched or f"{name.partition(':')[0]}:*" in touched:
        return True
    if name == "helper" and "console" in touched:
        return True
    return name in PROGRESS and "progress" in touched
