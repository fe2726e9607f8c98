"""Dates that are counted in months or in working days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

SATURDAY = 5


def months(start: date, count: int) -> date:
    """`count` months after `start`, clamped to the month's end (spec/voting.md §14).

    Six months after 31 August 2025 is 28 February 2026.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def working_days(start: date, count: int) -> date:
    """`count` working days after `start`; weekends and public holidays are skipped."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < SATURDAY and day not in holidays(day.year)
    return day


def holidays(year: int) -> frozenset[date]:
    """Norway's public holidays; those that move go with Easter."""
    moved = (easter(year) + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50))
    fixed = (date(year, *each) for each in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26)))
    return frozenset((*moved, *fixed))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps = century - century // 4 - (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + leaps + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    back = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * back + 114, 31)
    return date(year, month, day + 1)
