"""What an agreement has, by the method: plan, evaluation; and who should not be its collector."""

from __future__ import annotations

from datetime import datetime

import pytest

from methods import clock
from methods.catalogue import parse
from methods.faults import BadMethod
from storage import Storage
from tests.cast import Cast
from tests.methods.agreeing import deal, propose, room, told
from tests.plays import method, step
from translations import use


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seminar is held on 31 August 2025."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 8, 31, 12).timestamp())


def test_it_is_evaluated_within_six_months(held: None, cast: Cast) -> None:
    anna, *_ = room(cast)
    assert anna.refused("propose", what="Buss", evaluate_by="2026-03-01") == "late_date"
    anna.does("propose", what="Buss", evaluate_by="2026-02-28", plan_link="Handlingsdelen")
    assert (told(cast)["evaluate_by"], told(cast)["plan_link"]) == ("2026-02-28", "Handlingsdelen")


def test_the_method_says_what_is_required_and_asked(storage: Storage) -> None:
    chosen = method("plan", step("bord", "group", 'by = "table"'),
                    step("avtal", "agree", 'required = ["what", "plan_link"]',
                         'fields = ["collector", "plan_link"]'))  # fmt: skip
    cast = Cast(storage, size=16, method=parse(chosen, "plan.toml"))
    anna = cast.join()
    cast.lead_to("avtal")
    propose(anna)
    view = cast.activity().view("phone")
    assert view["deals"][0]["lacks"] == ["collector", "plan_link"]
    assert view["fields"] == ("collector", "plan_link")


def test_what_is_required_has_to_be_asked() -> None:
    wrong = method("plan", step("bord", "group"),
                   step("avtal", "agree", 'required = ["evaluate_by"]', "fields = []"))  # fmt: skip
    with use("en"), pytest.raises(BadMethod, match="'evaluate_by' is required"):
        parse(wrong, "plan.toml")


def test_an_elected_collector_is_told_of_and_the_facilitator_warns(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    made = propose(anna)
    assert cast.facilitator.refused("warn", agreement=made) == "no_collector"
    bo.person.role = "elected"
    cast.db.commit()
    bo.does("collect", agreement=made, name="Bo")
    assert cast.activity().view("console")["elected"] == [made]
    assert cast.activity().view("phone")["elected"] == []
    assert cast.facilitator.refused("warn", agreement=made, on=False) == "needs_reason"
    cast.facilitator.does("warn", agreement=made, on=False, reason="Hun bor der")
    assert cast.activity().view("console")["elected"] == []
    cast.facilitator.does("warn", agreement=made)
    assert deal(cast, "phone")["warned"]
    assert anna.refused("warn", agreement=made) == "not_allowed"
    cast.facilitator.does("assign", agreement=made, name="Dag")
    assert not deal(cast, "phone")["warned"]


def test_a_third_agreement_takes_the_facilitator(cast: Cast) -> None:
    anna, bo, _ = room(cast)
    first, second, third = (propose(anna, f"Avtale {n}") for n in range(3))
    for made in (first, second):
        bo.does("collect", agreement=made, name="Bo")
    assert bo.refused("collect", agreement=third, name="Bo") == "enough"
    assert cast.facilitator.refused("assign", agreement=third, name="Bo") == "needs_reason"
    cast.facilitator.does("assign", agreement=third, name="Bo", reason="Bare Bo har bil")
    assert cast.activity().view("console")["red"] == 0
