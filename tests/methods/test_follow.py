"""What happens now: the dates people are promised (spec/voting.md §14), and what stays red."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from methods import clock
from methods.activities.follow.dates import months, working_days
from tests.cast import Cast
from translations import use


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 11, 24), date(2027, 5, 24)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_six_months_end_where_the_month_does(start: date, end: date) -> None:
    assert months(start, 6) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday → Thursday
        (date(2026, 11, 26), date(2026, 12, 1)),  # Thursday → Tuesday
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday → Wednesday
    ],
)
def test_three_working_days_skip_the_weekend(start: date, end: date) -> None:
    assert working_days(start, 3) == end


def test_the_dates_are_counted_from_the_day_itself(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = datetime(2025, 8, 31, 12).timestamp()
    monkeypatch.setattr(clock, "now", lambda: held)
    cast.lead_to("etter")
    assert cast.activity().outcome()["dates"] == {
        "first": "2025-09-03", "check": "2025-09-14", "evaluate": "2026-02-28"}  # fmt: skip
    with use("nn"):
        told = cast.activity().view("phone")["dates"]
    assert told[2] == "Avtalane blir evaluerte innan 28. februar 2026."


def test_an_agreement_without_a_collector_is_still_there_and_red(cast: Cast) -> None:
    anna = cast.join()
    cast.lead_to("avtaler")
    anna.does("propose", what="Nattbuss på prøve")
    with_one = anna.does("propose", what="Åpen kafé")["agreement"]
    anna.does("collect", agreement=with_one, name="Anna Å", consent_group=True)
    cast.lead_to("etter")
    view = cast.activity().view("screen")
    assert [(d["what"], d["has_collector"]) for d in view["deals"]] == [
        ("Nattbuss på prøve", False), ("Åpen kafé", True)]  # fmt: skip
    assert view["red"] == 1
    assert view["deals"][1]["collector"] == ""  # no yes to the public page
