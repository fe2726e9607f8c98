"""What is laid down for a scenario: who writes, ticks and scores what. Empty is as one likes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person


class Script:
    """What is not laid down is left to the people; a scenario says more (`demo/scenarios.py`)."""

    method = ""  # the id of the method that is played
    people = 0
    evaluate_by = ""  # the day that every agreement is evaluated by

    def __init__(self) -> None:
        self.keys: dict[int, str] = {}  # a step's number -> its key in the plan
        self.rounds: Counter[str] = Counter()  # how often each step has been reached
        self.seen: dict[str, Any] = {}  # what happened on the way, which no report tells

    def opens(self, desk: Desk) -> None:
        """What is done when the doors have opened, before anybody comes."""

    def reaches(self, step: int, key: str) -> None:
        """The seminar has come to the step that the method calls `key`."""
        if step not in self.keys:
            self.keys[step] = key
            self.rounds[key] += 1

    def key(self, form: Form) -> str:
        return self.keys.get(form.step or 0, "")

    def language(self, number: int) -> str | None:
        """The language that the `number`-th who comes chooses; None is the seminar's."""
        return None

    def role(self, number: int) -> str:
        """What the `number`-th who comes says they are there as."""
        return ""

    def decides(self, desk: Desk, form: Form) -> None:
        """What else the facilitator decides when the step of `form` is closed."""

    def leaves_out(self, form: Form) -> bool:
        """Whether the step of `form` is left out."""
        return False

    def writes(self, me: Person, form: Form) -> bool:
        """Write the cards of this form; whether that was done."""
        return False

    def ticks(self, me: Person, form: Form, *, single: bool) -> list[int] | None:
        """What this person ticks; an empty list is nothing."""
        return None

    def group(self, me: Person, form: Form) -> str | None:
        """The group to go to; "" is none."""
        return None

    def scores(self, me: Person, form: Form, turn: int) -> int | None:
        """The answer to the `turn`-th question on the page; 0 is no answer."""
        return None

    def opinion(self, me: Person, form: Form) -> str | None:
        """The option this person is for, at a decision point."""
        return None

    def supports(self, me: Person) -> int | None:
        """How far this person supports the proposals: 1 wholly, to 6 not at all."""
        return None

    def chooses(self, form: Form, options: list[str]) -> str | None:
        """The option that is chosen at a decision point."""
        return None

    def proposes(self, me: Person) -> int | None:
        """The number of the agreement that this person writes."""
        return me.number // 6 if me.every(6) else None

    def collects(self, me: Person) -> int | None:
        """The place of the agreement that this person becomes the collector of."""
        return me.number // 4 if me.every(4, 1) else None

    def joins(self, me: Person) -> int | None:
        return me.number if me.every(2) else None

    def tie(self, choices: list[str]) -> str:
        """What the facilitator chooses at a tie; the console puts its suggestion first."""
        return choices[0]

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        """What else is done, by anybody, before the step of `form` is closed."""


def dealt(votes: list[int], people: int, step: int) -> list[set[int]]:
    """Who ticks what: item by item, with one counter c, voter (step·c) mod people."""
    ballots: list[set[int]] = [set() for _ in range(people)]
    counter = 0
    for item, count in enumerate(votes):
        for _ in range(count):
            ballots[step * counter % people].add(item)
            counter += 1
    return ballots


def shared_out(counts: list[int], number: int) -> int | None:
    """The place that has room for the `number`-th person when `counts` go to each."""
    for place, count in enumerate(counts):
        if number < count:
            return place
        number -= count
    return None
