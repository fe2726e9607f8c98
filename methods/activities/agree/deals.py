"""What every command about an agreement needs: finding it, its members, whose pages change."""

from __future__ import annotations

from methods import following
from methods.activity import Activity
from methods.refusal import Refused
from models import Agreement, Member
from translations import N_

WHAT_MAX, NAME_MAX, CONTACT_MAX, WHEN_MAX = 280, 80, 120, 120


class Deals(Activity):
    """The base of the parts of `agree`."""

    def found(self, agreement_id: int) -> Agreement:
        found = self.db.get(Agreement, agreement_id)
        if found is None or found.step_id != self.step.id:
            raise Refused("no_agreement", N_("That agreement is not here."))
        return found

    def shown(self, agreement_id: int) -> Agreement:
        """The agreement, unless the facilitator has hidden it."""
        found = self.found(agreement_id)
        if found.hidden:
            raise Refused("hidden", N_("The facilitator has hidden that agreement. What was "
                                       "written is kept."))  # fmt: skip
        return found

    def evaluation(self, text: str) -> str:
        """A date for the evaluation: to come, and at most six months after the start."""
        return following.evaluated_by(self.seminar, date_to_come(text))

    def take_part(self, agreement: Agreement) -> None:
        person = self.scope.participant()
        if self.db.get(Member, (agreement.id, person.id)) is None:
            self.db.add(Member(agreement_id=agreement.id, participant_id=person.id))

    def let_be(self, agreement: Agreement, on: bool) -> None:
        """That an elected representative collects it has been accepted, or may not be any more."""
        others = [number for number in self.accepted() if number != agreement.id]
        if on or len(others) < len(self.accepted()):
            data = self.step.data or {}
            self.step.data = {**data, "accepted": [*others, *([agreement.id] if on else [])]}

    def accepted(self) -> list[int]:
        """The agreements whose elected collector the facilitator has accepted, with a reason."""
        found: list[int] = (self.step.data or {}).get("accepted", [])
        return found

    def member_only(self, agreement: Agreement) -> None:
        if self.db.get(Member, (agreement.id, self.scope.participant().id)) is None:
            raise Refused("not_member", N_("Join the agreement first, then change it."))

    def changed(self, *others: int | None) -> None:
        """`others`: participants whose own part is another now, beside the sender's."""
        self.scope.touch("phone", "console", "screen", *(f"own:{p}" for p in others if p))

    def changed_for_all(self) -> None:
        self.scope.touch("phone", "console", "screen", "own:*")


def date_to_come(text: str) -> str:
    """An ISO date that is not past, or empty. Refuses anything else in words."""
    return following.to_come(text) if text.strip() else ""
