"""Parallel groups: when sixty people want the same topic, nobody loses it."""

from __future__ import annotations

from collections import Counter

import pytest

from models import Membership
from tests.cast import Cast
from tests.methods.topics import go, open_topics, sizes


def test_scenario_a_96_people_on_nine_topics(cast: Cast) -> None:
    people = cast.people(96)
    groups = open_topics(cast)
    wanted = [22, 15, 12, 11, 9, 8, 7, 6, 4, 0]
    ahead = iter(people)
    placed = []
    for group, count in zip(groups, wanted, strict=True):
        there = [next(ahead) for _ in range(count)]
        go(there, group)
        placed.append(there)
    assert sizes(cast) == wanted
    assert cast.activity().view("console")["unplaced"] == 2

    go(placed[2][:5], groups[3])  # five move once, and back go five others
    go(placed[3][:5], groups[2])
    assert sizes(cast) == wanted

    cast.facilitator.does("split", group=groups[0])
    cast.facilitator.does("split", group=groups[1])
    cast.facilitator.does("park", group=groups[9])
    found = sizes(cast)
    assert found[2:10] == wanted[2:]
    assert sorted([found[0], *found[10:12]]) == [7, 7, 8]
    assert sorted([found[1], found[12]]) == [7, 8]
    assert [t["number"] for t in cast.activity().view("phone")["topics"]] == list(range(1, 14))

    cast.facilitator.does("close")
    result = cast.step("saker").result or {}
    assert (len(result["groups"]), len(result["items"]), len(result["parked"])) == (12, 9, 1)
    assert sum(result["sizes"].values()) == 94
    outcome = cast.activity("saker").outcome()
    assert [len(t["groups"]) for t in outcome["topics"]] == [3, 2, *[1] * 7, 0]
    assert [t["stopped_by"] for t in outcome["topics"][:4]] == [0, 0, 5, 5]
    assert [t["title"] for t in outcome["topics"] if not t["taken"]] == ["Sak 10"]
    kinds = [block["kind"] for block in cast.activity("saker").section(outcome)]
    assert kinds == ["table", "text", "list"]


@pytest.mark.parametrize(
    ("people", "parts"),
    [(60, [8, 8, 8, 8, 7, 7, 7, 7]), (13, [7, 6]), (22, [8, 7, 7]), (41, [7, 7, 7, 7, 7, 6])],
)
def test_a_large_group_is_dealt_in_equal_parts(cast: Cast, people: int, parts: list[int]) -> None:
    there = cast.people(people)
    first, *_ = open_topics(cast)
    go(there, first)
    cast.facilitator.does("split", group=first)
    found = sizes(cast)
    assert sorted([found[0], *found[10:]], reverse=True) == parts


def test_home_tables_are_spread_over_the_parts(cast: Cast) -> None:
    there = cast.people(24)  # two at each of the twelve tables
    first, *_ = open_topics(cast)
    go(there, first)
    cast.facilitator.does("split", group=first)
    home = {p.id: p.person.table_id for p in there}
    for group in cast.activity().groups():
        rows = cast.db.query(Membership).filter_by(group_id=group.id, left_at=None)
        tables = Counter(home[m.participant_id] for m in rows)
        assert max(tables.values(), default=0) <= 1


def test_who_writes_keeps_the_sheet_when_the_group_is_split(cast: Cast) -> None:
    there = cast.people(16)
    first, *_ = open_topics(cast)
    go(there, first)
    there[9].does("host", None, group=first)
    cast.facilitator.does("split", group=first)
    assert there[9].own()["place"] == first
    hosts = cast.db.query(Membership).filter_by(step_id=cast.step().id, left_at=None, host=True)
    assert hosts.count() == 2


def test_twelve_may_stay_whole_and_a_group_is_split_once(cast: Cast) -> None:
    there = cast.people(26)
    first, second, *_ = open_topics(cast)
    go(there[:12], first)
    assert cast.facilitator.refused("split", group=first) == "not_large"
    go(there[12:], second)
    cast.facilitator.does("split", group=second)
    go(there[:12], second)
    assert cast.facilitator.refused("split", group=second) == "already_split"
