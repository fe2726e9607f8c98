"""Fairness instruments on numbers: who is not heard, who wrote most, what unites and divides."""

from __future__ import annotations

from typing import Any

from live import heard
from methods import fairness
from methods.fairness import Table
from tests.cast import Cast, Player

ROOM = [Table(1, 8, items=7, ballots=8, spoke=1), Table(2, 8, items=3, ballots=0, spoke=0),
        Table(3, 6, items=0, ballots=5, spoke=0),
        Table(4, 4, items=0, ballots=0, spoke=0)]  # fmt: skip


def row(item: int, votes: int, bridging: str | None, home: float | None = None) -> dict[str, Any]:
    return {"item": item, "votes": votes, "bridging": bridging, "home_share": home}


# Three groups of four: spec/voting.md §8, with two more below them.
SPEC = [row(1, 8, "0.4873"), row(2, 7, "0.5503"), row(3, 6, "0.5000"), row(4, 1, "0.2"),
        row(5, 0, "0.1")]  # fmt: skip


def test_a_table_nothing_has_come_from_is_named_and_a_small_one_never() -> None:
    assert fairness.unheard(ROOM) == {"items": [3], "ballots": [2], "spoke": [2, 3]}


def test_what_has_not_been_asked_yet_is_not_missed() -> None:
    assert fairness.unheard([Table(1, 8), Table(2, 8)]) == {"items": [], "ballots": [], "spoke": []}


def test_one_table_that_wrote_more_than_half_is_named() -> None:
    assert [(t.number, share) for t, share in fairness.shares(ROOM)] == [(1, 0.7), (2, 0.3), (3, 0)]
    assert fairness.wrote_most(ROOM) == (1, 0.7)
    even = [Table(n, 8, items=3) for n in (1, 2, 3)]
    assert fairness.wrote_most(even) is None
    assert fairness.wrote_most(ROOM[:2]) is None, "of two tables one always writes most"
    assert fairness.shares([Table(1, 8, items=4)]) == []
    small = [Table(1, 4, items=9), Table(2, 8, items=1), Table(3, 8, items=1)]
    assert fairness.wrote_most(small) is None


def test_ticks_from_the_own_table_are_told_in_tenths_and_never_of_a_small_table() -> None:
    rows = [row(1, 20, "0.5", 0.64), row(2, 20, "0.5", 0.5), row(3, 6, "0.5", 0.9),
            row(4, 3, "0.5", None)]  # fmt: skip
    assert fairness.mostly_home(rows, {1: 8, 2: 8, 3: 4, 4: 8}) == [(1, 6)]


def test_what_has_support_at_every_table_unites() -> None:
    assert fairness.unites(SPEC) == [2, 3]
    assert fairness.unites([row(1, 8, None)]) == []


def test_what_many_want_but_not_everywhere_divides() -> None:
    assert fairness.divides(SPEC) == [1]  # most votes, and third by bridging
    even = [row(1, 8, "0.6"), row(2, 7, "0.5"), row(3, 1, "0.2")]
    assert fairness.divides(even) == []


def tables(cast: Cast) -> list[Player]:
    """Two tables of six."""
    people = cast.people(12)
    first, second, *_ = cast.activity().scope.tables()
    for place, person in enumerate(people):
        person.does("sit", table=(first if place < 6 else second).number)
    return people


def view(cast: Cast) -> dict[str, Any] | None:
    return heard.view(cast.db, cast.seminar, cast.activity())


def test_the_console_is_told_nothing_while_a_vote_is_on(cast: Cast) -> None:
    cast.open_doors()
    people = tables(cast)
    cast.lead_to("finn")
    for title in ("Buss", "Bolig", "Kafé", "Jobb", "Skole", "Lys"):
        people[0].does("add", title=title)
    assert view(cast) is None, "and not while they write"
    cast.facilitator.does("next")
    found = view(cast)
    assert found and found["unheard"]["items"] == [2]
    for key, value in (("target", "2"), ("budget", "free")):
        cast.facilitator.does("set", "huk", key=key, value=value)
    cast.lead_to("huk")
    ballot = cast.activity().on_ballot()  # type: ignore[attr-defined]
    for person in people[:6]:
        person.does("ballot", items=ballot[:3])
    assert view(cast) is None
    cast.facilitator.does("close")
    assert view(cast) is None, "it is closed, and nothing is published"
    cast.facilitator.does("cut", size=3)
    cast.facilitator.does("publish")
    found = view(cast)
    assert found and found["unheard"]["ballots"] == [2]


def test_a_room_of_small_tables_has_no_instruments(cast: Cast) -> None:
    people = cast.people(4)
    cast.lead_to("finn")
    for number in range(6):
        people[0].does("add", title=f"Sak {number}")
    cast.facilitator.does("next")
    assert view(cast) is None


def test_the_home_share_is_not_told_of_a_table_with_fewer_than_five_ballots(cast: Cast) -> None:
    cast.open_doors()
    people = cast.people(10)
    first, second, *_ = cast.activity().scope.tables()
    for place, person in enumerate(people):
        person.does("sit", table=(first if place < 4 else second).number)
    cast.lead_to("finn")
    for person, table in ((people[0], first), (people[9], second)):
        person.does("host", None, group=table.id)
    small = people[0].does("add", title="Buss")["item"]
    large = people[9].does("add", title="Bolig")["item"]
    for title in ("Kafé", "Jobb"):
        people[9].does("add", title=title)
    for key, value in (("target", "2"), ("budget", "free")):
        cast.facilitator.does("set", "huk", key=key, value=value)
    cast.lead_to("huk")
    for place, person in enumerate(people):
        person.does("ballot", items=[small, large] if place % 3 else [large])
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    told = {row["item"]: row["home_share"] for row in (cast.step().result or {})["ranking"]}
    assert told[small] is None
    assert told[large] == 0.6
