"""Groups that are dealt: at random, mixed, in pairs, joined, rotated, kept; and who comes late."""

from __future__ import annotations

from collections import Counter

import pytest

from methods.catalogue import parse
from methods.faults import BadMethod
from methods.roles import counts
from models import Membership
from storage import Storage
from tests.cast import Cast
from tests.methods.dealt import grouping, on, seminar, together
from tests.plays import method
from translations import use


def sizes(cast: Cast) -> list[int]:
    return [t["people"] for t in cast.activity().view("console")["tables"]]


def test_the_settings_and_their_defaults() -> None:
    step = parse(method("alle", grouping("a")), "alle").steps[0]
    assert step.settings == {
        "by": "table", "balance": "none", "size": 8, "min": 2, "max": 12, "split": 8,
        "stay": "none", "slots": 1, "movable": True,
    }  # fmt: skip
    for bad in ('by = "lottery"', 'balance = "age"', "size = 0", "slots = 0", 'stay = "all"'):
        with use("en"), pytest.raises(BadMethod):
            parse(method("alle", grouping("a", bad)), "alle")


def test_mixed_tables_are_dealt_again_when_people_have_said_their_unit(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'by = "mix"', 'balance = "unit"', "size = 3"), size=12)
    people = cast.people(12)
    assert sizes(cast) == [3] * 4
    for place, person in enumerate(people):
        person.does("profile", None, unit=("Skole", "helse ", "Teknisk")[place % 3])
    cast.facilitator.does("deal")
    assert all(sorted(p % 3 for p in group) == [0, 1, 2] for group in together(cast, people))
    assert [p.person.table_id for p in people] == [p.own()["place"] for p in people]
    assert cast.join().own()["place_number"] in {1, 2, 3, 4}
    cast.close()


def test_mixing_later_in_the_day_spreads_the_home_tables(storage: Storage) -> None:
    cast = seminar(
        storage, grouping("bord", "size = 4"), grouping("miks", 'by = "mix"', "size = 4")
    )
    people = cast.people(16)
    home = [p.own()["place_number"] for p in people]
    on(cast)
    assert all(len({home[p] for p in group}) == 4 for group in together(cast, people))
    assert [p.own("bord")["place_number"] for p in people] == home
    assert len(cast.activity().scope.tables()) == 4
    cast.close()


def test_one_two_four_all(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord"), grouping("par", 'by = "pair"'),
                   grouping("fire", 'by = "join2"'))  # fmt: skip
    people = cast.people(9)
    on(cast)
    pairs = together(cast, people)
    assert sorted(map(len, pairs)) == [2, 2, 2, 3]
    late = cast.join()
    assert len(together(cast, [*people, late])) == 4 and max(sizes(cast)) == 3
    on(cast)
    assert sorted(sizes(cast)) == [5, 5]
    for pair in pairs:
        assert len({people[p].own()["place_number"] for p in pair}) == 1
    cast.close()


def test_when_all_pairs_are_threes_a_latecomer_begins_a_new_one(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord"), grouping("par", 'by = "pair"'))
    people = cast.people(3)
    on(cast)
    people += [cast.join(), cast.join()]
    assert sorted(map(len, together(cast, people))) == [2, 3]
    cast.close()


def test_world_cafe_rotates_all_but_the_host_and_nobody_comes_back(storage: Storage) -> None:
    bord = grouping("bord", 'by = "random"', "size = 4")
    rounds = [grouping(f"bytt{n}", 'by = "rotate"', 'stay = "host"') for n in (1, 2, 3)]
    cast = seminar(storage, bord, *rounds)
    people = cast.people(16)
    been = {p.id: [p.own()["place_number"]] for p in people}
    hosts = [p for p in people if p.own()["is_host"]]
    for _round in range(3):
        on(cast)
        for person in people:
            been[person.id].append(person.own()["place_number"])
        assert sizes(cast) == [4] * 4
    for person in people:
        visited = len(set(been[person.id]))
        assert visited == (1 if person in hosts else 4)
    assert all(p.own()["is_host"] for p in hosts)
    cast.close()


def test_a_new_round_of_rotating_rotates_on_and_of_the_others_moves_nobody(
    storage: Storage,
) -> None:
    bord = grouping("bord", 'by = "random"', "size = 3")
    cast = seminar(storage, bord, grouping("bytt", 'by = "rotate"'),
                   grouping("behold", 'by = "keep"'))  # fmt: skip
    people = cast.people(9)
    on(cast)
    first = [p.own()["place_number"] for p in people]
    cast.facilitator.does("close")
    cast.facilitator.does("reopen")
    second = [p.own()["place_number"] for p in people]
    assert all(a != b for a, b in zip(first, second, strict=True))
    on(cast)
    assert [p.own()["place_number"] for p in people] == second
    people[0].does("move", group=people[1].own()["place"])
    kept = together(cast, people)
    cast.facilitator.does("close")
    cast.facilitator.does("reopen")
    assert together(cast, people) == kept
    cast.close()


def test_in_fixed_groups_nobody_moves_but_by_the_facilitator(storage: Storage) -> None:
    cast = seminar(
        storage, grouping("bord", 'by = "random"', "size = 2", "movable = false"), size=4
    )
    anna, bo, *_ = cast.people(4)
    other = bo.own()["place"]
    assert anna.own()["place"] != other
    assert anna.refused("move", group=other) == anna.refused("sit", table=2) == "fixed"
    cast.facilitator.does("assign", person=anna.id, group=other)
    assert anna.own()["place"] == other == anna.person.table_id
    assert cast.facilitator.refused("assign", person=999, group=other) == "no_person"
    assert cast.facilitator.refused("assign") == "all_placed"
    assert cast.facilitator.refused("deal", group=3) == "bad_arguments"
    cast.close()


def test_two_small_tables_become_one_and_newcomers_do_not_find_the_empty_one(cast: Cast) -> None:
    anna, bo, *_ = cast.people(2)
    there, here = bo.own()["place"], anna.own()["place"]
    cast.facilitator.does("merge", group=here, into=there)
    assert anna.person.table_id == there and anna.own()["place_number"] == 2
    assert cast.facilitator.refused("merge", group=here, into=there) == "no_group"
    assert cast.facilitator.refused("merge", group=there, into=there) == "bad_merge"
    assert [cast.join().own()["place_number"] for _ in range(11)] == [*range(3, 13), 3]


def test_a_group_is_not_joined_where_there_is_no_room(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", "size = 3", "max = 3"), size=6)
    anna, bo, *_ = cast.people(4)
    places = anna.own()["place"], bo.own()["place"]
    assert cast.facilitator.refused("merge", group=places[0], into=places[1]) == "full"
    cast.close()


def test_nobody_is_twice_in_a_step_however_often_it_is_dealt(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord"), grouping("par", 'by = "pair"'))
    people = cast.people(7)
    on(cast)
    for _again in range(3):
        cast.facilitator.does("deal")
    rows = cast.db.query(Membership).filter_by(step_id=cast.step().id, left_at=None)
    assert Counter(m.participant_id for m in rows) == {p.id: 1 for p in people}
    assert cast.facilitator.refused("deal", "bord") == "closed"
    cast.close()


def test_the_report_tells_how_they_were_dealt(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord"), grouping("par", 'by = "pair"'))
    cast.people(5)
    on(cast)
    cast.facilitator.does("close")
    outcome = cast.activity().outcome()
    assert outcome == {
        "by": "pair", "people": 5, "tables": 2,
        "spread": [{"people": 2, "tables": 1}, {"people": 3, "tables": 1}],
    }  # fmt: skip
    assert [b["kind"] for b in cast.activity().section(outcome)] == ["text", "table"]
    cast.close()


def test_a_step_for_one_role_is_read_along_by_the_others(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'who = "elected"'))
    anna, bo = cast.people(2)
    anna.does("profile", None, role="elected")
    assert anna.refused("profile", None, role="king") == "bad_arguments"
    assert bo.refused("sit", table=1) == "not_your_role"
    anna.does("sit", table=2)
    bo.does("profile", None, name="Bo")  # what belongs to no step is for all
    cast.close()


def test_the_console_counts_roles_of_five_and_more(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'by = "mix"', 'balance = "role"'))
    for place, person in enumerate(cast.people(9)):
        person.does("profile", None, role="employee" if place < 5 else "resident")
    assert [(r["label"], r["count"]) for r in counts(cast.activity().scope)] == [("ansatt", 5)]
    cast.close()


def test_a_plan_that_needs_no_role_asks_for_none(cast: Cast) -> None:
    cast.join()
    assert counts(cast.activity().scope) == []
