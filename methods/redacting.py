"""A text that was hidden because it harms or names somebody stands nowhere in the log either, and
in no report that was published before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from methods.scope import Scope
from models import Act, Entry, Report


def redact(scope: Scope, *texts: str) -> None:
    """Take the texts out of the log: the reasons given in it, and all of what could undo an act.

    The event is kept. An act whose changes held one of them can no longer be undone, and says so.
    What a published report was made of is dropped: it is told from what is left, and says so
    (reports/publishing.py).
    """
    hidden = [text.strip() for text in texts if text.strip()]
    here = scope.seminar.id
    for act in scope.db.scalars(select(Act).where(Act.seminar_id == here, Act.lasts == "")):
        if _holds(act.changes, hidden):
            act.changes, act.lasts = [], "hidden"
    for entry in scope.db.scalars(select(Entry).where(Entry.seminar_id == here)):
        if _holds(entry.data.get("reason"), hidden):
            entry.data = {**entry.data, "reason": ""}
    for report in scope.db.scalars(select(Report).where(Report.seminar_id == here)):
        report.data = report.fingerprint = ""
        if _holds(report.changes, hidden):
            report.changes = []
    scope.forget = True


def _holds(value: Any, hidden: list[str]) -> bool:
    return any(text in said for said in _strings(value) for text in hidden)


def _strings(value: Any) -> Iterator[str]:
    """Every string in plain data, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
