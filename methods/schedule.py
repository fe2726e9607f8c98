"""When people hear from whom: pure rules over dates (spec/reports.md, dates and notices).

A notice is due from a day until a day: one that was missed because the server stood still comes
late, while it still makes sense, and of those that follow each other only the last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from methods.dates import months, working_days

OVER = frozenset({"done", "closed_with_lesson", "withdrawn"})  # nobody is reminded of these
HANDED = frozenset({"declined", "done", "returned"})  # nothing is left to remind of
LATE = timedelta(days=14)  # of silence past a date
GRACE = timedelta(days=30)  # that an evaluation is still asked for
OFFER = timedelta(days=30)  # from the word that a seminar goes until it does
NEWS = timedelta(days=14)  # that the outcome is still news


@dataclass(frozen=True)
class Deal:
    """What the schedule has to know of an agreement."""

    start: date  # when it was made
    status: str = "new"
    hidden: bool = False
    next_date: date | None = None
    handover: date | None = None
    handover_state: str = ""
    evaluate_by: date | None = None
    evaluated: bool = False
    heard: date | None = None  # when its people last told how it goes
    deputy: bool = False
    first_days: int = 3
    check_days: int = 14
    then_days: int = 30
    evaluate_months: int = 6


@dataclass(frozen=True)
class Due:
    """A notice from the day `on` until before `until`, to the first of the roles there is."""

    kind: str
    on: date
    until: date
    to: tuple[str, ...]


def of_seminar(ended: date, today: date) -> list[Due]:
    """At closing: what came out, to all who want news; a draft of the report to who led it."""
    found = [Due("outcome", ended, ended + NEWS, ("everyone",)),
             Due("draft", ended, ended + NEWS, ("facilitator",))]  # fmt: skip
    return [each for each in found if each.on <= today < each.until]


def of_removal(offered: date, today: date) -> list[Due]:
    """Before a seminar is removed whole, who led it hears of it and can keep a copy."""
    due = Due("archive", offered, offered + OFFER, ("facilitator",))
    return [due] if due.on <= today < due.until else []


def of_agreement(deal: Deal, today: date) -> list[Due]:
    """What is due today; nothing of one that is over or hidden."""
    if deal.hidden or deal.status in OVER:
        return []
    return [each for each in _all(deal, today) if each.on <= today < each.until]


def in_hands(deal: Deal, today: date) -> str:
    """Who looks after it now: the collector; after 14 days of silence past a date the deputy, if

    there is one; and 14 days later the municipality's contact.
    """
    late = [each.to[0] for each in _overdue(deal, today) if each.on <= today]
    return late[-1] if late else "collector"


def evaluation(deal: Deal) -> date:
    """The day it is evaluated: at most so many months after it was made."""
    last = months(deal.start, deal.evaluate_months)
    return min(deal.evaluate_by or last, last)


def first_note(deal: Deal) -> date:
    """The day by which the collector has written to everyone."""
    return working_days(deal.start, deal.first_days)


def _all(deal: Deal, today: date) -> Iterator[Due]:
    leads = ("receiver", "collector") if deal.status == "handed_over" else ("collector",)
    if deal.heard is None:
        yield Due("first", working_days(deal.start, 1), first_note(deal) + LATE, leads)
    check, step = deal.start + timedelta(days=deal.check_days), timedelta(days=deal.then_days)
    if today >= check:
        asked = check + (today - check) // step * step
        yield Due("status", asked, asked + step, leads)
    if deal.handover and deal.handover_state not in HANDED and deal.status != "handed_over":
        yield from _handover(deal, deal.handover)
    end = evaluation(deal)
    if not deal.evaluated:
        yield Due("evaluate", end, end + GRACE, leads)
    yield from _overdue(deal, today)


def _handover(deal: Deal, when: date) -> Iterator[Due]:
    """30 and 7 days before; not of a time before the agreement was."""
    before, near = when - timedelta(days=30), when - timedelta(days=7)
    for role in ("collector", "receiver"):
        if before > deal.start:
            yield Due("handover_30", before, near, (role,))
        if near > deal.start:
            yield Due("handover_7", near, when, (role,))


def _overdue(deal: Deal, today: date) -> Iterator[Due]:
    """Silence 14 days past a date goes to the deputy; 14 days more, to the municipality."""
    dates = (deal.next_date, deal.handover, None if deal.evaluated else evaluation(deal))
    passed = max((d for d in dates if d and d + LATE <= today), default=None)
    if passed is None or (deal.heard is not None and deal.heard >= passed):
        return
    at = passed + LATE
    if deal.deputy:
        yield Due("overdue_deputy", at, at + LATE, ("deputy",))
        at += LATE
    yield Due("overdue_contact", at, at + GRACE, ("contact",))
