"""Whose turn it is: one card or one volunteer at a time, each with a clock."""

from __future__ import annotations

from math import ceil
from typing import Any

from methods import asked, clock
from methods.activities.share.deck import Deck, group_name
from methods.command import command
from methods.refusal import Refused, still
from models import Group, Participant, Question
from translations import N_, _


def minutes(count: int, seconds: int) -> int:
    """Minutes that so many speakers take: 12 at 90 seconds are 18, 38 are 57 (ovre-eiker.md)."""
    return ceil(count * seconds / 60)


class Turns(Deck):
    """`step.data`: `at` the card that has the floor, `hand` the volunteer who has, `until` when the

    time is out (none if the clock is stopped), `spoke` who has had the floor: cards and seconds.
    """

    @property
    def countdown(self) -> bool:
        return self.settings.order == "countdown" and not self.settings.gallery

    @property
    def by_turns(self) -> bool:
        return self.settings.order != "countdown" and not self.settings.gallery

    @property
    def volunteers(self) -> bool:
        return bool(self.by_turns and self.settings.order == "volunteer")

    def speakers(self) -> int:
        """How many cards get a turn."""
        count = len(self.noted("cards", []))
        return min(count, self.settings.max) if self.settings.max else count

    @command("facilitator")
    def turn(self, after: int | None = None) -> None:
        """Give the floor to the next; after the last, show all the cards."""
        still(after, len(self.noted("spoke", [])))
        if not self.by_turns:
            raise Refused("no_turns", N_("Here the cards are shown in another way, and nobody has "
                                         "a turn."))  # fmt: skip
        self._volunteer() if self.volunteers else self._card()
        self.changed()

    @command("facilitator")
    def stop(self) -> None:
        """Thank the one who speaks: the clock stops, the card stays."""
        if self.noted("until", None) is None:
            raise Refused("no_clock", N_("Nobody has the floor now."))
        self._thank()
        self.changed()

    def hands(self) -> list[Question]:
        """The raised hands, the first one first (methods/corner.py)."""
        return asked.hands(self.db, self.step.id)

    def rest(self) -> None:
        """All are shown, and nobody has the floor."""
        self._thank()
        self._let_go()
        self.note(shown=len(self.noted("cards", [])) + 1, at=-1)

    def speaking(self) -> dict[str, Any] | None:
        """Who has the floor: a card, or the volunteer's table."""
        if self.noted("hand", 0):
            return self._hand()
        at = self.noted("at", -1)
        return next((c for c in self.cards() if c["index"] == at), None) if at >= 0 else None

    def changed(self) -> None:
        self.scope.touch("phone", "console", "screen", "own:*")

    def called(self) -> Participant | None:
        """The volunteer who has the floor."""
        hand = self.db.get(Question, self.noted("hand", 0))
        return self.db.get(Participant, hand.participant_id) if hand and hand.participant_id \
            else None  # fmt: skip

    # --- how ---------------------------------------------------------------------------------

    def _card(self) -> None:
        at = self.noted("at", -1) + 1
        there = {c["index"] for c in self.cards()}
        while at < self.speakers() and at not in there:  # hidden meanwhile
            at += 1
        if self.done or at >= self.speakers():
            if self.done:
                raise Refused("all_shown", N_("They are all shown already."))
            self.rest()
            return
        self._thank()
        self._begin({"card": at})
        self.note(at=at)

    def _volunteer(self) -> None:
        spoken = len(self.noted("spoke", []))
        if self.settings.max and spoken >= self.settings.max:
            raise Refused("all_spoken", N_("%(n)s have spoken, and the time is used. Read the "
                                           "rest on phones and wall."), n=spoken)  # fmt: skip
        waiting = self.hands()
        if not waiting:
            raise Refused("no_hand", N_("Nobody has raised a hand yet."))
        self._thank()
        self._let_go()
        self._begin({"table": None})
        waiting[0].state = "called"
        self.note(hand=waiting[0].id)
        self.note(spoke=[*self.noted("spoke", [])[:-1],
                         {**self.noted("spoke", [])[-1], "group": self._table_id()}])  # fmt: skip

    def _begin(self, who: dict[str, Any]) -> None:
        now = clock.now()
        self.note(until=now + self.settings.seconds,
                  spoke=[*self.noted("spoke", []), {**who, "began": now}])  # fmt: skip

    def _thank(self) -> None:
        """The clock stops; how long it took is kept."""
        spoke = self.noted("spoke", [])
        if self.noted("until", None) is not None and spoke:
            last = {**spoke[-1], "seconds": round(clock.now() - spoke[-1]["began"])}
            self.note(spoke=[*spoke[:-1], last], until=None)

    def _let_go(self) -> None:
        """Nobody can tell any more who the volunteer was."""
        hand = self.db.get(Question, self.noted("hand", 0))
        if hand is not None:
            hand.state, hand.participant_id = "answered", None
        self.note(hand=0)
        self.db.flush()

    def _table_id(self) -> int | None:
        person = self.called()
        return person.table_id if person else None

    def _hand(self) -> dict[str, Any]:
        """The card of the volunteer's table if there is one, else the table."""
        table = self.db.get(Group, self._table_id() or 0)
        card = next((c for c in self.cards() if table and c["group"] == table.id), None)
        name = group_name(table) or _("A volunteer")
        return card or {"index": -1, "id": "hand", "place": None, "title": name, "body": "",
                        "amount": ""}  # fmt: skip

    @property
    def done(self) -> bool:
        return int(self.noted("shown", 0)) > len(self.noted("cards", []))
