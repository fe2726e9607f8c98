"""agree: deals with a named collector. One without a collector is red, and never dropped."""

from __future__ import annotations

import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import func, select

from methods import clock
from methods.activities.agree import reading, views
from methods.activity import Activity, Block
from methods.command import command
from methods.refusal import Refused
from methods.text import clean
from models import Agreement, Group, Member, Participant
from translations import N_

WHAT_MAX, NAME_MAX, CONTACT_MAX, WHEN_MAX = 280, 80, 120, 120
Required = Literal["what", "first_step", "next_date"]
Owner = Literal["municipality", "volunteers", "business", "residents", "other_agency"]


class Agree(Activity):
    id = "agree"
    name = N_("Agreement")

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        required: tuple[Required, ...] = ("what", "first_step", "next_date")
        per_collector: int = 2

    # --- making and changing one -------------------------------------------------------------

    @command("participant")
    def propose(self, what: str, first_step: str = "", next_date: str = "",
                item: int | None = None) -> dict[str, int]:  # fmt: skip
        """Write an agreement down. What it still lacks is shown; it is kept all the same."""
        number = self.db.scalar(
            select(func.max(Agreement.number)).where(Agreement.step_id == self.step.id)
        )
        made = Agreement(
            seminar_id=self.seminar.id, step_id=self.step.id, number=(number or 0) + 1,
            item_id=self.item(item).id if item else None, what=clean(what, WHAT_MAX),
            first_step=clean(first_step, WHAT_MAX, required=False), next_date=_date(next_date),
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._join(made)
        self._changed()
        return {"agreement": made.id}

    @command("participant")
    def edit(self, agreement: int, what: str, revision: int, first_step: str = "",
             next_date: str = "") -> dict[str, int]:  # fmt: skip
        """Change the text; only for its members, and not over somebody else's change."""
        found = self._found(agreement)
        self._member_only(found)
        if found.revision != revision:
            raise Refused("conflict", N_("Somebody changed this while you wrote. Your text is "
                                         "kept: compare, and save again."),
                          reply={"theirs": found.what, "revision": found.revision})  # fmt: skip
        found.what = clean(what, WHAT_MAX)
        found.first_step = clean(first_step, WHAT_MAX, required=False)
        found.next_date = _date(next_date)
        found.revision += 1
        self._changed()
        return {"revision": found.revision}

    # --- people ------------------------------------------------------------------------------

    @command("participant")
    def collect(self, agreement: int, name: str, contact: str = "", consent_group: bool = False,
                consent_public: bool = False) -> None:  # fmt: skip
        """«Jeg blir samler»: look after it and keep everyone informed."""
        person, found = self.scope.participant(), self._found(agreement)
        if found.collector_name and found.collector_id != person.id:
            raise Refused("taken", N_("It has a collector already. Become the deputy, or join."))
        others = self.scope.count(Agreement, Agreement.step_id == self.step.id,
                                  Agreement.collector_id == person.id,
                                  Agreement.id != found.id)  # fmt: skip
        if others >= self.settings.per_collector:
            raise Refused("enough", N_("You are the collector of %(n)s already. Ask the "
                                       "facilitator if you want one more."), n=others)  # fmt: skip
        found.collector_name = clean(name, NAME_MAX)
        found.collector_contact = clean(contact, CONTACT_MAX, required=False)
        found.collector_id = person.id
        if found.deputy_id == person.id:
            found.deputy_id, found.deputy_name = None, ""
        found.consent_group, found.consent_public = consent_group, consent_public
        self._join(found)
        self._changed()

    @command("participant")
    def deputise(self, agreement: int, name: str) -> None:
        """Step in if the collector cannot."""
        person, found = self.scope.participant(), self._found(agreement)
        if found.collector_id == person.id:
            raise Refused("collector", N_("You are the collector. The deputy is another person."))
        if found.deputy_name and found.deputy_id != person.id:
            raise Refused("taken", N_("It has a deputy already. You can still join."))
        found.deputy_id, found.deputy_name = person.id, clean(name, NAME_MAX)
        self._join(found)
        self._changed()

    @command("participant")
    def join(self, agreement: int) -> None:
        """«Jeg blir med»."""
        self._join(self._found(agreement))
        self._changed()

    @command("participant")
    def leave(self, agreement: int) -> None:
        """Leave it again. A collector who leaves hands over to the deputy, or leaves it red."""
        person, found = self.scope.participant(), self._found(agreement)
        member = self.db.get(Member, (found.id, person.id))
        if member is not None:
            self.db.delete(member)
        if found.deputy_id == person.id:
            found.deputy_id, found.deputy_name = None, ""
        heir = found.deputy_id if found.collector_id == person.id else None
        if found.collector_id == person.id:
            found.collector_id, found.collector_name = found.deputy_id, found.deputy_name
            found.collector_contact, found.deputy_id, found.deputy_name = "", None, ""
            found.consent_group = found.consent_public = False
        self._changed(heir)

    @command("participant")
    def hand_over(self, agreement: int, owner_now: Owner, owner_later: Owner,
                  when: str = "") -> None:  # fmt: skip
        """Who owns it now, who takes it over later, and when or on what condition."""
        found = self._found(agreement)
        self._member_only(found)
        found.handover_when = clean(when, WHEN_MAX, required=False)
        found.owner_now, found.owner_later = owner_now, owner_later
        found.handover_state = "planned" if owner_now != owner_later else ""
        self._changed()

    @command("participant", "facilitator")
    def answer_handover(self, agreement: int, accept: bool) -> None:
        """The receiver says yes or no, not the collector who offers it. A no keeps the owner."""
        found = self._found(agreement)
        if self.scope.actor.role == "participant" and \
                found.collector_id == self.scope.actor.id:  # fmt: skip
            raise Refused("giver", N_("The one who takes it over answers. Let them do it on "
                                      "their phone, or ask the facilitator."))  # fmt: skip
        if found.handover_state != "planned":
            raise Refused("no_handover", N_("Nothing has been offered here."))
        found.handover_state = "accepted" if accept else "declined"
        self.scope.log("handover", self.step, number=found.number, accepted=accept)
        self._changed()

    @command("facilitator", states=("open", "closed", "published"))
    def assign(self, agreement: int, name: str, contact: str = "") -> None:
        """The facilitator writes the collector in, also a third one for the same person."""
        found = self._found(agreement)
        found.collector_contact = clean(contact, CONTACT_MAX, required=False)
        before = found.collector_id
        found.collector_name, found.collector_id = clean(name, NAME_MAX), None
        found.consent_group = found.consent_public = False
        self.scope.log("assign", self.step, number=found.number)
        self._changed(before)

    def publish(self) -> dict[str, Any]:
        return {"agreements": [a.id for a in self.agreements()]}

    # --- what is shown -----------------------------------------------------------------------

    def agreements(self) -> list[Agreement]:
        return list(self.db.scalars(
            select(Agreement)
            .where(Agreement.step_id == self.step.id, Agreement.hidden.is_(False))
            .order_by(Agreement.number)
        ))  # fmt: skip

    def lacks(self, agreement: Agreement) -> list[str]:
        """What is missing: collector first, then the required fields that are empty."""
        missing = [] if agreement.collector_name else ["collector"]
        return missing + [key for key in self.settings.required if not getattr(agreement, key)]

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        mine = self.db.scalars(
            select(Member.agreement_id)
            .join(Agreement, Agreement.id == Member.agreement_id)
            .where(Member.participant_id == person.id, Agreement.step_id == self.step.id)
        )
        collects = [a.id for a in self.agreements() if a.collector_id == person.id]
        return {"joined": list(mine), "collects": collects}

    def outcome(self) -> dict[str, Any]:
        return views.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _found(self, agreement_id: int) -> Agreement:
        found = self.db.get(Agreement, agreement_id)
        if found is None or found.step_id != self.step.id:
            raise Refused("no_agreement", N_("That agreement is not here."))
        return found

    def _join(self, agreement: Agreement) -> None:
        person = self.scope.participant()
        if self.db.get(Member, (agreement.id, person.id)) is None:
            self.db.add(Member(agreement_id=agreement.id, participant_id=person.id))

    def _member_only(self, agreement: Agreement) -> None:
        if self.db.get(Member, (agreement.id, self.scope.participant().id)) is None:
            raise Refused("not_member", N_("Join the agreement first, then change it."))

    def _changed(self, *others: int | None) -> None:
        """`others`: participants whose own part is another now, beside the sender's."""
        self.scope.touch("phone", "console", "screen", *(f"own:{p}" for p in others if p))


def _date(text: str) -> str:
    """An ISO date that is not past, or empty. Refuses anything else in words."""
    if not text.strip():
        return ""
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("bad_date", N_("That is not a date. Write it as 2026-12-24.")) from None
    if day < datetime.date.fromtimestamp(clock.now()):
        raise Refused("past_date", N_("That date has passed. Choose one that is to come."))
    return day.isoformat()
