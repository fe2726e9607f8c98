"""A show of hands: what the room answers at once, counted by eye and written down.

It stands beside the step's result, marked as hands, and is never added to any ballots.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from methods import clock
from methods.activity import Block
from methods.command import command
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Hands, Step
from translations import N_, _

QUESTION_MAX, LABEL_MAX, MOST_ROWS = 200, 80, 12


class ShowingHands:
    """Commands that belong to any step."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.step = step

    @command("facilitator", "helper")
    def count_hands(self, question: str, rows: str) -> dict[str, int]:
        """Write down a show of hands. `rows`: one a line, an answer and then how many hands.

        Refused: a row without a number, the same answer twice, more hands than people present.
        """
        if self.step is None:
            raise Refused("no_step", N_("Choose a step first."))
        asked, counts = clean(question, QUESTION_MAX), _read(rows)
        present = self.scope.present()
        if any(hands > present for _label, hands in counts):
            raise Refused("too_many_hands", N_("That is more hands than the %(n)s people present."),
                          n=present)  # fmt: skip
        made = Hands(step_id=self.step.id, question=asked, counts=[list(row) for row in counts],
                     present=present, actor=self.scope.actor.name, at=clock.now())  # fmt: skip
        self.scope.db.add(made)
        self.scope.db.flush()
        self._changed("count_hands")
        return {"hands": made.id}

    @command("facilitator", "helper")
    def forget_hands(self, hands: int) -> None:
        """Take a show of hands away that was written down wrongly."""
        found = self.scope.db.get(Hands, hands)
        if found is None or found.step_id not in {s.id for s in self.scope.seminar.steps}:
            raise Refused("no_hands", N_("That is no longer here. The page shows what there is."))
        self.scope.db.delete(found)
        self._changed("forget_hands")

    def _changed(self, verb: str) -> None:
        self.scope.log(verb, self.step)
        self.scope.touch("console", "screen")


def of(scope: Scope, step: Step) -> list[dict[str, Any]]:
    """The step's shows of hands as plain data, in the order they were held."""
    found = scope.db.scalars(select(Hands).where(Hands.step_id == step.id).order_by(Hands.id))
    return [
        {"id": h.id, "question": h.question, "present": h.present, "at": clock.moment(h.at),
         "counts": [{"label": label, "hands": n} for label, n in h.counts]}
        for h in found
    ]  # fmt: skip


def section(held: Sequence[dict[str, Any]]) -> list[Block]:
    """How they read: a table each, marked as what they are."""
    return [
        {"kind": "table", "numeric": [1],
         "caption": _("Show of hands, counted in the room: %(question)s", question=h["question"]),
         "head": [_("Answer"), _("Hands")],
         "rows": [[row["label"], row["hands"]] for row in h["counts"]]}
        for h in held
    ]  # fmt: skip


def _read(text: str) -> list[tuple[str, int]]:
    rows = [line.strip() for line in text.splitlines() if line.strip()]
    made: list[tuple[str, int]] = []
    for row in rows:
        label, _space, number = row.rpartition(" ")
        if not label.strip() or not (number.isascii() and number.isdecimal() and len(number) < 6):
            raise Refused("unreadable", N_("Write each answer on a line of its own, and after it "
                                           "how many hands: «Yes 34»."))  # fmt: skip
        made.append((clean(label.rstrip(" :"), LABEL_MAX), int(number)))
    labels = [label for label, _hands in made]
    if not made or len(made) > MOST_ROWS or len(set(labels)) < len(labels):
        raise Refused("bad_rows", N_("Write from 1 to %(n)s answers, each of them once."),
                      n=MOST_ROWS)  # fmt: skip
    return made
