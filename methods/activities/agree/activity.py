"""agree: deals with a named collector. One without a collector is red, and never dropped."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from methods import followers
from methods.activities.agree import reading, settings, views
from methods.activities.agree.handing import Handing
from methods.activities.agree.looking_after import LookingAfter
from methods.activities.agree.settings import FIELDS
from methods.activities.agree.writing import Writing
from methods.activity import Block
from methods.faults import shown
from models import Agreement, Group, Member, Participant
from translations import N_, _


class Agree(Writing, LookingAfter, Handing):
    id = "agree"
    name = N_("Agreement")
    gives = frozenset({"agreements"})

    Settings = settings.Settings

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        """An agreement may start from what was chosen or worked on; it need not."""
        return frozenset({"items", "sheets"})

    @classmethod
    def faults(cls, settings: dict[str, Any], key: str, keys: list[str]) -> list[tuple[str, str]]:
        """What is required is also asked."""
        unasked = set(settings["required"]) & set(FIELDS) - set(settings["fields"])
        return [("fields", _("%(name)s is required, and has to be among them", name=shown(one)))
                for one in sorted(unasked)]  # fmt: skip

    def publish(self) -> dict[str, Any]:
        """Also the hidden ones: they may be shown again, and are then followed up as the others."""
        made = self.agreements() + self.agreements(hidden=True)
        followers.keep_up(self.db, self.seminar, made)
        return {"agreements": sorted(a.id for a in made)}

    # --- what is shown -----------------------------------------------------------------------

    def agreements(self, *, hidden: bool = False) -> list[Agreement]:
        """The agreements by number: those that are shown, or those that are hidden."""
        return list(self.db.scalars(
            select(Agreement)
            .where(Agreement.step_id == self.step.id, Agreement.hidden.is_(hidden))
            .order_by(Agreement.number)
        ))  # fmt: skip

    def lacks(self, agreement: Agreement) -> list[str]:
        """What is missing: collector first, then the required fields that are empty."""
        asked = "collector" in self.settings.fields
        missing = ["collector"] if asked and not agreement.collector_name else []
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
        joined = set(mine)
        hidden = [{"id": a.id, "what": a.what, "reason": a.reason}
                  for a in self.agreements(hidden=True) if a.id in joined]  # fmt: skip
        return {"joined": sorted(joined), "collects": collects, "hidden_deals": hidden,
                "elected": person.role == "elected" and bool(collects)}  # fmt: skip

    def outcome(self) -> dict[str, Any]:
        return views.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)
