"""The base of every activity: an activity is a class that says everything about one kind of step.

- `Settings`: its fields are the keys allowed in a method file, each named by `asking.asks`.
- methods marked `@command`: what people may do, who, and in which states of the step.
- `view(surface)`: what everyone on that surface may know, as finished values.
- `own(person)`: the small rest that is one person's.
- `publish()`: what the step hands on, as its `result`.
- `outcome()`: the step as kept data, in no language.
- `section(outcome)`: how the step reads afterwards, in the language of now.

What others read in a `result`, whichever activity made it:

- `items`: ids in the order handed on; `shortlist`: those that go on; `groups`, `agreements`: ids.
- `consensus`, `stable`: true or false: people agree; the answers are as in the round before.
- `tallies`: `{item id as text: {"verdict": "supported" | "refuted" | "undecided" | "too_few"}}`.
- `goto`: the key of the step the seminar goes to now; before this one means a new round.

Activities are found by folder; the engine never names one, and none imports another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import msgspec
from sqlalchemy import select

from methods import taking, versions
from methods.blank import Blank
from methods.command import Declaration, declared
from methods.doors import Lead, Place
from methods.refusal import Refused
from methods.scope import Scope
from methods.timing import Timed
from models import Group, Item, Membership, Participant, Step
from translations import N_

Block = dict[str, Any]  # a piece of a section: {"kind": "text" | "table" | "bars" | …, …}


class Activity(Timed):
    """One step of a seminar, seen by a command, a view or a report. Made anew for each use."""

    id: ClassVar[str]
    name: ClassVar[str]  # message id, for people
    decides: ClassVar[bool] = False  # needs the facilitator between close and publish
    needs: ClassVar[frozenset[str]] = frozenset()  # works on one of these: `from` says whose
    gives: ClassVar[frozenset[str]] = frozenset()  # items, groups, scores, sheets, agreements …
    late: ClassVar[str] = "keep"  # when time slips: shorten or keep, unless the method says
    at_most: ClassVar[int | None] = None  # minutes; more is an override, and noted as one
    refers: ClassVar[frozenset[str]] = frozenset()  # settings that name an earlier step, or none
    sheets: ClassVar[bool] = False  # its people have a group board
    lets_go: ClassVar[frozenset[str]] = frozenset()  # parts of `step.data` never kept for an undo
    lends: ClassVar[bool] = False  # a phone may be handed on in it: lent.html, command `one_more`
    helps_on: ClassVar[bool] = False  # its helper.html stays while later steps run
    shows_picture: ClassVar[bool] = False  # the facilitator may put up a picture from a file
    in_own_time: ClassVar[bool] = False  # people answer when they like, unless the method says no

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        pass

    def __init__(self, scope: Scope, step: Step) -> None:
        self.scope = scope
        self.step = step
        self.db = scope.db
        self.seminar = scope.seminar
        self.settings: Any = msgspec.convert(step.settings, type(self).Settings)

    @classmethod
    def faults(cls, settings: dict[str, Any], key: str, keys: list[str]) -> list[tuple[str, str]]:
        """What is wrong with the settings of the step `key` among the method's steps `keys`.

        Each as `(setting, what is wrong and what was expected)`; the method is then refused.
        """
        return []

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        """What a left-out `from` is looked for by: the nearest earlier step that gives one."""
        return cls.needs

    @classmethod
    def begins(cls, settings: dict[str, Any]) -> bool:
        """Whether the step can do with no earlier step at all."""
        return not cls.needs

    @classmethod
    def makes(cls, settings: dict[str, Any]) -> frozenset[str]:
        """The kinds of card that people write in the step (methods/kinds.py)."""
        return frozenset()

    # --- what happens to the step; the base does what most need -----------------------------

    def on_open(self) -> None:
        """The step opens: make what people need to begin."""

    def on_resume(self, stood: float) -> None:
        """A pause of so many seconds is over: move the clocks that the step has of its own."""

    def on_close(self) -> None:
        """The step closes: nothing more is taken in."""

    def seat(self, person: Participant, table: int = 0) -> None:
        """Somebody joined while this step is the current one, maybe by the card on a table."""

    def publish(self) -> dict[str, Any]:
        """What the step hands on, as its `result`. Refuses while something is undecided."""
        return {}

    def undecided(self) -> str:
        """What the facilitator has to decide before the result can be shown; empty if nothing."""
        return ""

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """Finished values for `surface` (phone, group, console, screen)."""
        return {}

    def own(self, person: Participant) -> dict[str, Any]:
        """One person's own part, laid over the shared board; see web/static/js/own.js."""
        return {}

    def group_of(self, person: Participant) -> Group | None:
        """The group whose board the person sees in this step."""
        return None

    def picture(self) -> dict[str, Any] | None:
        """The picture that the facilitator has put up in the step, if it can have one."""
        return None

    def leads_to(self, person: Participant, place: Place) -> Lead | None:
        """Where a scanned card or sheet leads in this step; None if it is not about it."""
        return None

    def blank(self) -> Blank | None:
        """The step's ballot on paper; none if nobody votes in it. Refuses where it is too late."""
        return None

    def progress(self) -> tuple[int, int] | None:
        """How many have done their part, of how many. Counts only, never who or what."""
        return None

    def leads(self) -> frozenset[str]:
        """What of the question corner the step itself is about: question, hand (methods/corner.py).

        It then stands in the middle of the phone's page, whether the plan keeps a corner or not.
        """
        return frozenset()

    def stuck(self) -> list[Group]:
        """The groups that may need somebody, though they have not called: by number."""
        return []

    def audience(self, done: int = 0) -> int:
        """How many the step is for: all who are here, or those of its role.

        Who has gone home since it opened is one of them; who went before is not.
        Never fewer than have `done` it: who did may have another role by now.
        """
        return max(done, self.scope.present(self.step.who, self.step.opened_at))

    def shown_to_all(self) -> bool:
        """Whether the room has been shown the result, so that the outcome page may tell it too."""
        return True

    # --- afterwards --------------------------------------------------------------------------

    def outcome(self) -> dict[str, Any]:
        """The step as data for the outcome: no language, no person without consent."""
        return {}

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        """How the step reads, in the language of now: blocks of plain data."""
        return []

    # --- shared by activities ----------------------------------------------------------------

    def source(self) -> Step:
        """The step this one takes from (the first, if there are several).

        Its `result` is none if it has handed on nothing: it was left out, and so was what it took.
        """
        if done := self.sources():
            return done[0]
        named = self.scope.latest(next(iter(self.step.source.split()), ""))
        return named or Step(key="", result=None)  # it takes from none, and nothing came

    def sources(self) -> list[Step]:
        """The steps with a result that this one takes from, as `from` names them; maybe none.

        One that was left out passes on what it took.
        """
        found = [step for key in self.step.source.split() for step in self.behind(key)]
        return list({step.id: step for step in found}.values())

    def behind(self, key: str) -> list[Step]:
        """What the step `key` hands on stands in these, in the version that this one took from."""
        return [versions.seen(self.db, step, self.step) for step in self.scope.behind(key)]

    def taken(self) -> list[Item]:
        """The items this step works on: what `from` and `take` name, in the order handed on."""
        found = [i for step in self.sources() for i in taking.take(self.db, step, self.step.take)]
        return list({i.id: i for i in found}.values())

    def item(self, item_id: int) -> Item:
        """An item of this seminar by its id; refuses another seminar's."""
        item = self.db.get(Item, item_id)
        if item is None or item.seminar_id != self.seminar.id:
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return item

    def groups(self) -> Sequence[Group]:
        """The groups this step made, by number."""
        return self.db.scalars(
            select(Group).where(Group.step_id == self.step.id).order_by(Group.number)
        ).all()

    def current_group(self, person: Participant, step: Step | None = None) -> Group | None:
        """The group the person is in now, of this step or of `step`."""
        return self.db.scalar(
            select(Group)
            .join(Membership, Membership.group_id == Group.id)
            .where(
                Membership.step_id == (step or self.step).id,
                Membership.participant_id == person.id,
                Membership.left_at.is_(None),
            )
        )

    @classmethod
    def hands_on(cls, *, takes: bool) -> frozenset[str]:
        """What later steps may take from this one; `takes`: it works on another step's items."""
        return cls.gives

    @classmethod
    def commands(cls) -> dict[str, Declaration]:
        return declared(cls)
