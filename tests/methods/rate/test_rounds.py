"""Rounds, groups and zero points: what a rating shows of itself and of those before it."""

from __future__ import annotations

import json
from typing import Any

from methods.catalogue import parse
from methods.command import Actor
from methods.seminars import create
from models import Facilitator, Floke
from storage import Storage
from tests.cast import Cast
from tests.methods.rate.room import CRITERIA, done, everybody, items, rating, score
from tests.plays import method, step
from translations import use

SPLIT = (1, 1, 2, 3, 4, 5, 5, 5, 5)


def delphi(storage: Storage) -> tuple[Cast, int]:
    cast = rating(storage, "feedback = true", 'show = "spread"', cards=1, people=9)
    return cast, items(cast)[0]


def flags(cast: Cast) -> Any:
    return done(cast)[0]["flags"]


def test_the_next_round_shows_how_the_last_was_answered(storage: Storage) -> None:
    cast, card = delphi(storage)
    score(cast, card, "score", *SPLIT)
    everybody(cast)[0].does("comment", item=card, words="Vi har prøvd")
    assert cast.activity().view("phone")["cards"][0]["questions"][0]["last"] is None
    cast.facilitator.does("close_round")
    assert (cast.step().round, cast.step().state) == (2, "open")
    shown = cast.activity().view("phone")["cards"][0]
    told = shown["questions"][0]["last"]["text"]
    assert "Median 4. Den midterste halvparten er fra 2 til 5. 9 svar." in told
    assert shown["words"] == ["Vi har prøvd"]


def test_ones_own_last_answer_is_known_to_ones_own_phone_only(storage: Storage) -> None:
    cast, card = delphi(storage)
    score(cast, card, "score", *SPLIT)
    anna = everybody(cast)[0]
    kept = {k: v for k, v in anna.own().items() if k.startswith("answers_")}
    assert kept == {"answers_vurder_1": [f"{card}_score.1"]}  # the phone keeps it: own.js
    cast.facilitator.does("close_round")
    assert anna.own()["answers_vurder_2"] == []
    assert "answers_vurder_1" not in anna.own()


def test_a_disagreement_that_stands_still_is_lasting(storage: Storage) -> None:
    cast, card = delphi(storage)
    score(cast, card, "score", *SPLIT)
    cast.facilitator.does("close_round")
    score(cast, card, "score", *SPLIT)
    assert flags(cast) == ["polarised", "lasting"]
    result = cast.step().result or {}
    assert (result["consensus"], result["stable"]) == (False, True)


def test_people_who_come_to_agree_are_agreed(storage: Storage) -> None:
    cast, card = delphi(storage)
    score(cast, card, "score", *SPLIT)
    cast.facilitator.does("close_round")
    score(cast, card, "score", 2, 3, 4, 4, 4, 4, 4, 5, 5)
    assert flags(cast) == ["consensus"]
    assert (cast.step().result or {})["consensus"] is True


def test_three_rounds_are_the_most_and_a_step_without_rounds_has_one(storage: Storage) -> None:
    cast, _card = delphi(storage)
    for _round in (1, 2):
        cast.facilitator.does("close_round")
    assert cast.facilitator.refused("close_round") == "last_round"


def test_a_step_without_feedback_has_one_round(storage: Storage) -> None:
    cast = rating(storage)
    assert cast.facilitator.refused("close_round") == "no_rounds"


def test_one_card_is_shown_large_on_the_wall_and_then_all_again(storage: Storage) -> None:
    cast, card = delphi(storage)
    score(cast, card, "score", *SPLIT)
    done(cast)
    cast.facilitator.does("reveal", item=card)
    assert cast.activity().view("screen")["shown"]["title"] == "Kort 1"
    cast.facilitator.does("reveal")
    assert cast.activity().view("screen")["shown"] is None
    assert cast.facilitator.refused("reveal", item=9999) == "no_item"


def test_answers_by_role_for_groups_of_five_or_more(storage: Storage) -> None:
    cast = rating(storage, 'by = "role"', cards=1, people=13)
    people = everybody(cast)
    for place, person in enumerate(people):
        person.person.role = ("employee", "resident", "elected")[0 if place < 6 else 1 if place < 11
                                                                 else 2]  # fmt: skip
    cast.db.commit()
    score(cast, items(cast)[0], "score", *[5] * 6, *[2] * 5, 1, 1)
    done(cast)
    assert [(g["group"], g["n"], g["value"]) for g in (cast.step().result or {})["by"]] == [
        ("employee", 6, 5)]  # the two elected could else be found by subtraction  # fmt: skip


def test_a_baseline_of_the_same_floke_is_shown_beside_the_new_answers(storage: Storage) -> None:
    skala = step("skala", "rate", CRITERIA, 'show = "radar"', "baseline = true")
    old = Cast(storage, size=16, method=parse(method("nullpunkt", skala), "t"))
    floke = Floke(facilitator_id=old.seminar.facilitator_id, title="Utenforskap", created_at=1.0)
    old.db.add(floke)
    old.db.flush()
    old.seminar.floke_id = floke.id
    old.people(5)
    for key in ("letthet", "gevinst", "politisk"):
        score(old, None, key, 2, 2, 2, 3, 3)
    old.facilitator.does("close")
    naa = step("naa", "rate", CRITERIA, 'show = "radar"', 'compare_to = "nullpunkt"')
    owner = old.db.get(Facilitator, old.seminar.facilitator_id)
    assert owner is not None
    new = create(old.db, owner, parse(method("strategi", naa), "t"), title="To år etter",
                          question="?", language="nb", size=16, sponsor="", promise="")  # fmt: skip
    new.floke_id = floke.id
    old.db.commit()
    old.seminar = new
    old.guest.actor = Actor("guest", 0, new.id)
    old.facilitator.actor = Actor("facilitator", owner.id, new.id)
    people = old.people(5)
    for key in ("letthet", "gevinst", "politisk"):
        for person in people:
            person.does("score", criterion=key, value=4)
    old.facilitator.does("close")
    before = (old.step().result or {})["before"]
    assert before["values"] == {"letthet": 2, "gevinst": 2, "politisk": 2}
    star, table = old.activity().view("screen")["blocks"][:2]
    assert star["chart"]["before"]
    assert table["rows"][0] == ["Letthet", "2", "4", 5, "+2"]


def test_things_that_were_rated_before_stand_beside_what_they_were(storage: Storage) -> None:
    """Two rounds of the same cards in one seminar: each is compared with itself."""
    before = step("forst", "rate", CRITERIA, 'from = "skriv"')
    after = step("sist", "rate", CRITERIA, 'from = "skriv"', 'show = "radar"',
                 'compare_to = "forst"')  # fmt: skip
    text = method("to", step("skriv", "gather"), before, after)
    cast = Cast(storage, size=16, method=parse(text, "t"))
    people = cast.people(5)
    cards = [people[0].does("add", title=title)["item"] for title in ("Buss", "Båt")]
    for key, values in (("forst", (2, 3)), ("sist", (4, 3))):
        cast.lead_to(key)
        for card, value in zip(cards, values, strict=True):
            for criterion in ("letthet", "gevinst", "politisk"):
                for person in people:
                    person.does("score", item=card, criterion=criterion, value=value)
    cast.facilitator.does("close")
    told = cast.activity().outcome()
    same = {"letthet": 3, "gevinst": 3, "politisk": 3}
    assert told["before"]["items"] == {1: {"letthet": 2, "gevinst": 2, "politisk": 2}, 2: same}
    with use("nb"):
        blocks = cast.activity().section(json.loads(json.dumps(told)))
    stars = [b for b in blocks if b["kind"] == "radar"]
    assert [bool(star["chart"]["before"]) for star in stars] == [True, True]
    table = next(b for b in blocks if str(b.get("caption")).startswith("Sammenlignet med Forst"))
    assert table["rows"][0] == ["1 Buss – Letthet", "2", "4", "+2"]
    assert ["2 Båt – Letthet", "3", "3", "0"] in table["rows"]
