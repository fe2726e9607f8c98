"""Writing an agreement down and changing it; the facilitator can hide one, with a reason."""

from __future__ import annotations

from sqlalchemy import func, select

from methods.activities.agree.deals import WHAT_MAX, Deals, date_to_come
from methods.command import command
from methods.redacting import redact
from methods.refusal import Refused
from methods.text import clean
from models import Agreement
from translations import N_


class Writing(Deals):
    @command("participant")
    def propose(self, what: str, first_step: str = "", next_date: str = "",
                item: int | None = None, plan_link: str = "",
                evaluate_by: str = "") -> dict[str, int]:  # fmt: skip
        """Write an agreement down. What it still lacks is shown; it is kept all the same."""
        number = self.db.scalar(
            select(func.max(Agreement.number)).where(Agreement.step_id == self.step.id)
        )
        made = Agreement(
            seminar_id=self.seminar.id, step_id=self.step.id, number=(number or 0) + 1,
            item_id=self.item(item).id if item else None, what=clean(what, WHAT_MAX),
            first_step=clean(first_step, WHAT_MAX, required=False),
            next_date=date_to_come(next_date), evaluate_by=self.evaluation(evaluate_by),
            plan_link=clean(plan_link, WHAT_MAX, required=False),
        )  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self.take_part(made)
        self.changed()
        return {"agreement": made.id}

    @command("participant")
    def edit(self, agreement: int, what: str, revision: int, first_step: str = "",
             next_date: str = "", plan_link: str = "",
             evaluate_by: str = "") -> dict[str, int]:  # fmt: skip
        """Change the text; only for its members, and not over somebody else's change."""
        found = self.shown(agreement)
        self.member_only(found)
        if found.revision != revision:
            raise Refused("conflict", N_("Somebody changed this while you wrote. Your text is "
                                         "kept: compare, and save again."),
                          reply={"theirs": found.what, "revision": found.revision})  # fmt: skip
        found.what = clean(what, WHAT_MAX)
        found.first_step = clean(first_step, WHAT_MAX, required=False)
        found.next_date = date_to_come(next_date)
        found.plan_link = clean(plan_link, WHAT_MAX, required=False)
        found.evaluate_by = self.evaluation(evaluate_by)
        found.revision += 1
        self.changed()
        return {"revision": found.revision}

    @command("facilitator", states=("open", "closed", "published"))
    def hide_agreement(self, agreement: int, reason: str) -> None:
        """Take it off every page and out of the report; its members see the reason."""
        found = self.found(agreement)
        found.reason, found.hidden = clean(reason, 200), True
        redact(self.scope, found.what, found.first_step)
        self.scope.log("hide_agreement", self.step, number=found.number)
        self.changed_for_all()

    @command("facilitator", states=("open", "closed", "published"))
    def show_agreement(self, agreement: int) -> None:
        """Show it again, with everybody who takes part in it."""
        found = self.found(agreement)
        found.reason, found.hidden = "", False
        self.scope.log("show_agreement", self.step, number=found.number)
        self.changed_for_all()
