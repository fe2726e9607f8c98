"""Rating what others wrote: in rank order, with its flags, and nobody's answer to be read."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select

from methods.catalogue import parse
from methods.faults import BadMethod
from models import Group, Item, Receipt, Score
from storage import Storage
from tests.methods.rate.room import CRITERIA, STAKE, done, everybody, items, rating, score
from tests.plays import method, step
from translations import use


def test_the_matrix_hands_the_cards_on_in_rank_order(storage: Storage) -> None:
    cast = rating(storage, CRITERIA, 'aggregate = "mean"')
    ballots = {0: ((2, 3), (4, 5), (4, 4)), 1: ((3, 4), (3, 4), (3, 3)),
               2: ((4, 4), (2, 3), (2, 2)), 3: ((1, 2), (4, 5), (4, 5))}  # fmt: skip
    ids = items(cast)
    for place, values in ballots.items():
        for key, (low, high) in zip(("letthet", "gevinst", "politisk"), values, strict=True):
            score(cast, ids[place], key, low, high, low, high, low, high)
    rows = done(cast)
    assert [(r["item"], r["total"], r["rank"]) for r in rows] == [
        (ids[0], 3.875, 1), (ids[3], 3.75, 2), (ids[1], 3.375, 3), (ids[2], 2.75, 4)]  # fmt: skip
    cast.lead_to("velg")
    assert items(cast) == [ids[0], ids[3]]


def test_a_card_with_few_answers_is_told_by_their_number_only_and_comes_last(
    storage: Storage,
) -> None:
    cast = rating(storage)
    first, second, *_ = items(cast)
    score(cast, first, "score", 5, 5, 5, 5)
    score(cast, second, "score", 1, 1, 2, 2, 2)
    rows = done(cast)
    assert [r["item"] for r in rows][:2] == [second, first]
    few = rows[1]
    assert (few["n"], few["total"], few["rank"]) == (4, None, None)
    assert set(few["criteria"]["score"].values()) == {4, None}


def test_i_do_not_know_is_an_answer_that_is_not_counted_with(storage: Storage) -> None:
    cast = rating(storage)
    first, *_ = items(cast)
    score(cast, first, "score", 4, 4, 4, 4, 4, 1)
    last = everybody(cast)[-1]
    last.does("skip", item=first)
    assert last.own()[f"skip_{first}_score"] is True
    assert cast.activity().progress() == (6, 6)
    cell = done(cast)[0]["criteria"]["score"]
    assert (cell["n"], cell["skipped"], cell["median"]) == (5, 1, 4)


def test_where_everybody_must_answer_nobody_skips(storage: Storage) -> None:
    cast = rating(storage, "dont_know = false")
    assert everybody(cast)[0].refused("skip", item=items(cast)[0]) == "no_skip"


def test_only_the_cards_the_questions_and_the_scale_there_are(storage: Storage) -> None:
    cast = rating(storage, CRITERIA)
    anna, (first, *_) = everybody(cast)[0], items(cast)
    assert anna.refused("score", criterion="letthet", value=3) == "no_item"
    assert anna.refused("score", criterion="letthet", value=3, item=9999) == "no_item"
    assert anna.refused("score", criterion="pris", value=3, item=first) == "no_criterion"
    assert anna.refused("score", criterion="letthet", value=9, item=first) == "bad_value"
    assert anna.refused("comment", words="Nei", item=9999) == "no_item"


def test_a_comment_alone_is_no_answer_and_keeps_no_sender(storage: Storage) -> None:
    cast = rating(storage)
    anna, (first, *_) = everybody(cast)[0], items(cast)
    anna.does("comment", item=first, words="Dette prøvde vi i fjor")
    assert anna.own()[f"words_{first}"] == "Dette prøvde vi i fjor"
    assert cast.activity().progress() == (0, 6)
    assert done(cast)[0]["words"] == ["Dette prøvde vi i fjor"]
    assert anna.own() == {}


def test_afterwards_nobody_can_tell_who_answered_what(storage: Storage) -> None:
    cast = rating(storage)
    score(cast, items(cast)[0], "score", 1, 2, 3, 4, 5)
    done(cast)
    step_ = cast.step()
    assert step_.round_key is None
    assert cast.db.scalar(select(func.count()).select_from(Score)) == 5
    kept = select(Receipt).where(Receipt.step_id == step_.id, Receipt.actor.like("participant%"))
    assert not cast.db.scalars(kept).all()


def test_a_few_cards_each_and_the_sum_says_how_many_it_is_from(storage: Storage) -> None:
    cast = rating(storage, 'assign = "sample:5"', 'show = "sum"', cards=7, people=7)
    people = everybody(cast)
    for person, item in zip(people, items(cast), strict=True):
        written = cast.db.get(Item, item)
        assert written is not None
        written.author_id = person.id
    cast.db.commit()
    hands = {p.id: [c["id"] for c in p.own()["hand"]] for p in people}
    own = dict(zip((p.id for p in people), items(cast), strict=True))
    assert all(len(hand) == 5 and own[me] not in hand for me, hand in hands.items())
    card = items(cast)[0]
    readers = [p for p in people if card in hands[p.id]]
    assert len(readers) == 5
    for person, value in zip(readers, (5, 4, 4), strict=False):
        person.does("score", item=card, value=value)
    assert next(p for p in people if own[p.id] == card).refused(
        "score", item=card, value=5) == "not_yours"  # fmt: skip
    row = done(cast)[0]
    assert (row["item"], row["n"], row["total"]) == (card, 3, pytest.approx(21.6667))
    assert row["criteria"]["score"]["counts"] is None


def test_one_rates_what_ones_own_table_wrote(storage: Storage) -> None:
    cast = rating(storage, 'assign = "own"')
    anna, bo, *_ = everybody(cast)
    table = Group(seminar_id=cast.seminar.id, kind="table", number=1, step_id=None, item_id=None)
    cast.db.add(table)
    cast.db.flush()
    mine, other, *_ = items(cast)
    card = cast.db.get(Item, mine)
    assert card is not None
    card.group_id, anna.person.table_id = table.id, table.id
    cast.db.commit()
    assert [c["id"] for c in anna.own()["hand"]] == [mine]
    assert bo.own()["hand"] == []
    assert anna.refused("score", item=other, value=3) == "not_yours"


def test_the_young_stand_in_their_quarter_and_are_with_from_the_start(storage: Storage) -> None:
    cast = rating(storage, STAKE, "max = 4", 'show = "grid:interesse,makt"', cards=1)
    young = items(cast)[0]
    for key, value in (("makt", 1), ("interesse", 4), ("berort", 4)):
        score(cast, young, key, *[value] * 6)
    row = done(cast)[0]
    assert (row["quadrant"], row["flags"]) == ("x", ["consensus", "from_start"])
    told = json.dumps(cast.activity().section(cast.activity().outcome()), ensure_ascii=False)
    assert "hold orientert" in told
    assert "Med fra starten" in told


def test_the_outcome_has_no_ids(storage: Storage) -> None:
    cast = rating(storage, 'show = "spread"')
    score(cast, items(cast)[0], "score", 3, 3, 4, 4, 5)
    done(cast)
    outcome = cast.activity().outcome()
    assert "item" not in outcome["scores"][0]
    assert "items" not in outcome
    assert (outcome["scores"][0]["number"], outcome["scores"][0]["title"]) == (1, "Kort 1")


def test_a_hidden_card_leaves_the_phones_and_is_not_handed_on(storage: Storage) -> None:
    cast = rating(storage)
    first, *rest = items(cast)
    cast.facilitator.does("hide", item=first, reason="Nevner noen ved navn")
    assert [c["id"] for c in cast.activity().view("phone")["cards"]] == rest
    assert everybody(cast)[0].refused("score", item=first, value=3) == "no_item"
    assert first not in [row["item"] for row in done(cast)]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("max = 1", "key 'min': the lowest must be lower than the highest"),
        (
            'labels = [{ nb = "a", nn = "a", en = "a" }]',
            "key 'labels': there must be 2, or 5: one for each value",
        ),
        ('show = "grid:x,y"', "key 'show': x is none of the criteria"),
        ('show = "pie"', "show"),
        ('assign = "some"', "assign"),
        ('by = "age"', "by"),
    ],
)
def test_a_setting_that_cannot_be_used_stops_the_start(setting: str, told: str) -> None:
    with use("en"), pytest.raises(BadMethod, match=told):
        parse(method("test", step("skala", "rate", setting)), "test")


def test_a_rating_of_the_rooms_own_questions_is_nobodys_source_of_cards() -> None:
    own = step("skala", "rate", CRITERIA, 'show = "radar"')
    made = parse(method("test", step("kort", "gather"), own, step("rydd", "sort")), "test")
    assert (made.steps[1].sources, made.steps[2].sources) == ([], ["kort"])


def test_a_matrix_is_of_the_nearest_cards_and_hands_them_on() -> None:
    rated = step("vekt", "rate", CRITERIA)
    made = parse(method("test", step("kort", "gather"), rated, step("rydd", "sort")), "test")
    assert (made.steps[1].sources, made.steps[2].sources) == (["kort"], ["vekt"])


def test_cards_can_not_be_dealt_before_they_are_written() -> None:
    with use("en"), pytest.raises(BadMethod, match="'from': it is missing"):
        parse(method("test", step("fem", "rate", 'assign = "sample:5"', 'show = "sum"')), "test")
