"""The thirteen steps."""

from __future__ import annotations

from tests.journeys.after_the_vote import end, go_and_work, sieve_and_agree
from tests.journeys.in_hall import Hall
from tests.journeys.until_the_vote import arrive, open_and_find, read_and_tick


def play(hall: Hall) -> None:
    """The whole seminar."""
    for stage in (arrive, open_and_find, read_and_tick, go_and_work, sieve_and_agree, end):
        stage(hall)
