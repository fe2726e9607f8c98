"""Counting ballots: the worked numbers of spec/voting.md §2–§9, and what holds for any vote."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote.counting import (
    Ballot,
    Line,
    bridging,
    count,
    home_share,
    merged_ballot,
    table_fair,
)

A, B, C, D = 1, 2, 3, 4
ballots_of_a_vote = st.lists(
    st.builds(
        lambda items, table: Ballot(dict.fromkeys(items, 1), table),
        st.sets(st.integers(1, 12)),
        st.none() | st.integers(1, 4),
    ),
    max_size=40,
)


def ticked(*items: int, table: int | None = None) -> Ballot:
    return Ballot(dict.fromkeys(items, 1), table)


def by_item(lines: list[Line]) -> dict[int, Line]:
    return {line.item: line for line in lines}


def test_dots_are_ranked_with_equal_ranks_for_equal_votes() -> None:
    """§2, five dots each: A 6, C 5, D 5, B 4; ranks 1, 2, 2, 4."""
    dots = [Ballot({A: 3, B: 1, C: 1}), Ballot({A: 3, D: 2}), Ballot({B: 2, C: 2, D: 1}),
            Ballot({B: 1, C: 2, D: 2})]  # fmt: skip
    lines = count(dots, [A, B, C, D])
    assert [(r.item, r.votes, r.rank) for r in lines] == [
        (A, 6, 1),
        (C, 5, 2),
        (D, 5, 2),
        (B, 4, 4),
    ]
    assert {r.item: r.voters for r in lines} == {A: 2, B: 3, C: 3, D: 3}


def test_ranked_ballots_give_three_two_one() -> None:
    """§2: A>B>C, A>C>B, B>C>A, C>B>A, B>A>C → B 11, A 10, C 9."""
    orders = [(A, B, C), (A, C, B), (B, C, A), (C, B, A), (B, A, C)]
    cast = [Ballot(dict(zip(order, (3, 2, 1), strict=True))) for order in orders]
    assert [(r.item, r.votes) for r in count(cast, [A, B, C])] == [(B, 11), (A, 10), (C, 9)]


def test_two_that_split_the_vote_win_together_when_merged() -> None:
    """§3: Buss A 9, Buss B 8, Lekeplass 10; three ticked both buses, merged they have 14."""
    bus, other, playground = 1, 2, 3
    cast = [ticked(bus, other)] * 3 + [ticked(bus)] * 6 + [ticked(other)] * 5
    cast += [ticked(playground)] * 10
    apart = count(cast, [bus, other, playground])
    assert [(r.item, r.votes) for r in apart] == [(playground, 10), (bus, 9), (other, 8)]
    merged = count(cast, [bus, other, playground], {other: bus})
    assert [(r.item, r.votes, r.rank) for r in merged] == [(bus, 14, 1), (playground, 10, 2)]


def test_a_merge_after_votes_is_a_union_of_people() -> None:
    """§4: {1,2,3,4} ∪ {3,4,5} = 5, never 7."""
    cast = [ticked(A), ticked(A), ticked(A, B), ticked(A, B), ticked(B)]
    assert by_item(count(cast, [A, B], {B: A}))[A].votes == 5


def test_merged_dots_are_never_more_than_three() -> None:
    """§4: min(3, 2 + 2) = 3."""
    assert merged_ballot(Ballot({A: 2, B: 2}), {B: A}, per_item=3).ticks == {A: 3}


TABLES = {1: 10, 2: 4, 3: 2}


@pytest.mark.parametrize(
    ("given_", "fair"), [((9, 0, 0), "0.3000"), ((3, 2, 2), "0.6000"), ((5, 1, 1), "0.4167")]
)
def test_table_fair_is_the_mean_of_the_tables_shares(given_: tuple[int, ...], fair: str) -> None:
    """§7: three tables of 10, 4 and 2 ballots."""
    assert f"{float(table_fair(dict(zip(TABLES, given_, strict=True)), TABLES)):.4f}" == fair


def at_tables(*votes: dict[int, int]) -> list[Ballot]:
    """Ballots at tables 1, 2, 3 …: each dict says how many ballots tick which item."""
    cast = []
    for table, by_item_ in enumerate(votes, 1):
        most = max(by_item_.values())
        for n in range(most):
            cast.append(ticked(*[i for i, v in by_item_.items() if n < v], table=table))
    return cast


def test_total_and_table_fair_may_rank_differently() -> None:
    """§7: total says P, Q = R; fair says Q, R, P."""
    p, q, r = 1, 2, 3
    cast = at_tables({p: 9, q: 3, r: 5}, {q: 2, r: 1}, {q: 2, r: 1})
    cast += [ticked(table=1), ticked(table=2), ticked(table=2)]  # blank ballots: 10, 4 and 2 in all
    lines = count(cast, [p, q, r])
    assert [(x.item, x.votes, x.rank) for x in lines] == [(p, 9, 1), (q, 7, 2), (r, 7, 2)]
    assert sorted([p, q, r], key=lambda i: -by_item(lines)[i].table_fair) == [q, r, p]


@pytest.mark.parametrize(
    ("given_", "product", "root"),
    [
        ((4, 4, 0), Fraction(25, 216), "0.4873"),
        ((3, 2, 2), Fraction(36, 216), "0.5503"),
        ((2, 2, 2), Fraction(1, 8), "0.5000"),
    ],
)
def test_bridging_is_high_where_every_table_has_some_for_it(
    given_: tuple[int, ...], product: Fraction, root: str
) -> None:
    """§8: three tables of four."""
    sizes = {1: 4, 2: 4, 3: 4}
    found = bridging(dict(zip(sizes, given_, strict=True)), sizes)
    assert found == product
    assert f"{Line(1, 0, 0, 3, Fraction(0), found, 3).root:.4f}" == root


def test_total_table_fair_and_bridging_each_rank_in_their_own_way() -> None:
    """§8: total X, Y, Z; table-fair X .6667, Y .5833, Z .5000; bridging Y, Z, X."""
    x, y, z = 1, 2, 3
    cast = at_tables({x: 4, y: 3, z: 2}, {x: 4, y: 2, z: 2}, {y: 2, z: 2})
    cast += [ticked(table=3)] * 2
    lines = count(cast, [x, y, z])
    assert [(r.item, r.votes) for r in lines] == [(x, 8), (y, 7), (z, 6)]
    assert [f"{float(r.table_fair):.4f}" for r in lines] == ["0.6667", "0.5833", "0.5000"]
    assert sorted([x, y, z], key=lambda i: -by_item(lines)[i].bridging) == [y, z, x]


def test_home_share_is_of_those_from_the_items_own_table() -> None:
    """§8: marked over one half; of under five ticks nothing is said."""
    cast = [ticked(A, table=1)] * 4 + [ticked(A, table=2)] * 2
    assert home_share(cast, A, 1) == pytest.approx(4 / 6)
    assert home_share(cast[:4], A, 1) is None
    assert home_share(cast, A, None) is None


@given(ballots_of_a_vote, st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_items_changes_nothing(
    cast: list[Ballot], chance: random.Random
) -> None:
    items = list(range(1, 13))
    told = count(cast, items)
    again, mixed = list(cast), list(items)
    chance.shuffle(again)
    chance.shuffle(mixed)
    assert count(again, mixed) == told


@given(ballots_of_a_vote)
def test_ranks_are_one_more_than_the_number_of_those_above(cast: list[Ballot]) -> None:
    lines = count(cast, range(1, 13))
    for line in lines:
        assert line.rank == 1 + sum(other.votes > line.votes for other in lines)


@given(ballots_of_a_vote, st.dictionaries(st.integers(1, 6), st.integers(7, 12)))
def test_a_merge_counts_each_ballot_once_and_loses_none(
    cast: list[Ballot], merged: dict[int, int]
) -> None:
    lines = by_item(count(cast, range(1, 13), merged))
    assert not set(lines) & set(merged)
    for root in set(merged.values()):
        family = {root, *(item for item, to in merged.items() if to == root)}
        assert lines[root].votes == sum(1 for b in cast if family & set(b.ticks))


@given(ballots_of_a_vote)
def test_table_fair_and_bridging_are_shares(cast: list[Ballot]) -> None:
    for line in count(cast, range(1, 13)):
        assert 0 <= line.table_fair <= 1
        assert 0 <= line.bridging <= 1


@given(ballots_of_a_vote)
def test_the_ticks_in_all_are_the_votes_in_all(cast: list[Ballot]) -> None:
    assert sum(r.votes for r in count(cast, range(1, 13))) == sum(len(b.ticks) for b in cast)


@given(ballots_of_a_vote, st.dictionaries(st.integers(1, 6), st.integers(7, 12)))
def test_a_union_is_never_more_than_the_ballots_nor_less_than_its_largest_part(
    cast: list[Ballot], merged: dict[int, int]
) -> None:
    apart = by_item(count(cast, range(1, 13)))
    for root, line in by_item(count(cast, range(1, 13), merged)).items():
        parts = [apart[root].votes, *(apart[i].votes for i, to in merged.items() if to == root)]
        assert max(parts) <= line.votes <= min(len(cast), sum(parts))


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 3), max_size=6))
def test_merged_dots_are_the_sum_but_never_above_three(dots: dict[int, int]) -> None:
    merged = dict.fromkeys([2, 3, 4], 1)
    made = merged_ballot(Ballot(dots), merged, per_item=3).ticks
    assert made.get(1, 0) == min(3, sum(dots.get(i, 0) for i in (1, 2, 3, 4)))
    assert {i: w for i, w in made.items() if i > 4} == {i: w for i, w in dots.items() if i > 4}


@given(ballots_of_a_vote, st.permutations([1, 2, 3, 4]))
def test_which_table_is_called_what_changes_nothing(cast: list[Ballot], names: list[int]) -> None:
    other = dict(zip([1, 2, 3, 4], names, strict=True))
    again = [Ballot(b.ticks, b.group and other[b.group]) for b in cast]
    assert count(again, range(1, 13)) == count(cast, range(1, 13))
