"""The rules of rating, with the numbers of spec/voting.md §10 to §13 and scenarios.md (b)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.rate import breakdown, delphi, drawing, matrix, quadrant, ring

# --- §10: a few cards each, in a ring ------------------------------------------------------------


def test_among_seven_cards_the_first_person_reads_the_next_five() -> None:
    assert ring.hand(range(7), 0, 5, {0}) == [1, 2, 3, 4, 5]


@given(st.integers(1, 40))
def test_in_the_ring_nobody_gets_their_own_and_every_card_is_read_as_often(people: int) -> None:
    cards = ring.shuffled(range(people), "seed")
    assert sorted(cards) == list(range(people))
    hands = {me: ring.hand(cards, ring.start(cards, {me}, 0, 5), 5, {me}) for me in cards}
    rounds = min(5, people - 1)
    assert all(len(set(h)) == len(h) == rounds and me not in h for me, h in hands.items())
    read = [card for hand in hands.values() for card in hand]
    assert all(read.count(card) == rounds for card in cards)


def test_those_without_a_card_go_on_where_the_one_before_stopped() -> None:
    cards = list(range(10))
    hands = [ring.hand(cards, ring.start(cards, set(), turn, 5), 5) for turn in range(4)]
    assert hands == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]] * 2


def test_the_same_seed_makes_the_same_ring() -> None:
    assert ring.shuffled(range(9), "a") == ring.shuffled(range(9), "a")
    assert ring.shuffled(range(9), "a") != ring.shuffled(range(9), "b")


def test_no_cards_no_hand() -> None:
    assert ring.hand([], ring.start([], set(), 3, 5), 5) == []


def test_a_missing_score_counts_as_the_mean() -> None:
    assert ring.total([5, 4, 4], 5) == pytest.approx(21.67, abs=0.005)
    assert ring.total([5, 5, 5, 5, 5], 5) == 25
    assert ring.total([1, 1, 1, 1, 1], 5) == 5
    assert ring.total([], 5) is None


# --- §11: Delphi ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "quartiles", "iqr", "share", "consensus"),
    [
        ([2, 3, 4, 4, 4, 4, 4, 5, 5], (4, 4, 4), 0, 0.778, True),
        ([3, 4, 4, 5], (3.75, 4, 4.25), 0.5, 0.75, True),
        ([1, 2, 2, 3, 3, 4, 5, 5], (2, 3, 4.25), 2.25, 0.375, False),
        ([1, 1, 2, 3, 4, 5, 5, 5, 5], (2, 4, 5), 3, 0.556, False),
        ([2] * 2 + [3] * 4 + [4] * 11 + [5] * 7, (3.75, 4, 5), 1.25, 0.75, False),  # Nordlia
    ],
)
def test_who_agrees(values: list[int], quartiles: tuple[float, ...], iqr: float, share: float,
                    consensus: bool) -> None:  # fmt: skip
    found = delphi.verdict(values)
    assert found is not None
    assert (found.spread.quartiles, found.iqr, found.consensus) == (quartiles, iqr, consensus)
    assert found.share == pytest.approx(share, abs=0.001)


def test_the_statement_of_nordlia_has_its_mean() -> None:
    found = delphi.verdict([2] * 2 + [3] * 4 + [4] * 11 + [5] * 7)
    assert found is not None
    assert found.spread.mean == pytest.approx(3.958, abs=0.001)
    assert not found.polarised


def test_a_room_that_stands_at_both_ends_is_split_in_two() -> None:
    found = delphi.verdict([1, 1, 2, 3, 4, 5, 5, 5, 5])
    assert found is not None
    assert found.polarised
    agreed = delphi.verdict([3, 4, 4, 5])
    assert agreed is not None
    assert not agreed.polarised


def test_people_may_agree_that_something_is_little() -> None:
    found = delphi.verdict([1, 1, 1, 2, 2])
    assert found is not None
    assert found.consensus


def test_of_four_values_only_the_outermost_are_ends() -> None:
    found = delphi.verdict([3, 3, 3, 3, 4], 1, 4)
    assert found is not None
    assert (found.share, found.consensus) == (0.2, False)


def test_nobody_answered() -> None:
    assert delphi.verdict([]) is None


def test_what_moved_half_a_step_stands_still() -> None:
    assert delphi.stable((3, 2.25), (3.5, 1.75))
    assert not delphi.stable((3, 2.25), (3.75, 2.25))
    assert not delphi.stable((3, 2.25), (3, 1.5))


# --- §12: the decision matrix --------------------------------------------------------------------

KEYS = ("letthet", "gevinst", "politisk")
F = [dict(zip(KEYS, row, strict=True)) for row in
     ((2.5, 4.5, 4), (3.5, 3.5, 3), (4, 2.5, 2), (1.5, 4.5, 4.5))]  # fmt: skip


def weighed(*weights: float) -> dict[str, float]:
    return dict(zip(KEYS, weights, strict=True))


@pytest.mark.parametrize(
    ("weights", "totals", "places"),
    [
        ((1, 1, 1), [3.6667, 3.3333, 2.8333, 3.5], [1, 3, 4, 2]),
        ((1, 2, 1), [3.875, 3.375, 2.75, 3.75], [1, 3, 4, 2]),
        ((2, 1, 1), [3.375, 3.375, 3.125, 3.0], [1, 1, 3, 4]),
    ],
)
def test_totals(weights: tuple[float, ...], totals: list[float], places: list[int]) -> None:
    found = [matrix.total(row, weighed(*weights)) for row in F]
    assert found == pytest.approx(totals, abs=0.0001)
    assert matrix.ranks(found) == places


def test_the_one_that_falls_from_second_to_last_is_sensitive_to_weight() -> None:
    assert matrix.sensitive(F, weighed(1, 1, 1)) == [False, False, False, True]


def test_one_criterion_alone_has_no_weight_to_be_sensitive_to() -> None:
    assert matrix.sensitive([{"a": 1}, {"a": 3}, {"a": 2}], {"a": 1}) == [False] * 3


# --- §13: stakeholders ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interest", "power", "place"),
    [(4, 4, "both"), (3, 3, "both"), (2, 3, "y"), (3, 2, "x"), (2, 2, "neither")],
)
def test_three_of_four_is_high(interest: float, power: float, place: str) -> None:
    assert quadrant.place(interest, power, 1, 4) == place


def test_the_young_are_with_from_the_start_whatever_their_power() -> None:
    young: dict[str, float | None] = {"makt": 1, "interesse": 4, "berort": 4}
    assert quadrant.place(4, 1, 1, 4) == "x"  # kept informed
    assert quadrant.from_the_start(young, 1, 4)
    assert not quadrant.from_the_start({**young, "berort": 2}, 1, 4)
    assert not quadrant.from_the_start({"berort": None}, 1, 4)
    assert not quadrant.from_the_start({}, 1, 4)


# --- by role, unit or table: no small group can be read ------------------------------------------


def test_a_group_of_four_is_not_shown() -> None:
    groups = {"a": [3] * 9, "b": [4] * 6, "c": [1] * 4, "d": [2] * 2}
    assert breakdown.shown(groups) == {"a": [3] * 9, "b": [4] * 6}


def test_nor_can_it_be_found_by_taking_the_others_from_the_whole() -> None:
    assert breakdown.shown({"a": [3] * 9, "b": [4] * 6, "c": [1] * 4}) == {"a": [3] * 9}
    assert breakdown.shown({"a": [3] * 9, "c": [1] * 4}) == {}


def test_one_group_that_is_the_whole_says_nothing_more() -> None:
    assert breakdown.shown({"a": [3] * 9}) == {}


def test_those_without_a_role_are_no_group_of_their_own() -> None:
    assert breakdown.shown({"": [3] * 9, "a": [4] * 5}) == {"a": [4] * 5}


# --- where things stand in the pictures ----------------------------------------------------------


def test_two_in_the_same_place_stand_side_by_side() -> None:
    dots = drawing.grid([(1, 4, 4), (2, 4, 4), (3, 1, 1)], 1, 4)["dots"]
    assert len({(d["x"], d["y"]) for d in dots}) == 3
    assert all(drawing.LEFT <= d["x"] <= drawing.RIGHT for d in dots)


def test_two_criteria_make_no_star() -> None:
    assert drawing.radar(["a", "b"], [1, 2], [None, None], 1, 5) is None
