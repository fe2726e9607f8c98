"""How it goes with an agreement: the nine statuses of spec/reports.md."""

from __future__ import annotations

from typing import Literal, get_args

from methods import clock
from methods.schedule import OVER as OVER
from models import Agreement
from translations import N_

Status = Literal["new", "under_way", "on_hold", "needs_help", "handed_over", "done",
                 "closed_with_lesson", "withdrawn", "dormant"]  # fmt: skip
STATUSES: tuple[str, ...] = get_args(Status)
LABELS = {
    "new": N_("new"),
    "under_way": N_("under way"),
    "on_hold": N_("on hold"),
    "needs_help": N_("needs help"),
    "handed_over": N_("handed over"),
    "done": N_("done"),
    "closed_with_lesson": N_("closed, with a lesson"),
    "withdrawn": N_("withdrawn"),
    "dormant": N_("dormant"),
}
KINDS = {
    "update": N_("News"),
    "status": N_("Status"),
    "help": N_("Asks for help"),
    "lesson": N_("Lesson"),
    "reminder": N_("Reminder"),
    "unchanged": N_("Nothing has changed"),
    "date": N_("Another date"),
    "handover": N_("Handover"),
    "collector": N_("Another collector"),
    "evaluation": N_("What came of it"),
}
MEANWHILE = 14  # days that the municipality looks after one without a collector


def standing(agreement: Agreement, held: float | None) -> str:
    """The status now. Without a collector it rests after 14 days, still for all to see.

    `held` is when the seminar was (epoch seconds). The rule: spec/ovre-eiker.md, agreement
    without collector.
    """
    waited = clock.now() - (held or clock.now()) > MEANWHILE * 24 * 3600
    alone = not agreement.collector_name and agreement.status == "new"
    return "dormant" if alone and waited else agreement.status
