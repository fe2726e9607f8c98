"""Storøya's vote: 291 ballots, 36 of them on paper, by spec/scenarios.md (c) 2–3."""

from __future__ import annotations

from collections import Counter

from methods.activities.vote import budget, cut
from methods.activities.vote.counting import Ballot, count
from methods.activities.vote.paper import Batch, check, read

VOTES = [143, 131, 128, 119, 111, 104, 98, 95, 90, 88, 87, *(61 - 5 * j // 4 for j in range(37))]
PRESENT, BALLOTS, PHONES, TICKS = 300, 291, 255, 10


def dealt() -> list[set[int]]:
    """2632 ticks dealt in item order to 291 voters, at most ten each and none of them without."""
    ballots: list[set[int]] = [set() for _ in range(BALLOTS)]
    turn = 0
    for item, votes in enumerate(VOTES, 1):
        for _vote in range(votes):
            ballots[turn % BALLOTS].add(item)
            turn += 1
    return ballots


def room() -> tuple[list[Ballot], list[Batch]]:
    """Tables of eight: the last four at each of nine tables have no phone, a batch each."""
    phones, paper = [], []
    for table in range(38):
        there = [b for n, b in enumerate(dealt()) if n // 8 == table]
        on_paper = there[-4:] if 20 <= table < 29 else []
        phones += [Ballot(dict.fromkeys(b, 1), table) for b in there[: len(there) - len(on_paper)]]
        if on_paper:
            paper.append(Batch(4, Counter(i for b in on_paper for i in b), table))
    return phones, paper


def test_291_ballots_with_2632_ticks_of_which_36_on_paper() -> None:
    phones, paper = room()
    on_paper = sum(batch.ballots for batch in paper)
    assert (len(phones), on_paper, len(phones) + on_paper) == (PHONES, 36, BALLOTS)
    given = sum(len(b.ticks) for b in phones) + sum(batch.given for batch in paper)
    assert (given, sum(VOTES), len(VOTES)) == (2632, 2632, 48)
    assert all(1 <= len(b) <= TICKS for b in dealt())
    assert budget.ticks(48) == TICKS
    assert f"{100 * BALLOTS / PRESENT:.1f}" == "97.0"


def test_every_batch_is_within_its_limits() -> None:
    for batch in room()[1]:
        text = "\n".join(f"{item} {n}" for item, n in batch.ticks.items())
        rows, faults = read(text)
        assert faults + check(rows, batch.ballots, range(1, 49), TICKS, 1) == []


def test_phones_and_paper_are_one_count_with_the_ranks_and_the_cut_of_the_spec() -> None:
    phones, paper = room()
    lines = count(phones, range(1, 49), per_item=1, paper=paper)
    assert [line.votes for line in lines] == VOTES
    assert [line.rank for line in lines[:11]] == list(range(1, 12))
    assert cut.tie(lines, 10) is None  # rank 10 is not a tie
    assert (VOTES[9] - VOTES[10], VOTES[10] - VOTES[11]) == (1, 26)
    assert cut.natural_break(VOTES, 10) == 11
    assert cut.near_misses(lines, [line.item for line in lines[:11]], BALLOTS) == []


def test_the_tables_with_paper_weigh_as_if_each_ballot_were_known() -> None:
    """Table-fair and bridging ask how many at each table, which a batch tells."""
    phones, paper = room()
    known = [Ballot(dict.fromkeys(b, 1), n // 8) for n, b in enumerate(dealt())]
    assert count(phones, range(1, 49), per_item=1, paper=paper) == count(known, range(1, 49))
