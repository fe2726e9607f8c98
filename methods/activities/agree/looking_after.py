"""Who looks after an agreement: its collector, the deputy, and those who take part."""

from __future__ import annotations

from sqlalchemy import select

from methods import followers, following
from methods.activities.agree.deals import CONTACT_MAX, NAME_MAX, Deals
from methods.command import command
from methods.overriding import set_aside
from methods.refusal import Refused
from methods.text import address, clean
from models import Agreement, Member, Participant
from translations import N_


class LookingAfter(Deals):
    @command("participant")
    def collect(self, agreement: int, name: str, contact: str = "", consent_group: bool = False,
                consent_public: bool = False) -> None:  # fmt: skip
        """«Jeg blir samler»: look after it and keep everyone informed."""
        person, found = self.scope.participant(), self.shown(agreement)
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
        found.warned = False
        self.let_be(found, False)
        self.take_part(found)
        self.changed()

    def _collected(self, but: Agreement, name: str) -> int:
        """How many others somebody of this name collects."""
        names = self.db.scalars(select(Agreement.collector_name).where(
            Agreement.step_id == self.step.id, Agreement.id != but.id))  # fmt: skip
        return sum(one.casefold() == name.casefold() for one in names)

    @command("participant")
    def deputise(self, agreement: int, name: str) -> None:
        """Step in if the collector cannot."""
        person, found = self.scope.participant(), self.shown(agreement)
        if found.collector_id == person.id:
            raise Refused("collector", N_("You are the collector. The deputy is another person."))
        if found.deputy_name and found.deputy_id != person.id:
            raise Refused("taken", N_("It has a deputy already. You can still join."))
        found.deputy_id, found.deputy_name = person.id, clean(name, NAME_MAX)
        self.take_part(found)
        self.changed()

    @command("participant")
    def join(self, agreement: int) -> None:
        """«Jeg blir med»."""
        self.take_part(self.shown(agreement))
        self.changed()

    @command("participant")
    def leave(self, agreement: int) -> None:
        """Leave it again. A collector who leaves hands over to the deputy, or leaves it red."""
        person, found = self.scope.participant(), self.shown(agreement)
        member = self.db.get(Member, (found.id, person.id))
        if member is not None:
            self.db.delete(member)
        heir = None
        if found.collector_id == person.id:
            heir, found.warned = found.deputy_id, False
            following.step_down(found, "collector")
        elif found.deputy_id == person.id:
            following.step_down(found, "deputy")
        self.changed(heir)

    @command("facilitator", states=("open", "closed", "published"))
    def warn(self, agreement: int, on: bool = True, reason: str = "") -> None:
        """Say that an elected representative should not be the one who carries it out.

        Where the collector is one, letting it be takes a reason (mission K28).
        """
        found = self.shown(agreement)
        elected = self.db.get(Participant, found.collector_id or 0)
        if not on and elected is not None and elected.role == "elected":
            set_aside(self.scope, "elected", self.step, reason)
            self.let_be(found, True)
        if on and not found.collector_name:
            raise Refused("no_collector", N_("It has no collector yet, so there is nobody to "
                                             "warn."))  # fmt: skip
        found.warned = on
        self.scope.log("warn", self.step, number=found.number, on=on)
        self.changed()

    @command("facilitator", states=("open", "closed", "published"))
    def assign(self, agreement: int, name: str, contact: str = "", reason: str = "",
               email: str = "") -> None:  # fmt: skip
        """The facilitator writes the collector in; a third one for the same person with a reason.

        The same is who has the same name (spec/ovre-eiker.md, «One person collector of three»).
        `email` is where they have said yes to being written to, once it is published.
        """
        found, most = self.shown(agreement), int(self.settings.per_collector)
        email = address(email)
        if self._collected(found, clean(name, NAME_MAX)) >= most:
            set_aside(self.scope, "collector", self.step, reason, most=most)
        self.let_be(found, False)
        found.collector_contact = clean(contact, CONTACT_MAX, required=False)
        before = found.collector_id
        found.collector_name, found.collector_id = clean(name, NAME_MAX), None
        found.warned = False
        found.consent_group = found.consent_public = False
        if self.step.state == "published":
            followers.keep_up(self.db, self.seminar, [found], email)
        self.scope.log("collector", self.step, number=found.number)
        self.changed(before)
