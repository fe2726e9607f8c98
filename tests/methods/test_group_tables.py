"""Arrival: tables of eight, who writes, and people nobody had counted on."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from models import Membership
from tests.cast import Cast, Player


def table_of(player: Player) -> int:
    return int(player.own("ankomst")["place_number"])


def sizes(cast: Cast) -> list[int]:
    return [t["people"] for t in cast.activity("ankomst").view("console")["tables"]]


def test_there_is_a_table_for_every_eight_expected(cast: Cast) -> None:
    cast.open_doors()
    assert [t.number for t in cast.activity().scope.tables()] == list(range(1, 13))


def test_96_people_fill_12_tables_of_eight(cast: Cast) -> None:
    cast.people(96)
    assert sizes(cast) == [8] * 12


def test_newcomers_go_where_there_are_fewest(cast: Cast) -> None:
    assert [table_of(p) for p in cast.people(13)] == [*range(1, 13), 1]


def test_when_every_table_is_full_there_is_one_more(cast: Cast) -> None:
    cast.people(120)
    assert sizes(cast) == [10] * 12
    assert table_of(cast.join()) == 13


def test_a_late_comer_gets_a_table_in_a_later_step(cast: Cast) -> None:
    cast.people(3)
    cast.lead_to("finn")
    assert table_of(cast.join()) == 4


def test_one_may_sit_at_another_table(cast: Cast) -> None:
    anna, *_ = cast.people(3)
    anna.does("sit", table="3")
    assert table_of(anna) == 3
    assert sizes(cast)[:3] == [0, 1, 2]
    anna.does("sit", table=3)  # sitting where one sits changes nothing
    assert sizes(cast)[2] == 2


def test_a_full_table_and_an_unknown_one_are_refused_in_words(cast: Cast) -> None:
    anna = cast.join()
    for person in cast.people(10):
        person.does("sit", table=2)
    assert anna.refused("sit", table=2) == "full"
    assert anna.refused("sit", table=99) == "no_table"
    assert table_of(anna) == 1


def test_one_may_change_table_also_when_arrival_is_over(cast: Cast) -> None:
    anna = cast.join()
    cast.lead_to("finn")
    anna.does("sit", "ankomst", table=5)
    assert table_of(anna) == 5


def test_the_first_at_a_table_writes_and_the_next_when_they_leave(cast: Cast) -> None:
    anna, bo, cato = cast.people(3)
    for person in (bo, cato):
        person.does("sit", table=1)
    assert [p.own("ankomst")["is_host"] for p in (anna, bo, cato)] == [True, False, False]
    done = anna.sends("sit", table=2)
    assert [p.own("ankomst")["is_host"] for p in (anna, bo, cato)] == [True, True, False]
    assert f"own:{bo.id}" in done.touched


def test_another_one_takes_over_the_writing(cast: Cast) -> None:
    anna, bo = cast.people(2)
    bo.does("sit", table=1)
    bo.does("host", None, group=bo.own()["place"])
    assert (anna.own()["is_host"], bo.own()["is_host"]) == (False, True)


def test_a_table_can_be_added_for_those_nobody_counted_on(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("add_table")
    assert len(cast.activity().scope.tables()) == 13
    assert cast.join().refused("add_table") == "not_allowed"


def test_a_new_round_of_arrival_moves_nobody(cast: Cast) -> None:
    anna, bo = cast.people(2)
    cast.lead_to("aapning", opened=False)
    cast.facilitator.does("reopen", "ankomst")
    assert (table_of(anna), table_of(bo)) == (1, 2)
    cast.facilitator.does("add_table")
    anna.does("sit", table=13)
    assert sizes(cast)[:2] == [0, 1]
    assert table_of(cast.join()) == 1
    rows = cast.db.scalars(select(Membership).where(Membership.left_at.is_(None))).all()
    assert max(Counter(m.participant_id for m in rows).values()) == 1


def test_choosing_a_topic_belongs_to_another_step(cast: Cast) -> None:
    anna = cast.join()
    assert anna.refused("choose", group=1) == "no_group"
    assert anna.refused("leave") == "no_group"


def test_the_table_sees_the_names_given_and_who_writes(cast: Cast) -> None:
    anna, bo, cato = cast.join(name="Anna"), cast.join(name="Bo"), cast.join()
    for person in (bo, cato):
        person.does("sit", table=1)
    arrival = cast.activity("ankomst")
    view = arrival.view("group", arrival.group_of(anna.person))
    assert (view["names"], view["unnamed"], view["host"]) == (["Anna", "Bo"], 1, "Anna")


def test_the_report_tells_how_many_sat_together(cast: Cast) -> None:
    cast.people(14)
    cast.facilitator.does("close")
    outcome = cast.activity("ankomst").outcome()
    assert outcome == {
        "by": "table", "people": 14, "tables": 12,
        "spread": [{"people": 1, "tables": 10}, {"people": 2, "tables": 2}],
    }  # fmt: skip
    assert cast.activity("ankomst").section(outcome)[1]["rows"] == [[2, 2], [1, 10]]
    assert len((cast.step("ankomst").result or {})["groups"]) == 12
