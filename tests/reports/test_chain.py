"""Granvik's day, followed: from agreements to their first words, from problems to their fate."""

from __future__ import annotations

from collections import Counter

import pytest

from reports import fates
from reports.chain import Chain, fate
from reports.searching import search
from tests.reports.conftest import Day
from translations import use


@pytest.fixture
def chain(day: Day) -> Chain:
    return Chain(day.told)


def test_each_agreement_leads_back_to_a_problem_as_it_was_first_written(chain: Chain) -> None:
    assert len(chain.agreements) == 7
    for agreement in chain.agreements:
        problem, idea = chain.came_from(agreement), chain.idea_of(agreement)
        assert problem and idea and idea["topic"] == problem["number"]
        assert problem["title"].startswith("Bord ") and fate(problem) == fate(idea) == "on"
        assert agreement in chain.led_to("problem", problem)
        assert agreement in chain.led_to("idea", idea)
        assert chain.sheets("idea", idea), "what was worked out about the idea"


def test_a_merged_problem_leads_to_the_agreements_it_is_under(chain: Chain) -> None:
    merged = [p for p in chain.outcome["problems"] if p["merged_into"]]
    led = [p for p in merged if chain.led_to("problem", p)]
    assert (len(merged), Counter(map(fate, merged))) == (5, {"merged": 5})
    for one in led:
        for agreement in chain.led_to("problem", one):
            problem = chain.came_from(agreement)
            assert problem and one in chain.voices(problem)
    assert led, "at least one that was merged grew into an agreement"


def test_every_problem_has_a_fate_and_a_reason(chain: Chain) -> None:
    every = chain.outcome["problems"]
    assert Counter(map(fate, every)) == {"on": 10, "near": 2, "aside": 62, "merged": 5}
    with use("nb"):
        reasons = {p["number"]: fates.why(chain, "problem", p) for p in every}
    assert all(reasons.values())
    last = next(p for p in every if p["ticks"] == 15 and fate(p) == "aside")
    assert (
        reasons[last["number"]] == "Den fikk 15 kryss. Den siste som gikk videre, hadde 21 kryss."
    )
    near = next(p for p in every if fate(p) == "near")
    assert "like mange som den siste som gikk videre" in reasons[near["number"]]
    parked = next(p for p in every if fate(p) == "on" and not (chain.place(p) or {})["taken"])
    assert "Ingen tok den" in reasons[parked["number"]]


def test_a_citizen_finds_her_own_sentence(chain: Chain) -> None:
    kind, first = search(chain, "  bord 3, problem 2: ÆRLIG talt!")[0]
    assert (kind, first["title"]) == ("problem", "Bord 3, problem 2: ærlig talt")
    assert search(chain, "idé 4.1")[0][1]["title"] == "Idé 4.1"
    assert search(chain, "kommunestyret vedtok noe helt annet") == search(chain, " ?! ") == []


def test_the_report_tells_how_each_agreement_came_about(chain: Chain) -> None:
    for language in ("nb", "nn", "en"):
        with use(language):
            told, back = fates.blocks(chain.outcome)
        assert len(back["rows"]) == 7
        assert told["text"].startswith("79 ")
        assert all(len(row) == len(back["head"]) for row in back["rows"])
