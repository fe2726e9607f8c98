"""Where a decision leads: on past steps that are left out, or back for a new round."""

from __future__ import annotations

from storage import Storage
from tests.methods.decide.choosing import BACK_OR_ON, decide, option, options, stage


def test_to_a_later_step_and_those_between_are_left_out(storage: Storage) -> None:
    cast, _ = stage(storage)
    decide(cast, 1)
    cast.facilitator.does("next")
    assert (cast.step().key, cast.step().state) == ("vis", "waiting")
    assert cast.step("ekstra").state == "skipped"


def test_to_an_earlier_step_and_every_step_comes_again(storage: Storage) -> None:
    cast, people = stage(storage, between=True)
    decide(cast, 0, "Vi vet for lite")
    cast.facilitator.does("next")
    assert (cast.step().key, cast.step().round, cast.step().state) == ("saker", 2, "waiting")
    for key in ("midt", "valg"):
        assert (cast.step(key).round, cast.step(key).state) == (2, "waiting")
    first = [s for s in cast.seminar.steps if s.key == "saker" and s.round == 1]
    assert first[0].state == "published"
    assert first[0].result is not None
    cast.facilitator.does("open")
    people[0].does("add", title="Det snør")
    cast.lead_to("valg")
    decide(cast, 1)
    cast.facilitator.does("next")
    assert cast.step().key == "vis"
    cast.facilitator.does("open")
    shown = [c["title"] for c in cast.activity().view("screen")["cards"]]
    assert shown == ["Bussen går ikke", "Det snør"], "what was written in both rounds goes on"


def test_a_step_left_out_by_a_decision_comes_again_when_it_leads_back(storage: Storage) -> None:
    cast, _ = stage(storage, between=True)
    cast.step("midt").state = "skipped"
    cast.db.commit()
    decide(cast, 0)
    cast.facilitator.does("next")
    assert cast.step("midt").state == "waiting"


def test_nowhere_in_particular_is_the_next_step(storage: Storage) -> None:
    cast, _ = stage(storage, options(option("ja"), option("nei", "saker")))
    decide(cast, 0)
    cast.facilitator.does("next")
    assert cast.step().key == "ekstra"


def test_back_is_refused_when_it_has_been_done_often_enough(storage: Storage) -> None:
    cast, _ = stage(storage, BACK_OR_ON, "max_rounds = 2")
    decide(cast, 0)
    cast.facilitator.does("next")
    cast.lead_to("valg")
    cast.facilitator.does("close")
    again, on = cast.step().data["items"]
    assert cast.facilitator.refused("choose", option=again, reason="Igjen") == "no_rounds"
    assert cast.activity().view("console")["last_round"]
    cast.facilitator.does("choose", option=on, reason="Nå er det nok")


def test_the_method_goes_on_when_there_are_no_rounds_left(storage: Storage) -> None:
    cast, _ = stage(storage, BACK_OR_ON, 'rule = "auto"', 'when = ["consensus(saker)"]',
                    "max_rounds = 2")  # fmt: skip
    cast.facilitator.does("next")
    assert (cast.step().key, cast.step().round) == ("saker", 2)
    cast.lead_to("valg")
    cast.facilitator.does("next")
    assert cast.step().key == "vis"


def test_a_decision_that_leads_back_is_never_followed_for_ever(storage: Storage) -> None:
    cast, _ = stage(storage)
    decide(cast, 0)
    cast.facilitator.does("next")
    cast.lead_to("valg")
    decide(cast, 0)
    cast.facilitator.does("next")
    cast.lead_to("valg")
    cast.facilitator.does("close")
    assert cast.step().round == 3
    assert cast.activity().view("console")["can"] == [cast.step().data["items"][1]]
