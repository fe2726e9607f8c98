"""What is kept of a vote can be counted again by anybody, with the same answer (spec §9)."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from methods.activities.vote import recount
from methods.activities.vote.counting import Ballot, count
from tests.cast import Cast
from tests.methods.vote.room import open_vote, vote

ITEMS = range(1, 9)
ballots = st.lists(st.sets(st.integers(1, 8), min_size=1), min_size=5, max_size=30)


def test_the_ballots_of_an_outcome_give_the_ranking_of_the_outcome(cast: Cast) -> None:
    people = cast.people(8)
    items = open_vote(cast, people, problems=6, budget="free")
    for place, person in enumerate(people):
        person.does("ballot", items=items[place % 4 : place % 4 + 3])
    cast.facilitator.does("merge", None, item=items[5], into=items[4])
    vote(cast, "include")
    outcome = json.loads(json.dumps(cast.activity("huk").outcome()))
    again = recount.ranking(outcome)
    assert json.dumps(again) == json.dumps(recount.kept(outcome))
    assert len(again) == 5


def test_of_so_few_that_their_ballots_are_not_kept_there_is_nothing_to_count(cast: Cast) -> None:
    people = cast.people(4)
    items = open_vote(cast, people)
    for person in people:
        person.does("ballot", items=items[:1])
    vote(cast, "include")
    outcome = cast.activity("huk").outcome()
    assert outcome["cast"] == []
    assert recount.ranking(outcome) == []


def test_weights_are_counted_as_weights() -> None:
    """The dots of spec §2: A 6, C 5, D 5, B 4."""
    cast = [{"1": 3, "2": 1, "3": 1}, {"1": 3, "4": 2}, {"2": 2, "3": 2, "4": 1},
            {"2": 1, "3": 2, "4": 2}]  # fmt: skip
    listed = [{"number": n} for n in (1, 3, 4, 2)]
    made = recount.ranking({"cast": cast, "ranking": listed, "merged": {}})
    assert [(r["number"], r["votes"], r["rank"]) for r in made] == [
        (1, 6, 1), (3, 5, 2), (4, 5, 2), (2, 4, 4),
    ]  # fmt: skip


@given(ballots, st.dictionaries(st.integers(1, 4), st.integers(5, 8)))
def test_any_vote_counted_again_is_the_same(cast: list[set[int]], merged: dict[int, int]) -> None:
    lines = count([Ballot(dict.fromkeys(b, 1)) for b in cast], ITEMS, merged)
    outcome = {
        "ranking": [{"number": x.item, "votes": x.votes, "rank": x.rank} for x in lines],
        "cast": sorted(sorted(b) for b in cast),
        "merged": {str(number): into for number, into in merged.items()},
    }
    assert recount.ranking(outcome) == recount.kept(outcome)
