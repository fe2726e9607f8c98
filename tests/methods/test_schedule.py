"""When people hear from whom: the rules of spec/reports.md, on the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from methods.dates import easter, working_days
from methods.schedule import OVER, Deal, Due, of_agreement, of_seminar

HELD = date(2026, 12, 1)  # a Tuesday
DEAL = Deal(HELD, next_date=date(2027, 1, 10), handover=date(2027, 3, 1), deputy=True)


def told(deal: Deal, days: int) -> list[tuple[str, date, tuple[str, ...]]]:
    """Each notice on the first day it is due, when the days are gone through one by one."""
    seen: dict[Due, date] = {}
    for n in range(days):
        for due in of_agreement(deal, HELD + timedelta(days=n)):
            seen.setdefault(due, HELD + timedelta(days=n))
    assert all(due.on == day for due, day in seen.items())
    return [(due.kind, due.on, due.to) for due in seen]


def test_a_year_of_an_agreement_nobody_tells_of() -> None:
    found = told(DEAL, 366)
    status = [on for kind, on, _to in found if kind == "status"]
    assert status[:3] == [date(2026, 12, 15), date(2027, 1, 14), date(2027, 2, 13)]
    assert len(status) == 12
    rest = [(kind, str(on), *to) for kind, on, to in found if kind != "status"]
    assert rest == [
        ("first", "2026-12-02", "collector"),
        ("overdue_deputy", "2027-01-24", "deputy"),
        ("handover_30", "2027-01-30", "collector"),
        ("handover_30", "2027-01-30", "receiver"),
        ("overdue_contact", "2027-02-07", "contact"),
        ("handover_7", "2027-02-22", "collector"),
        ("handover_7", "2027-02-22", "receiver"),
        ("overdue_deputy", "2027-03-15", "deputy"),
        ("overdue_contact", "2027-03-29", "contact"),
        ("evaluate", "2027-06-01", "collector"),
        ("overdue_deputy", "2027-06-15", "deputy"),
        ("overdue_contact", "2027-06-29", "contact"),
    ]


@pytest.mark.parametrize("status", sorted(OVER))
def test_nothing_is_due_of_one_that_is_over_or_hidden(status: str) -> None:
    assert told(replace(DEAL, status=status), 366) == []
    assert told(replace(DEAL, hidden=True), 366) == []


def test_one_that_tells_past_its_date_is_not_overdue() -> None:
    heard = replace(DEAL, handover=None, heard=date(2027, 6, 2))
    assert not [kind for kind, *_rest in told(heard, 366) if kind.startswith("overdue")]


def test_without_a_deputy_the_municipality_hears_at_once() -> None:
    alone = replace(DEAL, handover=None, deputy=False)
    assert ("overdue_contact", date(2027, 1, 24), ("contact",)) in told(alone, 60)


def test_after_a_long_standstill_only_what_makes_sense_comes() -> None:
    found = {due.kind for due in of_agreement(DEAL, date(2027, 2, 23))}
    assert found == {"status", "handover_7", "overdue_contact"}


def test_no_handover_reminder_is_older_than_the_agreement() -> None:
    soon = replace(DEAL, next_date=None, handover=HELD + timedelta(days=20))
    assert not [kind for kind, *_rest in told(soon, 20) if kind == "handover_30"]


def test_an_evaluation_is_never_later_than_half_a_year() -> None:
    late = replace(DEAL, evaluate_by=date(2028, 1, 1))
    assert ("evaluate", date(2027, 6, 1), ("collector",)) in told(late, 366)


def test_the_outcome_is_news_for_two_weeks_from_closing() -> None:
    assert [d.kind for d in of_seminar(HELD, HELD)] == ["outcome", "draft"]
    assert of_seminar(HELD, HELD + timedelta(days=14)) == []


def test_easter_and_christmas_are_no_working_days() -> None:
    assert easter(2026) == date(2026, 4, 5) and easter(2027) == date(2027, 3, 28)
    assert working_days(date(2026, 4, 1), 3) == date(2026, 4, 9)
    assert working_days(date(2026, 12, 23), 3) == date(2026, 12, 29)
