"""vote: everyone says what matters most; nothing is known of the counts until it is published."""

from __future__ import annotations

from typing import Any

from methods import paperless
from methods.activities.vote import (
    agreed,
    blank,
    budget,
    kept,
    options,
    poll,
    reading,
    settings,
    ties,
    views,
)
from methods.activities.vote.correcting import Correcting
from methods.activities.vote.deciding import Deciding
from methods.activities.vote.entering import Entering
from methods.activities.vote.late_paper import LatePaper
from methods.activities.vote.voting import Voting
from methods.activity import Block
from methods.blank import Blank
from methods.refusal import Refused
from models import Group, Participant
from translations import N_


class Vote(Voting, Entering, LatePaper, Deciding, Correcting):
    id = "vote"
    name = N_("Voting")
    needs = frozenset({"items"})
    gives = frozenset({"items"})
    decides = True
    lends = True

    Settings = settings.Settings

    @classmethod
    def begins(cls, settings: dict[str, Any]) -> bool:
        """A vote on its own options, or on the one proposal it asks about, needs no other step."""
        return bool(settings.get("options")) or settings.get("mode") == "agree"

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        return frozenset() if cls.begins(settings) else cls.needs

    def on_open(self) -> None:
        """Fix the ballot and what each has to give: nothing that happens later changes them."""
        on = [i.id for i in options.made(self)]
        self.step.data = {"items": on, "budget": budget.each(self.settings, len(on)), "phase": 1}

    def publish(self) -> dict[str, Any]:
        if self.settings.mode != "agree":
            counted = poll.of(self)
            if counted.tie is not None and ties.chosen(self, counted.tie) is None:
                raise Refused("tie", N_("There is a tie at the cut. Decide it first."))
        return poll.made(self)

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """One's ballot, and what is left."""
        if self.step.state == "published":
            return {}
        ballot = self.standing(person)
        mine, each = ballot.weights, self.each()
        why = self.reasons(ballot.ballot) if self.how() == "agree" else {}
        used = sum(mine.values()) if self.how() == "dots" else len(mine)
        made: dict[str, Any] = {
            "ticks": list(mine),
            "used": used,
            "left": "" if each is None else max(0, each - used),
            "free": each is None,
            "confirmed": ballot.confirmed,
            "barred": self.barred(person),
        }
        if self.step.state == "closed" and self.settings.paper:
            made["hosts"] = paperless.hosts(self.scope, person)
        if self.step.phase == 1:
            made[f"ticks_{self.step.key}"] = list(mine)
        return made | self._by_item(mine) | {
            f"reason_{item}": words for item, words in why.items()
        }  # fmt: skip

    def _by_item(self, mine: dict[int, int]) -> dict[str, int]:
        """What each has on one's ballot, as the page of this way of voting asks for it."""
        if self.how() == "dots":
            return {f"dots_{i}": mine.get(i, 0) for i in self.on_ballot()}
        if self.how() == "rank":
            return {f"place_{4 - w}": i for i, w in mine.items()}
        return {f"level_{i}": w for i, w in mine.items()} if self.how() == "agree" else {}

    def blank(self) -> Blank | None:
        return blank.form(self) if self.settings.paper else None

    def progress(self) -> tuple[int, int]:
        """Ballots with a tick, of the people the vote is for."""
        return (done := poll.cast(self)), self.audience(done)

    def shown_to_all(self) -> bool:
        """A result that a later step is to show is not told before that step has shown it."""
        shows = [s for s in self.seminar.steps if self.step.key in s.source.split()]
        veiled = self.settings.hide == "shown" and bool(shows)
        return not veiled or any(s.state in ("published", "skipped") for s in shows)

    def outcome(self) -> dict[str, Any]:
        return agreed.outcome(self) if self.settings.mode == "agree" else kept.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)
