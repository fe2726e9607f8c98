"""Granvik's whole day as its outcome tells it: every number of spec/scenarios.md (a) 1–5.

The seminar is played once to its end; each test then reads what was kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from methods.activities.vote import recount
from reports.outcome import outcome
from reports.reading import sections
from tests.conftest import fresh
from tests.methods.granvik import PROBLEMS, SIEVE, VOTES, WALKS, Granvik
from translations import use

Told = dict[str, Any]
PARTS = [[8, 7, 7], [8, 7], [12], [11], [9], [8], [7], [6], [4], []]  # groups by topic


@pytest.fixture(scope="module")
def granvik(migrated: Path | str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Granvik]:
    with fresh(migrated, tmp_path_factory.mktemp("granvik")) as storage:
        made = Granvik(storage)
        made.to_the_end()
        yield made
        made.cast.close()


@pytest.fixture(scope="module")
def told(granvik: Granvik) -> Told:
    return outcome(granvik.cast.db, granvik.cast.seminar)


@pytest.fixture(scope="module")
def steps(told: Told) -> dict[str, Told]:
    """What came of each step, by its key."""
    return {step["key"]: step["outcome"] for step in told["steps"]}


def text(told: Told, step: str, language: str = "nb") -> str:
    """What the report says of a step, without its tables."""
    with use(language):
        found = next(s for s in sections(told) if s["id"] == f"{step}-1")
    return " ".join(
        block.get("text") or block.get("caption") or " ".join(block.get("items", ()))
        for block in found["blocks"]
    )


# --- who came and what they wrote ----------------------------------------------------------------


def test_96_at_twelve_tables(told: Told, steps: dict[str, Told]) -> None:
    assert (told["participation"]["present"], told["participation"]["tables"]) == (96, 12)
    assert told["participation"]["languages"] == {"nb": 96}
    assert (steps["ankomst"]["people"], steps["ankomst"]["spread"]) == (
        96, [{"people": 8, "tables": 12}])  # fmt: skip
    assert told["seminar"]["state"] == "ended"
    assert [step["round"] for step in told["steps"]] == [1] * 13


def test_79_problems_are_74_after_five_merges(told: Told, steps: dict[str, Told]) -> None:
    by_table = Counter(problem["group"] for problem in told["problems"])
    assert [by_table[number] for number in range(1, 13)] == PROBLEMS
    merged = [p for p in told["problems"] if p["merged_into"] is not None]
    assert (len(told["problems"]), len(merged)) == (79, 5)
    assert sum(i["merged_into"] is None for i in steps["samle"]["items"]) == 74
    assert [c["what"] for c in told["changes"]].count("merge") == 6
    assert "74 problemstillinger ble tatt med videre. 5 ble slått sammen" in text(told, "samle")


# --- the vote ------------------------------------------------------------------------------------


def test_94_of_96_gave_906_ticks(told: Told, steps: dict[str, Told]) -> None:
    huk = steps["huk"]
    assert (huk["ballots"], huk["present"], huk["ticks"], huk["budget"]) == (94, 96, 906, 10)
    assert (huk["target"], huk["natural_break"]) == (10, 12)
    assert [row["votes"] for row in huk["ranking"]] == VOTES
    assert "94 av 96 stemte (97,9 %). Hver hadde 10 kryss. 906 kryss ble satt." in text(told, "huk")
    assert "94 of 96 voted (97.9 %)." in text(told, "huk", "en")


def test_four_of_the_94_voted_on_paper(told: Told, steps: dict[str, Told]) -> None:
    assert told["participation"]["without_phone"] == 4
    huk = steps["huk"]
    assert {k: huk["paper"][k] for k in ("ballots", "ticks", "batched")} == {
        "ballots": 4, "ticks": 40, "batched": 4}  # fmt: skip
    assert sum(row["paper"] for row in huk["ranking"]) == 40
    lines = [(x["kind"], x.get("table"), x["ballots"], x["ticks"], x.get("by"))
             for x in huk["account"]["lines"]]  # fmt: skip
    assert lines == [("phones", None, 90, 866, None), ("batch", 12, 4, 40, "facilitator")]
    assert "90 ballots by phone and 4 on paper are one count." in text(told, "huk", "en")
    first = huk["ranking"][0]
    with use("nb"):
        assert f"(herav {first['paper']} på papir)" in str(sections(told))


def test_the_kept_ballots_are_those_given_and_count_to_the_same(
    granvik: Granvik, steps: dict[str, Told]
) -> None:
    """Neither the merges, the run-off nor five who walked have changed any."""
    number = granvik.numbers()
    given = sorted(sorted(number[item] for item in ballot) for ballot in granvik.ballots)
    assert steps["huk"]["cast"] == given
    assert recount.ranking(steps["huk"]) == recount.kept(steps["huk"])
    again = Counter(number for ballot in given for number in ballot)
    again.update({number[item]: n for item, n in granvik.batch.items()})
    assert {r["number"]: r["votes"] for r in steps["huk"]["ranking"] if r["votes"]} == again


def test_the_run_off_is_told_with_its_votes(told: Told, steps: dict[str, Told]) -> None:
    tie = steps["huk"]["tie"]
    tenth = [row["number"] for row in steps["huk"]["ranking"][9:12]]
    assert (tie["choice"], tie["suggestion"], tie["above"], tie["places"]) == (
        "runoff", "include", 9, 1)  # fmt: skip
    assert (tie["tied"], tie["losers"]) == (tenth, tenth[1:])
    assert [(r["number"], r["votes"]) for r in tie["runoff"]] == list(
        zip(tenth, (35, 31, 22), strict=True))  # fmt: skip
    assert "Bord 2, problem 3: ærlig talt: 35;" in text(told, "huk")


def test_ten_go_on_and_two_are_nearly_in(told: Told, steps: dict[str, Told]) -> None:
    roots = [p for p in told["problems"] if p["merged_into"] is None]
    assert sum(p["shortlisted"] for p in roots) == 10
    assert [p["rank"] for p in roots if p["near_miss"]] == [10, 10]
    assert [(c["place"], c["votes"]) for c in steps["de_ti"]["cards"]] == list(
        enumerate(VOTES[:10], 1))  # fmt: skip
    assert steps["de_ti"]["near"] == [p["title"] for p in roots if p["near_miss"]]


# --- the topics, the ideas and the second sieve --------------------------------------------------


def test_94_walked_to_twelve_groups_on_nine_topics(told: Told, steps: dict[str, Told]) -> None:
    topics = steps["saker"]["topics"]
    assert steps["saker"]["people"] == 94
    assert [t["people"] for t in topics] == WALKS
    found = [sorted((g["people"] for g in t["groups"]), reverse=True) for t in topics]
    assert found == PARTS
    assert [t["taken"] for t in topics] == [True] * 9 + [False]
    assert sum(len(t["groups"]) for t in topics) == len(steps["ideer"]["sheets"]) == 12
    assert "Én sak ble prioritert, men ingen tok den:" in text(told, "saker")


def test_five_moved_once_and_two_settled_nowhere(granvik: Granvik, steps: dict[str, Told]) -> None:
    assert [t["stopped_by"] for t in steps["saker"]["topics"]] == [0, 0, 0, 5, *[0] * 6]
    assert granvik.cast.activity("saker").view("console")["people"] == 96
    nowhere = [p for p in granvik.people if p.own("saker")["place"] is None]
    assert len(nowhere) == 2


def test_19_ideas_are_sieved_to_seven(told: Told, steps: dict[str, Told]) -> None:
    sil = steps["sil"]
    assert (sil["ballots"], sil["ticks"], sil["budget"]) == (91, 441, 5)
    assert [row["votes"] for row in sil["ranking"]] == SIEVE
    assert sil["ranking"][6]["votes"] - sil["ranking"][7]["votes"] == 9
    assert (sil["target"], sil["natural_break"], sil["tie"]) == (7, 7, None)
    assert sil["shortlist"] == [row["number"] for row in sil["ranking"][:7]]
    assert not any(row["near_miss"] for row in sil["ranking"])
    assert (len(told["ideas"]), sum(i["shortlisted"] for i in told["ideas"])) == (19, 7)
    topics = [t["problem"] for t in steps["saker"]["topics"] if t["taken"]]
    assert {i["topic"] for i in told["ideas"]} == set(topics)


# --- the agreements ------------------------------------------------------------------------------


def test_seven_sheets_become_seven_agreements(told: Told, steps: dict[str, Told]) -> None:
    sheets, deals = steps["kan"]["sheets"], steps["avtaler"]["agreements"]
    assert [set(sheet["lines"]) for sheet in sheets] == [{"mener", "gjores"}] * 7
    kept = [idea["title"] for idea in told["ideas"] if idea["shortlisted"]]
    assert sorted(deal["idea"] for deal in deals) == sorted(kept)
    assert "7 avtaler ble inngått. 1 trenger fortsatt en samler." in text(told, "avtaler")


def test_six_have_a_collector_one_is_red_and_61_signed_up(
    granvik: Granvik, steps: dict[str, Told]
) -> None:
    deals = steps["avtaler"]["agreements"]
    assert [d["has_collector"] for d in deals] == [True] * 6 + [False]
    assert [d["lacks"] for d in deals] == [[]] * 6 + [["collector"]]
    assert sum(d["members"] for d in deals) == 61
    assert [d["collector"] for d in deals[:3]] == ["Samler 1", None, "Samler 3"]  # as they said yes
    for step, surface in (("avtaler", "console"), ("etter", "screen")):
        view = granvik.cast.activity(step).view(surface)
        assert (len(view["deals"]), view["red"]) == (7, 1)
    assert granvik.cast.activity("avtaler").view("console")["people"] == 61


def test_one_handover_is_accepted_and_a_no_keeps_the_owner(steps: dict[str, Told]) -> None:
    deals = steps["avtaler"]["agreements"]
    assert [(d["owner_now"], d["owner_later"], d["handover"]) for d in deals if d["handover"]] == [
        ("municipality", "volunteers", "accepted"),
        ("volunteers", "municipality", "declined"),
    ]


def test_88_answers_have_the_mean_408(told: Told, steps: dict[str, Told]) -> None:
    assert steps["slutt"]["answers"] == 88
    useful = steps["slutt"]["criteria"]["nytte"]
    assert (useful["n"], useful["mean"]) == (88, 4.08)
    assert useful["counts"] == [1, 4, 12, 41, 30]
    assert "88 personer svarte. Var dette nyttig? Gjennomsnitt 4,08 av 5." in text(told, "slutt")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_step_is_told_in_every_language(told: Told, language: str) -> None:
    with use(language):
        assert len(sections(told)) == len(told["steps"]) + 2
