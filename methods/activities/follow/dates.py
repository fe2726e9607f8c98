"""The dates of the follow-up: working days, and months that end where the month does."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

SATURDAY = 5


def working_days(start: date, count: int) -> date:
    """`count` working days after `start`; weekends are skipped."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY
    return day


def months(start: date, count: int) -> date:
    """`count` months after `start`, clamped: six after 31 August is 28 February."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
