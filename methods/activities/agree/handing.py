"""Who owns what was agreed, and who takes it over later."""

from __future__ import annotations

from typing import Literal

from methods import following
from methods.activities.agree.deals import WHEN_MAX, Deals
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from translations import N_

Owner = Literal["municipality", "volunteers", "business", "residents", "other_agency"]


class Handing(Deals):
    @command("participant")
    def hand_over(self, agreement: int, owner_now: Owner, owner_later: Owner,
                  when: str = "") -> None:  # fmt: skip
        """Who owns it now, who takes it over later, and when or on what condition."""
        found = self.shown(agreement)
        self.member_only(found)
        found.handover_when = clean(when, WHEN_MAX, required=False)
        found.owner_now, found.owner_later = owner_now, owner_later
        found.handover_state = "planned" if owner_now != owner_later else ""
        self.changed()

    @command("participant", "facilitator")
    def accept_handover(self, agreement: int, accept: bool) -> None:
        """The receiver says yes or no, not the collector who offers it. A no keeps the owner."""
        found = self.shown(agreement)
        if self.scope.actor.role == "participant" and \
                found.collector_id == self.scope.actor.id:  # fmt: skip
            raise Refused("giver", N_("The one who takes it over answers. Let them do it on "
                                      "their phone, or ask the facilitator."))  # fmt: skip
        following.moved(found, "accepted" if accept else "declined", ("planned",))
        self.scope.log("handover", self.step, number=found.number, accepted=accept)
        self.changed()
