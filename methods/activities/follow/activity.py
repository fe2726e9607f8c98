"""follow: what happens now, and when people hear from whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import select

from methods import clock
from methods.activities.follow import dates
from methods.activity import Activity, Block
from models import Agreement, Group
from translations import N_, _, day


class Follow(Activity):
    id = "follow"
    name = N_("Follow-up")
    takes = True

    class Settings(msgspec.Struct, forbid_unknown_fields=True):
        first_days: int = 3  # working days until the collector's first note
        check_days: int = 14
        evaluate_months: int = 6

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        deals = self._agreements() if self.step.state != "waiting" else []
        return {"dates": Follow.told(self._dates()), "deals": deals,
                "red": sum(1 for d in deals if not d["has_collector"])}  # fmt: skip

    def _dates(self) -> dict[str, str]:
        start = date.fromtimestamp(self.seminar.opened_at or clock.now())
        return {
            "first": dates.working_days(start, self.settings.first_days).isoformat(),
            "check": (start + timedelta(days=self.settings.check_days)).isoformat(),
            "evaluate": dates.months(start, self.settings.evaluate_months).isoformat(),
        }

    def _agreements(self) -> list[dict[str, Any]]:
        ids = (self.source().result or {}).get("agreements", [])
        found = self.db.scalars(
            select(Agreement).where(Agreement.id.in_(ids)).order_by(Agreement.number)
        )
        return [
            {"id": a.id, "number": a.number, "what": a.what, "next_date": a.next_date,
             "has_collector": bool(a.collector_name),
             "collector": a.collector_name if a.consent_public else ""}
            for a in found
        ]  # fmt: skip

    @staticmethod
    def told(days: dict[str, str]) -> list[str]:
        """The dates as sentences."""
        days = {key: day(iso) for key, iso in days.items()}
        return [
            _("Each collector writes to everyone by %(day)s.", day=days["first"]),
            _("We ask how it goes on %(day)s.", day=days["check"]),
            _("The agreements are evaluated by %(day)s.", day=days["evaluate"]),
        ]

    def outcome(self) -> dict[str, Any]:
        return {"dates": self._dates()}

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return [{"kind": "list", "items": Follow.told(outcome["dates"])}]
