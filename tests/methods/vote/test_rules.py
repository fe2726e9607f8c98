"""Four rules for anyone's ballots: how many they choose, and which ties they tell."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote.counting import Ballot, count
from methods.activities.vote.rules import RULES, elect

ITEMS = range(1, 8)
rooms = st.lists(
    st.builds(
        lambda items, table: Ballot(dict.fromkeys(items, 1), table),
        st.sets(st.integers(1, 7), min_size=1),
        st.none() | st.integers(1, 3),
    ),
    min_size=1,
    max_size=16,
)


@pytest.mark.parametrize("rule", RULES)
@given(room=rooms, seats=st.integers(1, 9), chance=st.randoms(use_true_random=False))
def test_each_chooses_exactly_so_many_whatever_the_order(
    rule: str, room: list[Ballot], seats: int, chance: random.Random
) -> None:
    made = elect(rule, room, ITEMS, seats)
    assert len(set(made.chosen)) == len(made.chosen) == min(seats, len(ITEMS))
    heard = sum(1 for ballot in room if set(ballot.ticks) & set(made.chosen))
    assert made.represented * len(room) == heard
    chance.shuffle(room)
    assert elect(rule, room, ITEMS, seats) == made


@pytest.mark.parametrize("rule", ["ticks", "table-fair"])
@given(room=rooms, seats=st.integers(1, 7))
def test_a_tie_is_told_exactly_where_the_cut_parts_equals(
    rule: str, room: list[Ballot], seats: int
) -> None:
    value = {r.item: r.votes if rule == "ticks" else r.table_fair for r in count(room, ITEMS)}
    made = elect(rule, room, ITEMS, seats)
    out = set(ITEMS) - set(made.chosen)
    last = min(value[i] for i in made.chosen)
    parted = {i for i in out if value[i] == last}
    assert all(value[i] <= last for i in out)
    assert bool(made.ties) == bool(parted)
    for tie in made.ties:
        assert set(tie.tied) == {i for i in ITEMS if value[i] == last}
        assert set(tie.tied) - set(tie.chosen) == parted
