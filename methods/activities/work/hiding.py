"""Hiding what stands on a sheet, with a reason: only its own group still sees it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from methods.activities.work import rows
from methods.activities.work.fields import LISTS, Field
from methods.redacting import redact
from methods.refusal import Refused
from methods.text import clean
from models import Group
from translations import N_

if TYPE_CHECKING:
    from methods.activities.work.activity import Work

REASON_MAX = 200


def key(group_id: int, field: str, line: int = 0) -> str:
    """Where the reason is kept in the step's data."""
    return f"{group_id}.{field}.{line}" if line else f"{group_id}.{field}"


def hidden(work: Work) -> dict[str, str]:
    """What is hidden, and why: `{key: reason}`."""
    found: dict[str, str] = work.noted("hidden", {})
    return found


def hide(work: Work, place: Group, field: Field, line: int, reason: str) -> None:
    text = work.line(place, field.key).text
    if not text or field.type == "items":
        raise Refused("no_field", N_("Nothing is written there."))
    if line and field.type in LISTS:
        rows.read(text).row(line)
    told = clean(reason, REASON_MAX)
    work.note_hidden({**hidden(work), key(place.id, field.key, line): told})
    redact(work.scope, text)
    work.scope.log("hide", work.step, number=place.number)


def show(work: Work, place: Group, field: Field, line: int) -> None:
    gone = key(place.id, field.key, line)
    work.note_hidden({k: why for k, why in hidden(work).items() if k != gone})
    work.scope.log("show", work.step, number=place.number)
