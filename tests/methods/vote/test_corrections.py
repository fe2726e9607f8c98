"""A published count that is corrected: version 2, with the reason and what differs (spec §9)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from methods.activities.vote import corrections, recount
from methods.activities.vote.correcting import read
from methods.catalogue import parse
from models import Ballot, Item
from reports.outcome import outcome, step_outcome
from reports.reading import section
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.vote.room import on, people_of, room_of
from tests.plays import method, step
from translations import use

LEVEL: dict[str, dict[str, Any]] = {"agree": {"level": 1}}
BUSES = ("Buss A", "Buss B", "Lekeplass")


def buses(storage: Storage, *after: str) -> tuple[Cast, list[int]]:
    """Spec §3: 27 ticks, Buss A 9, Buss B 8, Lekeplass 10; three ticked both buses."""
    lines = ['budget = "free"', "target = 1", f"options = {json.dumps(BUSES)}"]
    text = method("liten", step("valg", "vote", *lines), *after)
    cast = Cast(storage, method=parse(text, "liten"))
    people = cast.people(24)
    a, b, park = on(cast)
    for place, person in enumerate(people):
        person.does("ballot", items=[a] if place < 6 else [a, b] if place < 9 else
                    [b] if place < 14 else [park])  # fmt: skip
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    return cast, [a, b, park]


def votes(cast: Cast) -> list[tuple[int, int]]:
    return [(r["votes"], r["rank"]) for r in (cast.step("valg").result or {})["ranking"]]


def test_without_a_change_the_bytes_are_the_same(storage: Storage) -> None:
    cast, _items = buses(storage)
    before = json.dumps(cast.step("valg").result)
    cast.join()  # who comes later was not present then
    assert cast.facilitator.does("recount") == {"same": True}
    assert cast.facilitator.does("recount", reason="For sikkerhets skyld") == {"same": True}
    assert json.dumps(corrections.again(cast.activity())) == before  # type: ignore[arg-type]
    assert cast.step("valg").version == 1


def test_two_that_say_the_same_are_a_union_in_version_2(storage: Storage) -> None:
    cast, (a, b, park) = buses(storage)
    assert (cast.step().result or {})["shortlist"] == [park]
    kari = cast.facilitator
    assert kari.does("together", item=b, into=a, reason="Det er samme buss")["version"] == 2
    made = cast.step("valg").result or {}
    assert votes(cast) == [(14, 1), (10, 2)]
    assert made["shortlist"] == [a] and made["ballots"] == 24
    told = cast.activity("valg").outcome()
    (correction,) = told["corrections"]
    assert correction["reason"] == "Det er samme buss"
    assert correction["changes"] == [{"kind": "merge", "item": 2, "into": 1}]
    assert correction["differences"] == [
        {"number": 1, "title": "Buss A", "votes": [9, 14], "rank": [2, 1],
         "shortlisted": [False, True]},
        {"number": 3, "title": "Lekeplass", "votes": [10, 10], "rank": [1, 2],
         "shortlisted": [True, False]},
        {"number": 2, "title": "Buss B", "votes": [8, None], "rank": [3, None],
         "shortlisted": [False, None]},
    ]  # fmt: skip
    assert recount.ranking(told) == recount.kept(told), "anyone can count version 2"
    first = correction["before"]
    assert [r["votes"] for r in first["ranking"]] == [10, 9, 8] and first["merged"] == {}
    assert recount.ranking(first) == recount.kept(first), "… and version 1"
    assert cast.db.get_one(Item, b).merged_into_id is None, "nothing else is merged by it"


def test_a_ballot_that_is_left_out_is_kept_with_version_1(storage: Storage) -> None:
    cast, _items = buses(storage)
    kari = cast.facilitator
    assert kari.refused("void", ballot="3", reason=" ") == "empty"
    assert kari.refused("void", ballot="1, 3", reason="Stemte to ganger") == "no_ballot"
    assert kari.does("void", ballot="1 2", reason="Stemte to ganger")["version"] == 2
    assert votes(cast) == [(10, 1), (8, 2), (7, 3)]
    told = cast.activity("valg").outcome()
    assert told["ballots"] == len(told["cast"]) == 23
    assert told["corrections"][0]["ballots"] == [24, 23]
    assert len(told["corrections"][0]["before"]["cast"]) == 24
    assert kari.does("recount") == {"same": True}
    assert kari.does("void", ballot="1,2", reason="Enda en")["version"] == 3
    assert votes(cast) == [(10, 1), (7, 2), (6, 3)]
    told = cast.activity("valg").outcome()
    assert [len(c["before"]["cast"]) for c in told["corrections"]] == [24, 23]


def test_what_differs_stands_in_the_report_and_on_the_results_page(storage: Storage) -> None:
    cast, (a, b, _park) = buses(storage)
    cast.facilitator.does("together", item=b, into=a, reason="Det er samme buss")
    with use("nb"):
        blocks = section(step_outcome(cast.db, cast.seminar, cast.step("valg")))
        text = json.dumps(blocks, ensure_ascii=False)
        table = next(b for b in blocks if b.get("caption") == "Det som ble annerledes")
    assert "Dette er versjon 2 av resultatet." in text and "Det er samme buss" in text
    assert table["rows"][0] == [1, "Buss A", 9, 14, 2, 1, "", "ja"]
    changes = outcome(cast.db, cast.seminar)["changes"]
    assert changes[-1]["what"] == "correct" and changes[-1]["data"] == {"version": 2}


def test_a_tie_that_the_correction_makes_is_asked_about(storage: Storage) -> None:
    """Without one who ticked only the playground it is 9, 9: a cut through that is not silent."""
    cast, (a, _b, park) = buses(storage)
    kari = cast.facilitator
    assert kari.refused("void", ballot="3", reason="Ugyldig") == "tie"
    assert (
        cast.step("valg").version == 1 and not cast.db.query(Ballot).filter(Ballot.void > 0).all()
    )
    assert kari.refused("void", ballot="3", reason="Ugyldig", tie="exclude") == "none_left"
    kari.does("void", ballot="3", reason="Ugyldig", tie="include")
    assert set((cast.step("valg").result or {})["shortlist"]) == {a, park}


def test_steps_that_took_from_version_1_go_on_with_it_and_are_told(storage: Storage) -> None:
    taking = ('from = "valg"', 'take = "shortlist"')
    cast, (a, b, park) = buses(
        storage, step("les", "share", *taking), step("avtal", "agree", *taking)
    )
    cast.lead_to("les")
    cast.facilitator.does("together", "valg", item=b, into=a, reason="Det er samme buss")
    assert [i.id for i in cast.activity("les").taken()] == [park], "under way: as it was"
    assert [i.id for i in cast.activity("avtal").taken()] == [a], "not opened: the newest"
    told = step_outcome(cast.db, cast.seminar, cast.step("les"))["took_from"]
    assert [(t["step"], t["version"], t["newest"]) for t in told] == [("valg", 1, 2)]
    assert step_outcome(cast.db, cast.seminar, cast.step("avtal"))["took_from"] == []


def test_the_last_correction_is_taken_back_until_a_step_has_taken_from_it(storage: Storage) -> None:
    after = step("avtal", "agree", 'from = "valg"', 'take = "shortlist"')
    cast, (a, b, _park) = buses(storage, after)
    before, kari = json.dumps(cast.step("valg").result), cast.facilitator
    assert kari.refused("take_back") == "no_correction"
    kari.does("void", ballot="1 2", reason="Feil")
    kari.does("take_back")
    assert json.dumps(cast.step("valg").result) == before and cast.step("valg").version == 1
    assert kari.does("recount") == {"same": True}
    kari.does("together", item=b, into=a, reason="Det er samme buss")
    cast.lead_to("avtal")
    assert kari.refused("take_back", "valg") == "depends"


def test_what_was_hidden_since_becomes_version_2_with_a_reason(storage: Storage) -> None:
    cast, (_a, _b, park) = buses(storage)
    kari = cast.facilitator
    kari.does("hide", None, item=park, reason="Gjelder en person")
    assert kari.does("recount") == {"same": False}
    assert cast.step("valg").version == 1, "looking changes nothing"
    assert kari.does("recount", reason="Saken er trukket")["version"] == 2
    assert votes(cast) == [(9, 1), (8, 2)]
    told = cast.activity("valg").outcome()
    assert "Lekeplass" not in json.dumps(told, ensure_ascii=False), "version 1 does not tell it"


def test_a_correction_of_few_ballots_or_of_nothing_is_refused(storage: Storage) -> None:
    cast = room_of(storage, "target = 1", people=4)
    items = on(cast)
    for person in people_of(cast):
        person.does("ballot", items=items[:1])
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    kari: Player = cast.facilitator
    assert kari.refused("void", ballot="1", reason="Feil") == "too_few"
    assert kari.refused("together", item=items[0], into=items[0], reason="Feil") == "bad_merge"
    assert kari.refused("together", item=items[0], into=999, reason="Feil") == "bad_merge"


def test_dots_places_and_answers_are_found_by_their_weights() -> None:
    ways = {
        "dots": ("1:3 2", {1: 3, 2: 1}),
        "rank": ("3 1", {3: 3, 1: 2}),
        "agree": ("1:6", {1: 6}),
    }
    for mode, (told, weights) in ways.items():
        assert read(told, mode) == weights


@pytest.mark.parametrize("way", ["tick", "agree"])
def test_a_vote_that_is_not_published_can_be_read(storage: Storage, way: str) -> None:
    """With an undecided tie nothing is counted in what is told, and nothing falls."""
    cast = room_of(storage, f'mode = "{way}"', 'budget = "free"', "target = 1")
    for person in people_of(cast):
        for item in on(cast)[:2]:
            person.does(way, item=item, **LEVEL.get(way, {}))
    cast.facilitator.does("close")
    vote = cast.activity()
    with use("nb"):
        told = [block["text"] for block in vote.section(vote.outcome())]
    assert told == ["Stemmene er ikke talt opp ennå."]
