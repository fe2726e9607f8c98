"""follow: what becomes of the agreements, when people hear from whom, and what was learnt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from methods import clock, followers
from methods.activities.follow import dates, reading, settings, views
from methods.activities.follow.news import Following
from methods.activity import Block
from models import Agreement, Group, Member, Participant
from translations import N_


class Follow(Following):
    id = "follow"
    name = N_("Follow-up")
    needs = frozenset({"agreements", "items"})
    in_own_time = True

    Settings = settings.Settings

    def on_open(self) -> None:
        """After a step that makes no agreements, each item that it handed on is followed as one."""
        source = self.source()
        left_out = source.key not in self.step.source.split()
        if left_out or source.result is None or "agreements" in source.result:
            return
        last = self.db.scalar(
            select(func.max(Agreement.number)).where(Agreement.step_id == self.step.id)
        )
        self.db.add_all([
            Agreement(seminar_id=self.seminar.id, step_id=self.step.id, number=number,
                      item_id=item.id, what=item.title)
            for number, item in enumerate(self.taken(), (last or 0) + 1)
        ])  # fmt: skip
        self.db.flush()

    def agreements(self) -> list[Agreement]:
        """What is followed, by number; what the facilitator has hidden is not."""
        ids = (self.source().result or {}).get("agreements", [])
        return list(self.db.scalars(
            select(Agreement)
            .where(Agreement.id.in_(ids) | (Agreement.step_id == self.step.id),
                   Agreement.hidden.is_(False))
            .order_by(Agreement.number)
        ))  # fmt: skip

    def dates(self) -> dict[str, str]:
        """When people hear from whom; counted from the day of the seminar."""
        start = date.fromtimestamp(self.seminar.opened_at or clock.now())
        return {
            "first": dates.working_days(start, self.settings.first_days).isoformat(),
            "check": (start + timedelta(days=self.settings.check_days)).isoformat(),
            "evaluate": dates.months(start, self.settings.evaluate_months).isoformat(),
        }

    def publish(self) -> dict[str, Any]:
        followers.keep_up(self.db, self.seminar, self.agreements())
        return {"agreements": [a.id for a in self.agreements()]}

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        """Which of them the person takes part in."""
        mine = set(self.db.scalars(
            select(Member.agreement_id).where(Member.participant_id == person.id)
        ))  # fmt: skip
        follows = [a.id for a in self.agreements()
                   if a.id in mine or person.id in (a.collector_id, a.deputy_id)]  # fmt: skip
        return {"follows": follows}

    def outcome(self) -> dict[str, Any]:
        return views.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)
