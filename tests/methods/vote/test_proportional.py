"""A shortlist that represents the room: published examples, and what holds for any ballots.

The examples are 2.9, 2.11 and 2.12 of Lackner and Skowron, Multi-Winner Voting with Approval
Preferences (2023), whose numbers the package abcvoting prints too; and Phragmén's own of 1899 (in
Janson, Phragmén's and Thiele's election methods, 2016).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote.proportional import (
    Chosen,
    Tie,
    equal_shares,
    phragmen,
    represented,
)
from tests.methods.vote import slow

A, B, C, D, E, F, G = range(1, 8)
P, Q, R = D, E, F
RUNNING = [{A, B}] * 3 + [{A, C}] * 3 + [{A, D}] * 2 + [{B, C, F}, {E}, {F}, {G}]
EIGHT = [{C, D}] * 3 + [{A, B}] * 2 + [{A, C}] * 2 + [{B, D}]
OF_1899 = [{A, B, C}] * 1034 + [{P, Q, R}] * 519 + [{A, B, Q}] * 90 + [{A, P, Q}] * 47

ITEMS = range(1, 8)
profiles = st.lists(st.sets(st.integers(1, 7), max_size=5), max_size=14)
seats_ = st.integers(1, 7)
chances = st.randoms(use_true_random=False)
Rule = Callable[..., Chosen]
BOTH = pytest.mark.parametrize("rule", [equal_shares, phragmen])


def test_phragmens_rule_in_the_running_example_of_the_book() -> None:
    """2.9, four seats: a, b (equal with c), c, d."""
    made = phragmen(RUNNING, ITEMS, 4)
    assert made.items == [A, B, C, D]
    assert made.ties == [Tie((B, C), (B,), "number")]


def test_equal_shares_in_the_running_example_of_the_book() -> None:
    """2.11, four seats: a is bought at 1/8 each; b (equal with c), c and d by Phragmén's rule."""
    made = equal_shares(RUNNING, ITEMS, 4)
    assert (made.items, made.bought) == ([A, B, C, D], 1)
    assert made.ties == [Tie((B, C), (B,), "number")]


def test_the_two_rules_part_in_the_books_example_of_eight() -> None:
    """2.12, three seats: equal shares buys c at 1/5 and a at 13/40, then d; Phragmén c, b, d."""
    made = equal_shares(EIGHT, [A, B, C, D], 3)
    assert (made.items, made.bought, made.ties) == ([C, A, D], 2, [])
    assert phragmen(EIGHT, [A, B, C, D], 3) == Chosen([C, B, D], [], 0)


def test_phragmens_own_example_of_1899() -> None:
    """Three seats: the many who vote ABC have A and B, the few who vote PQR have Q."""
    assert phragmen(OF_1899, ITEMS, 3).items == [A, Q, B]
    assert sorted(equal_shares(OF_1899, ITEMS, 3).items) == [A, B, Q]


@BOTH
def test_half_the_room_has_half_the_seats(rule: Rule) -> None:
    """51 of 100 for ten of their own and 49 for ten others: most ticks would give 10 and 0."""
    room = [set(range(1, 11))] * 51 + [set(range(11, 21))] * 49
    made = rule(room, range(1, 21), 10).items
    assert sum(1 for i in made if i <= 10) == 5


def test_of_equals_the_one_that_those_without_anything_ticked_goes_first() -> None:
    """When 1 is bought, 2 (by two who have paid) and 3 (by one who has not) cost the same."""
    made = equal_shares([{1, 2}, {1, 2}, {3}], [1, 2, 3], 2)
    assert made.items == [1, 3]
    assert made.ties == [Tie((1, 2), (1,), "number"), Tie((2, 3), (3,), "unheard")]


def test_of_equals_again_the_one_that_most_ticked_goes_first() -> None:
    """When 2 and 4 are chosen, all have something; 1 (by two) and 3 (by three) cost the same."""
    made = phragmen([{2, 3, 4}, {2, 3, 4}, {1, 2, 3}, {1, 2}, {4}], [1, 2, 3, 4], 3)
    assert made.items == [2, 4, 3]
    assert made.ties == [Tie((1, 3), (3,), "voters")]


@BOTH
def test_what_nobody_ticked_comes_last_by_number_and_that_is_told(rule: Rule) -> None:
    made = rule([{5}], [5, 9, 7, 8], 3)
    assert made.items == [5, 7, 8]
    assert made.ties == [Tie((7, 8, 9), (7, 8), "number")]
    assert rule([], [3, 1], 5).items == [1, 3]


def test_a_voter_is_represented_by_one_of_theirs() -> None:
    assert represented([{1, 2}, {2}, {3}, set()], {1, 3}) == Fraction(2, 3)
    assert represented([], {1}) == 0


@given(profiles, seats_)
def test_phragmens_rule_is_as_told_voter_by_voter(room: slow.Profile, seats: int) -> None:
    assert phragmen(room, ITEMS, seats).items == slow.phragmen(room, set(ITEMS), seats)


@given(profiles, seats_)
def test_equal_shares_is_as_told_voter_by_voter(room: slow.Profile, seats: int) -> None:
    cast = [ballot for ballot in room if ballot]
    made = equal_shares(room, ITEMS, seats)
    assert (made.items, made.items[: made.bought]) == slow.equal_shares(cast, set(ITEMS), seats)


@BOTH
@given(room=profiles, seats=st.integers(0, 9), items=st.sets(st.integers(1, 7)))
def test_exactly_so_many_are_chosen(
    rule: Rule, room: slow.Profile, seats: int, items: set[int]
) -> None:
    made = rule(room, items, seats)
    assert len(made.items) == len(set(made.items)) == min(seats, len(items))
    assert set(made.items) <= items


@BOTH
@given(room=profiles, seats=seats_)
def test_a_group_that_agrees_and_is_large_enough_has_somebody_represented(
    rule: Rule, room: slow.Profile, seats: int
) -> None:
    """Justified representation: n/k voters with an item in common, and nothing for any of them."""
    chosen = set(rule(room, ITEMS, seats).items)
    alone = [b for b in room if not b & chosen]
    voters = sum(1 for b in room if b)
    for item in ITEMS:
        wronged = sum(item in b for b in alone)
        assert not wronged or wronged * seats < voters


@given(profiles, seats_)
def test_equal_shares_gives_each_group_what_it_deserves(room: slow.Profile, seats: int) -> None:
    """Extended justified representation, which what is bought alone must hold already."""
    made = equal_shares(room, ITEMS, seats)
    assert slow.unjust(room, set(ITEMS), set(made.items[: made.bought]), seats) is None


@BOTH
@given(room=profiles, seats=seats_, chance=chances)
def test_the_order_of_voters_and_of_items_changes_nothing(
    rule: Rule, room: slow.Profile, seats: int, chance: random.Random
) -> None:
    made = rule(room, ITEMS, seats)
    items = list(ITEMS)
    chance.shuffle(items)
    chance.shuffle(room)
    assert rule(room, items, seats) == made


@BOTH
@given(room=profiles, seats=seats_, chance=chances)
def test_other_numbers_change_nothing_but_what_is_told_as_a_tie(
    rule: Rule, room: slow.Profile, seats: int, chance: random.Random
) -> None:
    numbers = list(ITEMS)
    chance.shuffle(numbers)
    other = dict(zip(ITEMS, numbers, strict=True))
    made = rule(room, ITEMS, seats)
    again = rule([{other[i] for i in ballot} for ballot in room], ITEMS, seats)
    if all(tie.by != "number" for tie in made.ties):
        assert [other[i] for i in made.items] == again.items
    else:
        assert any(tie.by == "number" for tie in again.ties)


def test_a_thousand_voters_fill_all_places() -> None:
    chance = random.Random(1)
    room = [set(chance.sample(range(1, 121), chance.randint(1, 20))) for _ in range(1000)]
    for rule in (equal_shares, phragmen):
        assert len(rule(room, range(1, 121), 10).items) == 10
