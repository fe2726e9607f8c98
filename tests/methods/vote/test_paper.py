"""Paper has no identity: merged items get the most of a batch, and are flagged (spec §4)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote.counting import Ballot, count
from methods.activities.vote.paper import Batch, Told, merged

ballots = st.lists(st.sets(st.integers(1, 4)), min_size=1, max_size=12)


def test_merged_paper_counts_the_most_and_says_what_it_may_be() -> None:
    """Digital 5, paper 3 and 2 of 5 ballots: 5 + 3 = 8, and the true value is from 8 to 10."""
    digital = [Ballot({1: 1})] * 2 + [Ballot({1: 1, 2: 1})] * 2 + [Ballot({2: 1})]
    votes = count(digital, [1, 2], {2: 1})[0].votes
    paper = merged(Batch(5, {1: 3, 2: 2}), {2: 1})[1]
    assert (votes, votes + paper.least, votes + paper.most) == (5, 8, 10)
    assert paper.by_hand


def test_what_is_not_merged_needs_no_hand_recount() -> None:
    assert merged(Batch(5, {1: 3, 2: 2, 3: 0}), {3: 2}) == {1: Told(3, 3), 2: Told(2, 2)}
    assert not Told(3, 3).by_hand


@given(ballots)
def test_the_true_number_is_always_within_what_is_told(cast: list[set[int]]) -> None:
    ticks = {item: sum(item in ballot for ballot in cast) for item in range(1, 5)}
    into = {2: 1, 3: 1}
    told = merged(Batch(len(cast), ticks), into)[1]
    true = sum(bool(ballot & {1, 2, 3}) for ballot in cast)
    assert told.least <= true <= told.most <= len(cast)
