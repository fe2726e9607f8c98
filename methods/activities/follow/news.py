"""What becomes of the agreements: told by those who take part, and kept with its date."""

from __future__ import annotations

from methods import followers, following
from methods.activities.follow.statuses import Status
from methods.activity import Activity
from methods.command import command
from methods.following import NAME_MAX, TEXT_MAX
from methods.refusal import Refused
from methods.text import address, clean
from models import Agreement, Member
from translations import N_

CONTACT_MAX = 120
LED = ("open", "closed", "published")


class Following(Activity):
    """The commands of `follow`."""

    def agreements(self) -> list[Agreement]:
        raise NotImplementedError

    # --- those who take part -----------------------------------------------------------------

    @command("participant")
    def update(self, agreement: int, text: str) -> None:
        """Tell the others how it goes."""
        self._tell(self._mine(agreement), "update", clean(text, TEXT_MAX, lines=True))

    @command("participant")
    def set_status(self, agreement: int, status: Status) -> None:
        """How it goes, in one word."""
        self._tell(self._mine(agreement), "status", status=status)

    @command("participant")
    def ask_help(self, agreement: int, text: str = "") -> None:
        """Say that it stands still, and what would help: it turns red on every page."""
        following.how_it_goes(self.db, self._mine(agreement), "needs_help", text)
        self._changed()

    @command("participant")
    def lesson(self, agreement: int, text: str) -> None:
        """It ends here, with what was learnt. A lesson is worth as much as a result."""
        following.how_it_goes(self.db, self._mine(agreement), "closed_with_lesson", text)
        self._changed()

    @command("participant")
    def leave(self, agreement: int) -> None:
        """Take part no more. A collector who leaves hands over to the deputy, or leaves it red."""
        found, person = self._mine(agreement), self.scope.participant()
        member = self.db.get(Member, (found.id, person.id))
        if member is not None:
            self.db.delete(member)
        heir = found.deputy_id if found.collector_id == person.id else None
        if person.id in (found.collector_id, found.deputy_id):
            following.step_down(found, "collector" if found.collector_id == person.id else "deputy")
        followers.keep_up(self.db, self.seminar, [found])
        self._changed(heir)

    # --- the facilitator ---------------------------------------------------------------------

    @command("facilitator", states=LED)
    def reassign(self, agreement: int, name: str, contact: str = "", email: str = "") -> None:
        """Write in another collector, when the one who was cannot any more.

        `email` is where they have said yes to being written to.
        """
        found, email = self._found(agreement), address(email)
        before, told = found.collector_id, clean(name, NAME_MAX)
        found.collector_contact = clean(contact, CONTACT_MAX, required=False)
        found.collector_name, found.collector_id = told, None
        found.consent_group = found.consent_public = False
        followers.keep_up(self.db, self.seminar, [found], email)
        self.scope.log("reassign", self.step, number=found.number)
        self._changed(before)

    @command("facilitator", states=LED)
    def remind(self, agreement: int) -> None:
        """Ask those who take part how it goes."""
        found = self._found(agreement)
        self.scope.log("remind", self.step, number=found.number)
        self._tell(found, "reminder")

    @command("facilitator", states=LED)
    def close_agreement(self, agreement: int, status: Status, text: str = "") -> None:
        """Write down how it ended, with a lesson if there is one."""
        found, told = self._found(agreement), clean(text, TEXT_MAX, required=False, lines=True)
        if status == "closed_with_lesson" and not told:
            raise Refused("no_lesson", N_("Write what was learnt, or choose another ending."))
        self.scope.log("close_agreement", self.step, number=found.number)
        self._tell(found, "lesson" if told else "status", told, status=status)

    # --- how ---------------------------------------------------------------------------------

    def _found(self, agreement_id: int) -> Agreement:
        found = next((a for a in self.agreements() if a.id == agreement_id), None)
        if found is None:
            raise Refused("no_agreement", N_("That agreement is not here."))
        return found

    def _mine(self, agreement_id: int) -> Agreement:
        """The agreement, if the person takes part in it."""
        found, person = self._found(agreement_id), self.scope.participant()
        member = self.db.get(Member, (found.id, person.id)) is not None
        if not member and person.id not in (found.collector_id, found.deputy_id):
            raise Refused("not_member", N_("Only those who take part in it can tell how it goes."))
        return found

    def _tell(self, found: Agreement, kind: str, text: str = "", status: str = "") -> None:
        following.tell(self.db, found, kind, text, status)
        self._changed()

    def _changed(self, *others: int | None) -> None:
        self.scope.touch("phone", "console", "screen", *(f"own:{p}" for p in others if p))
