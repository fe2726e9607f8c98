"""Where the list is cut: ties, the natural break, near misses (spec/voting.md §5, §6)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote import cut
from methods.activities.vote.counting import Line, ranked

votes_of_a_vote = st.lists(st.integers(0, 60), min_size=1, max_size=40)


def lines(votes: list[int]) -> list[Line]:
    """A ranked list in which item 1 has the first number, item 2 the second …"""
    return ranked([_line(item, v) for item, v in enumerate(votes, 1)])


def _line(item: int, votes: int, tables: int = 0, fair: Fraction = Fraction(0)) -> Line:
    return Line(item, votes, votes, tables, fair, Fraction(1), 0)


@pytest.mark.parametrize(
    ("k", "above", "tied", "suggestion"),
    [
        (10, 9, 3, "include"),
        (10, 9, 4, "exclude"),
        (10, 6, 9, "runoff"),
        (10, 8, 2, None),
        (4, 3, 2, "include"),
        (1, 0, 2, "runoff"),
    ],
)
def test_what_is_suggested_for_a_tie(k: int, above: int, tied: int, suggestion: str | None) -> None:
    assert cut.suggest(k, above, tied) == suggestion


@pytest.mark.parametrize(("k", "slack"), [(1, 0), (2, 0), (3, 1), (4, 1), (10, 2), (15, 3)])
def test_slack_is_a_fifth(k: int, slack: int) -> None:
    assert cut.slack(k) == slack


def test_a_tie_names_who_is_in_and_who_shares_the_last_places() -> None:
    found = cut.tie(lines([9, 8, 7, 6, 5, 5, 5]), 5)
    assert found is not None
    assert (found.above, found.tied, found.places) == ((1, 2, 3, 4), (5, 6, 7), 1)
    assert found.suggestion == "exclude"


@pytest.mark.parametrize("k", [0, 3, 4])
def test_there_is_no_tie_where_all_go_on_or_none(k: int) -> None:
    assert cut.tie(lines([4, 4, 4]), k) is None


BREAKS_AT_11 = [41, 38, 37, 33, 30, 28, 27, 22, 21, 21, 20, 12, 11]


def test_the_natural_break_of_the_spec_is_after_eleven() -> None:
    assert cut.natural_break(BREAKS_AT_11, 10) == 11


def test_an_even_slope_has_no_natural_break() -> None:
    assert cut.natural_break([20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8], 10) is None


def test_equal_gaps_break_nearest_to_the_target_then_at_the_smaller_place() -> None:
    assert cut.natural_break([20, 20, 20, 20, 20, 20, 20, 20, 15, 15, 10, 10, 9], 10) == 10
    assert cut.natural_break([20, 20, 20, 20, 20, 20, 20, 20, 20, 15, 15, 10, 9], 10) == 9


def test_a_gap_under_a_tenth_of_the_most_is_no_break() -> None:
    assert cut.natural_break([41, 41, 41, 37], 3) is None  # 4, and the limit is 5
    assert cut.natural_break([40, 40, 40, 36], 3) == 3  # 4, and the limit is 4


def test_nothing_has_no_break() -> None:
    assert cut.natural_break([], 10) is None


@pytest.mark.parametrize(("ballots", "reach"), [(94, 2), (291, 8), (20, 1)])
def test_nearly_in_is_three_in_a_hundred_ballots_and_at_least_one(ballots: int, reach: int) -> None:
    ranking = lines([50, 50 - reach, 50 - reach - 1])
    assert cut.near_misses(ranking, [1], ballots) == [2]


def test_the_losers_of_a_tie_are_nearly_in() -> None:
    assert cut.near_misses(lines([9, 5, 5, 2]), [1, 2], 30) == [3]


def test_a_settled_tie_goes_by_tables_then_table_fair_then_the_lot() -> None:
    tied = [_line(1, 5, 2, Fraction(1, 2)), _line(2, 5, 3, Fraction(1, 4)),
            _line(3, 5, 2, Fraction(1, 3)), _line(4, 5, 2, Fraction(1, 3))]  # fmt: skip
    settled = cut.settle(tied, 3, "frø")
    assert settled.chosen[:2] == (2, 1)
    assert settled.by == ("tables", "table_fair", "lot")
    assert {settled.chosen[2], *settled.losers} == {3, 4}


def test_the_lot_can_be_drawn_again_from_its_seed() -> None:
    tied = [_line(item, 5) for item in range(1, 9)]
    drawn = {seed: cut.settle(tied, 3, seed) for seed in map(str, range(20))}
    assert drawn == {seed: cut.settle(tied[::-1], 3, seed) for seed in drawn}
    assert len({settled.chosen for settled in drawn.values()}) > 1


@given(votes_of_a_vote, st.integers(1, 40))
def test_a_tie_is_found_exactly_where_the_cut_would_part_equals(votes: list[int], k: int) -> None:
    ranking = lines(votes)
    parts_equals = k < len(ranking) and ranking[k - 1].votes == ranking[k].votes
    found = cut.tie(ranking, k)
    assert (found is not None) == parts_equals
    if found:
        assert len(found.above) < k < len(found.above) + len(found.tied)
        assert found.places == k - len(found.above)


@given(votes_of_a_vote, st.integers(1, 40))
def test_a_natural_break_is_near_the_target_and_parts_no_equals(votes: list[int], k: int) -> None:
    falling = sorted(votes, reverse=True)
    place = cut.natural_break(falling, k)
    if place is not None:
        assert abs(place - k) <= cut.slack(k)
        assert falling[place - 1] - falling[place] >= 2


@given(st.integers(1, 60), st.integers(0, 59), st.integers(1, 60))
def test_there_is_one_suggestion_for_every_tie_and_it_keeps_to_the_slack(
    k: int, above: int, tied: int
) -> None:
    above = min(above, k - 1)
    said = cut.suggest(k, above, tied)
    assert (said is None) == (above + tied <= k)
    if said == "include":
        assert k < above + tied <= k + cut.slack(k)
    elif said == "exclude":
        assert above > 0
        assert k - cut.slack(k) <= above < k < above + tied - cut.slack(k)
    else:
        assert said in (None, "runoff")


@given(votes_of_a_vote, st.integers(1, 40), st.integers(1, 400))
def test_nearly_in_are_those_just_below_and_no_others(
    votes: list[int], k: int, ballots: int
) -> None:
    ranking = lines(votes)
    kept = [r.item for r in ranking[:k]]
    near = cut.near_misses(ranking, kept, ballots)
    last = min(r.votes for r in ranking[:k])
    reach = max(1, ballots * 3 // 100)
    assert near == [r.item for r in ranking[k:] if last - r.votes <= reach]


@given(st.integers(2, 20), st.text(max_size=8), st.data())
def test_a_settled_tie_fills_the_places_and_loses_none(
    many: int, seed: str, data: st.DataObject
) -> None:
    tables = data.draw(st.lists(st.integers(0, 3), min_size=many, max_size=many))
    tied = [_line(item, 5, t, Fraction(t, 4)) for item, t in enumerate(tables, 1)]
    places = data.draw(st.integers(1, many - 1))
    settled = cut.settle(tied, places, seed)
    assert len(settled.chosen) == len(settled.by) == places
    assert sorted(settled.chosen + settled.losers) == list(range(1, many + 1))
    shuffled = data.draw(st.permutations(tied))
    assert cut.settle(shuffled, places, seed) == settled
    assert min(tables[i - 1] for i in settled.chosen) >= max(tables[i - 1] for i in settled.losers)
