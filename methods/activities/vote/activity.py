"""vote: everyone ticks what matters most; nothing is known of the counts until it is published."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, Literal

import msgspec
from sqlalchemy import select

from methods import clock, secrecy
from methods.activities.vote import budget, poll, reading, views
from methods.activities.vote import cut as cutting
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from models import Ballot, Group, Participant, Tick
from translations import N_

TOO_LATE = N_("The vote is closed. What was received before it closed counts.")
TAKES = ("open", "closed")  # after close only while the grace lasts


class Vote(Activity):
    id = "vote"
    name = N_("Voting")
    takes = True
    decides = True

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        budget: int | Literal["auto", "third", "free"] = "auto"
        cap: int = 10
        target: int | Literal["third"] = 10
        pitch: bool = False  # what is voted on is told on the wall in turn, if it is few
        hide: Literal["close", "shown"] = "close"  # shown: until a later step shows it to the room
        grace: int = 15  # seconds after close in which begun ballots may still arrive

    # --- voting ------------------------------------------------------------------------------

    def on_open(self) -> None:
        """Fix the ballot and the number of ticks: nothing that happens later changes them."""
        on = [i.id for i in self.taken()]
        each = budget.ticks(len(on), self.settings.budget, self.settings.cap)
        self.step.data = {"items": on, "budget": each, "phase": 1}

    @command("participant", states=TAKES, secret=True)
    def tick(self, item: int, on: bool = True, phase: int = 0) -> None:
        """Set or take away one tick. In a run-off (phase 2) there is one, and it moves."""
        person = self._voter(phase)
        self._check(item)
        ballot = secrecy.take_ballot(self.scope, self.step, person.id, person.table_id)
        mine = self._ticked(ballot)
        if on == (item in mine):
            return
        if not on:
            self._remove(ballot, [item])
        elif self.step.phase > 1:
            self._remove(ballot, mine)
            self._insert(ballot, [item])
        else:
            self._afford(len(mine) + 1)
            self._insert(ballot, [item])
        self.scope.touch("console", "screen")

    @command("participant", states=TAKES, secret=True)
    def ballot(self, items: list[int] = [], phase: int = 0) -> None:  # noqa: B006 (never changed)
        """Hand in a whole ballot at once; it takes the place of the one before."""
        person = self._voter(phase)
        wanted = list(dict.fromkeys(items))
        for item in wanted:
            self._check(item)
        self._afford(len(wanted))
        ballot = secrecy.take_ballot(self.scope, self.step, person.id, person.table_id)
        mine = self._ticked(ballot)
        self._remove(ballot, [i for i in mine if i not in wanted])
        self._insert(ballot, [i for i in wanted if i not in mine])
        self.scope.touch("console", "screen")

    @command("participant", states=TAKES, secret=True)
    def confirm(self, on: bool = True) -> None:
        """«I am done»; it can still be changed until the vote is closed."""
        person = self._voter()
        ballot = secrecy.take_ballot(self.scope, self.step, person.id, person.table_id)
        ballot.confirmed = on
        self.scope.touch("console")

    @command("facilitator")
    def pitch(self) -> None:
        """Let the next on the ballot be told on the wall; after the last, only the turnout."""
        if not views.pitches(self):
            raise Refused("no_pitch", N_("These are read on the phones."))
        self.step.data = {**self.step.data, "pitch": self.step.data.get("pitch", 0) + 1}
        self.scope.touch("console", "screen")

    # --- deciding ----------------------------------------------------------------------------

    @command("facilitator", states=("closed",))
    def cut(self, size: int) -> None:
        """Let another number go on than was planned."""
        poll_ = poll.of(self)
        if not 1 <= size <= len(poll_.lines):
            raise Refused("bad_cut", N_("Choose a number from 1 to %(n)s."), n=len(poll_.lines))
        kept = {k: v for k, v in self.step.data.items() if k not in ("tie", "seed", "runoff")}
        self.step.data = {**kept, "cut": size}
        self.scope.log("cut", self.step, size=size)
        self.scope.touch("console")

    @command("facilitator", states=("closed",))
    def tie(self, choice: Literal["include", "exclude", "runoff", "lot"]) -> None:
        """Decide a tie at the cut: all in, all out, a run-off, or the lot with a recorded seed."""
        found = poll.of(self).tie
        if found is None:
            raise Refused("no_tie", N_("There is no tie at the cut."))
        if choice == "exclude" and not found.above:
            raise Refused("none_left", N_("Then none would go on. Choose another way."))
        if choice == "runoff" and self.step.phase > 1:
            raise Refused("one_runoff", N_("There has been a run-off already."))
        self.step.data = {**self.step.data, "tie": choice, "seed": secrets.token_hex(8)}
        self.scope.log("tie", self.step, choice=choice)
        if choice == "runoff":
            self._open_runoff(found)
        self.scope.touch("phone", "console", "screen", "own:*")

    def _open_runoff(self, found: cutting.Tie) -> None:
        """One tick each, among the tied, on every phone."""
        self.step.data = {**self.step.data, "runoff": {"items": list(found.tied),
                                                      "places": found.places}}  # fmt: skip
        self.step.phase = 2
        self.step.state, self.step.closed_at = "open", None
        self.step.deadline = clock.now() + cutting.RUNOFF_SECONDS

    def publish(self) -> dict[str, Any]:
        counted = poll.of(self)
        if counted.tie is not None and "tie" not in self.step.data:
            raise Refused("tie", N_("There is a tie at the cut. Decide it first."))
        return poll.result(self, counted)

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """One's ticks, what is left, and one's own order of the ballot."""
        ballot = secrecy.ballot(self.scope, self.step, person.id)
        if self.step.state == "published":
            return {"shuffle": self._shuffle(person)}
        mine = self._ticked(ballot) if ballot else []
        each = self.each()
        made: dict[str, Any] = {
            "ticks": mine,
            "used": len(mine),
            "left": "" if each is None else max(0, each - len(mine)),
            "free": each is None,
            "confirmed": bool(ballot and ballot.confirmed),
            "shuffle": self._shuffle(person),
        }
        if self.step.phase == 1:
            made[f"ticks_{self.step.key}"] = mine
        return made

    def progress(self) -> tuple[int, int]:
        """Ballots with a tick, of the people present."""
        return poll.cast(self), self.scope.present()

    def each(self) -> int | None:
        """Ticks for each voter now; None is free ticking."""
        if self.step.phase > 1:
            return 1
        found: int | None = self.step.data.get("budget")
        return found

    def on_ballot(self) -> list[int]:
        """The ids one may tick now."""
        if self.step.phase > 1:
            return list(self.step.data["runoff"]["items"])
        return list(self.step.data.get("items", []))

    def outcome(self) -> dict[str, Any]:
        return poll.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _shuffle(self, person: Participant) -> str:
        return hashlib.sha256(f"{self.step.id}:{person.id}".encode()).hexdigest()[:8]

    def _voter(self, phase: int = 0) -> Participant:
        """The voter; after close only one whose ballot was begun, and only for a little while.

        A tick that was set in the first vote and arrives in the run-off is too late: there it
        would be another vote. 0: whichever is on.
        """
        person = self.scope.participant()
        if phase and phase != self.step.phase:
            raise Refused("closed", TOO_LATE)
        if self.step.state == "closed":
            late = clock.now() - (self.step.closed_at or 0) > self.settings.grace
            if late or secrecy.ballot(self.scope, self.step, person.id) is None:
                raise Refused("closed", TOO_LATE)
        return person

    def _check(self, item: int) -> None:
        if item not in self.on_ballot():
            raise Refused("not_on_ballot", N_("That is not on the ballot."))

    def _afford(self, wanted: int) -> None:
        each = self.each()
        if each is not None and wanted > each:
            raise Refused("over_budget", N_("You have %(n)s ticks, and all are used. Take one "
                                            "away to set another."), n=each)  # fmt: skip

    def _ticked(self, ballot: Ballot) -> list[int]:
        return list(self.db.scalars(
            select(Tick.item_id).where(Tick.ballot_id == ballot.id).order_by(Tick.item_id)
        ))  # fmt: skip

    def _insert(self, ballot: Ballot, items: list[int]) -> None:
        self.db.add_all([Tick(ballot_id=ballot.id, item_id=i, weight=1) for i in items])

    def _remove(self, ballot: Ballot, items: list[int]) -> None:
        for item in items:
            found = self.db.get(Tick, (ballot.id, item))
            if found is not None:
                self.db.delete(found)
