"""Columns that participants propose: they wait until the facilitator accepts or declines.

While one waits, `step.data["proposed"]` knows whose it is, so that nobody fills the wall and the
proposer hears what became of it. The boards never tell it, and publishing forgets it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods.activities.sort import columns
from methods.activities.sort.settings import LABEL_MAX
from methods.refusal import Refused
from methods.text import clean
from translations import N_, _

if TYPE_CHECKING:
    from methods.activities.sort.activity import Sort

EACH, ALL = 2, 6  # proposals that may wait: of one person, and in all
REASON_MAX = 200


def waiting(sort: Sort) -> list[dict[str, Any]]:
    """What waits, as everybody may see it: `[{id, label}]`."""
    return [{"id": p["id"], "label": p["label"]} for p in _all(sort) if p["state"] == "waiting"]


def answers(sort: Sort, person_id: int) -> str:
    """What became of one's own proposals, in words; empty while none is answered."""
    return " ".join(_told(p) for p in _all(sort)
                    if p["by"] == person_id and p["state"] != "waiting")  # fmt: skip


def _told(proposal: dict[str, Any]) -> str:
    if proposal["state"] == "accepted":
        return _("Your column “%(label)s” was taken in. Thank you!", **proposal)
    if proposal["reason"]:
        return _("Your column “%(label)s” was not taken in: %(reason)s", **proposal)
    return _("Your column “%(label)s” was not taken in this time.", **proposal)


def make(sort: Sort, person_id: int, label: str) -> int:
    """Put a proposal up; its number.

    Refuses where there are no columns, a name that is there or proposed already, and too many.
    """
    columns.must_have(sort)
    name = clean(label, LABEL_MAX)
    there = _all(sort)
    wait = [p for p in there if p["state"] == "waiting"]
    alike = [*map(columns.told, columns.of(sort)), *(p["label"] for p in wait)]
    if name.casefold() in {other.casefold() for other in alike}:
        raise Refused("same_name", N_("There is a column of that name already, or one is "
                                      "proposed."))  # fmt: skip
    if sum(p["by"] == person_id for p in wait) >= EACH or len(wait) >= ALL:
        raise Refused("wait", N_("Other proposals wait for an answer. Propose yours again when "
                                 "the facilitator has looked at them."))  # fmt: skip
    made: int = 1 + max((p["id"] for p in there), default=0)
    row = {"id": made, "label": name, "by": person_id, "state": "waiting", "reason": ""}
    sort.keep(proposed=[*there, row])
    return made


def accept(sort: Sort, number: int) -> str:
    """Make a column of a proposal; its key. Refused as `columns.add` is: then it still waits."""
    found = _waiting(sort, number)
    key = columns.add(sort, found["label"])
    _answer(sort, number, state="accepted")
    return key


def decline(sort: Sort, number: int, reason: str) -> None:
    """Say no to a proposal. Only who proposed it sees it, with the reason."""
    _waiting(sort, number)
    _answer(sort, number, state="declined", reason=clean(reason, REASON_MAX, required=False))


def proposers(sort: Sort) -> list[int]:
    return sorted({p["by"] for p in _all(sort)})


def forget(sort: Sort) -> None:
    """Nobody can tell any more who proposed what."""
    sort.step.data = {k: v for k, v in (sort.step.data or {}).items() if k != "proposed"}


def _all(sort: Sort) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (sort.step.data or {}).get("proposed", [])
    return found


def _waiting(sort: Sort, number: int) -> dict[str, Any]:
    for row in _all(sort):
        if row["id"] == number and row["state"] == "waiting":
            return row
    raise Refused("no_proposal", N_("That proposal has been answered already."))


def _answer(sort: Sort, number: int, **answer: str) -> None:
    rows = [{**p, **answer} if p["id"] == number else p for p in _all(sort)]
    sort.keep(proposed=rows)
