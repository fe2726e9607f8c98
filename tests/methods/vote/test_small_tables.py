"""After publish the file tells no small table, and a recount says what it cannot know (spec §9)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from sqlalchemy import text

from live import heard
from methods.activities.vote import corrections, recount
from methods.activities.vote.counting import Ballot, count
from methods.pooling import Cell, pooled
from reports.outcome import step_outcome
from reports.reading import section
from tests.cast import Cast
from tests.methods.vote.room import open_vote, vote
from translations import use

SIZES = (6, 6, 2)


def voted(cast: Cast) -> tuple[list[int], dict[int, int | None]]:
    """Tables of six, six and two; each table votes for two of its own. `items`, tables by voter."""
    cast.open_doors()
    people = cast.people(sum(SIZES))
    first, second, *_ = cast.activity().scope.tables()
    cast.facilitator.does("add_table")
    third = cast.activity().scope.tables()[-1]
    seats = [t for t, n in zip((first, second, third), SIZES, strict=True) for _ in range(n)]
    for person, table in zip(people, seats, strict=True):
        if person.person.table_id != table.id:
            person.does("sit", table=table.number)
    items = open_vote(cast, people, problems=6, budget="free", target="3")
    for person, table in zip(people, seats, strict=True):
        place = (first, second, third).index(table)
        person.does("ballot", items=[items[place], items[3 + place], items[place - 1]])
    return items, {person.id: person.person.table_id for person in people}


def published(cast: Cast) -> dict[str, Any]:
    vote(cast, "lot")
    return cast.step("huk").result or {}


def tables_in_file(cast: Cast) -> Counter[int | None]:
    """Ballots by table as anyone reads them who has the database file."""
    rows = cast.db.execute(text("SELECT group_id, slot FROM ballot ORDER BY id")).all()
    assert all(row.slot is None for row in rows)
    return Counter(row.group_id for row in rows)


def test_ballots_of_a_small_table_lose_their_table_and_the_result_does_not(cast: Cast) -> None:
    items, tables = voted(cast)
    small = next(t for t, n in Counter(tables.values()).items() if n == 2)
    made = published(cast)
    found = tables_in_file(cast)
    assert small not in found and found[None] >= 5, found
    assert all(n >= 5 for n in found.values()), "no table of the file is small, nor is the pool"
    spec = count([Ballot(dict.fromkeys([items[p], items[3 + p], items[p - 1]], 1), p)
                  for p, n in enumerate(SIZES) for _ in range(n)], items)  # fmt: skip
    rows = {row["item"]: row for row in made["ranking"]}
    for line in spec:  # as it is counted with every table
        row = rows[line.item]
        assert row["table_fair"] == f"{float(line.table_fair):.4f}", line
        assert row["bridging"] == f"{line.root:.4f}" and row["tables"] == line.tables
    assert rows[items[0]]["home_share"] is not None


def test_a_recount_agrees_to_the_byte_where_small_tables_have_lost_theirs(cast: Cast) -> None:
    voted(cast)
    before = json.dumps(published(cast))
    assert cast.facilitator.does("recount") == {"same": True}
    assert json.dumps(corrections.again(cast.activity("huk"))) == before  # type: ignore[arg-type]
    told = cast.activity("huk").outcome()
    assert told["small_tables"] >= 1
    assert recount.ranking(told) == recount.kept(told)
    unheard = heard.view(cast.db, cast.seminar, cast.activity())
    assert unheard and unheard["unheard"]["ballots"] == [], "a pooled table has been heard"


def test_a_correction_counts_small_tables_as_one_and_says_so(cast: Cast) -> None:
    items, _tables = voted(cast)
    before = published(cast)
    numbers = [cast.activity("huk").item(i).number for i in (items[0], items[3], items[5])]
    cast.facilitator.does("void", "huk", ballot=" ".join(map(str, numbers)), reason="To ganger",
                          tie="lot")  # fmt: skip
    now = cast.step("huk").result or {}
    votes = {row["item"]: row["votes"] for row in now["ranking"]}
    assert votes[items[0]] == {r["item"]: r["votes"] for r in before["ranking"]}[items[0]] - 1
    with use("nb"):
        told = json.dumps(section(step_outcome(cast.db, cast.seminar, cast.step("huk"))),
                          ensure_ascii=False)  # fmt: skip
    assert "som ett bord" in told
    cast.facilitator.does("take_back", "huk")
    assert cast.step("huk").result == before
    assert cast.facilitator.does("recount", "huk") == {"same": True}


def test_a_pool_of_fewer_than_five_takes_the_next_smallest_table_in() -> None:
    def cells(**sizes: int) -> list[Cell]:
        return [Cell(1, False, int(t[1:]) or None) for t, n in sizes.items() for _ in range(n)]

    assert pooled(cells(t1=8, t2=8)) == set()
    assert {c.group for c in pooled(cells(t1=8, t2=3, t3=4))} == {2, 3}
    assert {c.group for c in pooled(cells(t1=8, t2=6, t3=2))} == {2, 3}
    assert {c.group for c in pooled(cells(t0=5, t1=8, t2=1))} == {2}
    assert {c.group for c in pooled(cells(t1=2, t2=1))} == {1, 2}
    on_paper = [*cells(t1=8), *(Cell(1, True, 1),) * 2, *(Cell(1, True, 2),) * 5]
    assert pooled(on_paper) == {Cell(1, True, 1), Cell(1, True, 2)}, "paper is told apart too"
