"""Each row of the rules table of spec/ovre-eiker.md, under the row's own name: in the hall.

In the browser too: tie at rank 10, ten or fewer problems, 1-2 people choose a topic, moving, idea
not kept, agreement without collector (journeys/test_whole_seminar.py); no phone, paper votes
(test_on_paper.py); late-comer, net drops (test_bad_wifi.py); votes in flight at close
(test_bad_input.py); time slips (test_slipping.py).
"""

from __future__ import annotations

from typing import Any

import pytest

from methods import clock
from methods.late import before, done
from models import Group, Item
from tests.cast import Cast, Player
from tests.methods.topics import go, open_topics
from tests.methods.vote.room import open_vote, vote


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The clock; `at["now"]` moves it."""
    now = {"now": 1_800_000_000.0}
    monkeypatch.setattr(clock, "now", lambda: now["now"])
    return now


def console(cast: Cast, key: str = "") -> dict[str, Any]:
    return cast.activity(key).view("console")


def hosts(people: list[Player]) -> list[Player]:
    return [p for p in people if p.own()["is_host"]]


def test_too_many_people_for_the_room_list(cast: Cast) -> None:
    """No closed list: tables are added, and who walks in gets a place by the same code."""
    people = cast.people(96)
    tables = len(console(cast)["tables"])
    cast.facilitator.does("add_table")
    walked_in = cast.people(30)
    seats = console(cast)["tables"]
    assert len(seats) > tables
    assert sum(t["people"] for t in seats) == len(people) + len(walked_in)
    assert max(t["people"] for t in seats) <= 10


@pytest.mark.parametrize(("ticked", "suggested"), [((3, 2, 2, 2), "runoff"), ((3, 3, 2, 2), None)])
def test_tie_at_rank_10(cast: Cast, ticked: tuple[int, ...], suggested: str | None) -> None:
    """Never silently cut: the console says who is tied and what it suggests, and waits."""
    people = cast.people(4)
    items = open_vote(cast, people, problems=4, budget="free", target="2")
    for place, count in enumerate(ticked):
        for voter in people[:count]:
            mine = voter.own("huk")["ticks"]
            voter.does("ballot", items=[*mine, items[place]])
    cast.facilitator.does("close")
    tie = console(cast)["tie"]
    if suggested is None:
        assert tie is None
        return
    assert [t["id"] for t in tie["tied"]] == items[1:]
    assert tie["choices"][0] == suggested
    assert set(tie["choices"]) >= {"include", "exclude", "runoff", "lot"} - {"exclude"}
    assert cast.facilitator.refused("publish") == "tie"
    cast.facilitator.does("tie", choice="lot")
    cast.facilitator.does("publish")
    made = cast.step("huk").result or {}
    assert len(made["shortlist"]) == 2
    assert sum(row["near_miss"] for row in made["ranking"]) == 2, "tied losers are nearly in"


def test_ten_or_fewer_problems(cast: Cast, at: dict[str, float]) -> None:
    """All go on, and the vote only orders them; under four, ten more minutes are offered."""
    people = cast.people(8)
    cast.lead_to("finn")
    at["now"] += 60 * 20
    assert console(cast)["few"], "fewer than four at half time: ten minutes more are offered"
    for number in range(4):
        hosts(people)[0].does("add", title=f"Sak {number}")
    assert not console(cast)["few"]
    cast.lead_to("huk")
    people[0].does("ballot", items=cast.step("huk").data["items"][:1])
    vote(cast, "include")
    assert len((cast.step("huk").result or {})["shortlist"]) == 4


def test_empty_table_or_table_with_no_problems(cast: Cast, at: dict[str, float]) -> None:
    """Flagged at half time; may read and vote only, and is left out of what counts tables."""
    people = cast.people(24)
    cast.lead_to("finn")
    writer, silent = hosts(people)[:2]
    writer.does("add", title="Bussen går ikke om kvelden")
    at["now"] += 60 * 18
    assert silent.person.table_id in [g.id for g in cast.activity().stuck()]
    helper = cast.helper("Åse")
    assert helper.refused("reads_only", group=writer.person.table_id) == "has_written"
    helper.does("reads_only", group=silent.person.table_id)
    assert silent.person.table_id not in [g.id for g in cast.activity().stuck()]
    cell = next(t for t in console(cast)["tables"] if t["id"] == silent.person.table_id)
    assert cell["reads"]
    assert cell["state"] != "need"
    place = cast.db.get(Group, silent.person.table_id)
    assert cast.activity().view("group", place)["reads"]
    silent.does("add", title="Vi kom på noe likevel")
    assert not cast.activity().view("group", place)["reads"]


def test_a_table_of_one_is_offered_a_neighbour_with_room(cast: Cast, at: dict[str, float]) -> None:
    people = cast.people(96)
    last = [p for p in people if p.person.table_id == people[11].person.table_id]
    for place, walker in enumerate(last[1:]):
        walker.does("move", group=people[place].person.table_id)
    at["now"] += 60 * 9
    lonely = next(t for t in console(cast)["tables"] if t["people"] == 1)
    assert lonely["near"]["id"] != lonely["id"]
    cast.facilitator.does("merge", group=lonely["id"], into=lonely["near"]["id"])
    assert max(t["people"] for t in console(cast)["tables"]) <= 10


def test_late_comer(cast: Cast, at: dict[str, float]) -> None:
    """Joins any step at the emptiest table, with what has happened and a full ballot; not after."""
    people = cast.people(9)
    items = open_vote(cast, people, problems=4)
    at["now"] += 60
    late = cast.join("Sein")
    assert late.person.table_id is not None
    steps = done(cast.activity().scope)
    told = {step["title"]: step["what"] for step in before(steps, late.person)}
    assert list(told) == ["Ankomst", "Åpning", "Finn problemstillinger", "Les og samle"]
    assert told["Finn problemstillinger"] == "4 problemstillinger"
    assert before(steps, people[0].person) == []
    late.does("ballot", items=items[: late.own("huk")["left"]])
    vote(cast, "include")
    later = cast.join("Seinere")
    assert later.refused("ballot", "huk", items=items[:1]) == "closed"
    assert cast.activity("huk").scope.present() == 11


def test_table_merges_problems(cast: Cast, at: dict[str, float]) -> None:
    """Both origins and texts are kept; a home table may object within three minutes."""
    people = cast.people(16)
    cast.lead_to("finn")
    one, other = hosts(people)[:2]
    first = one.does("add", title="Bussen går ikke om kvelden")["item"]
    second = other.does("add", title="Det går ingen kveldsbuss")["item"]
    cast.lead_to("samle")
    cast.facilitator.does("merge", None, item=second, into=first)
    card = cast.activity().view("phone")["problems"][0]
    assert (card["title"], card["under"][0]["title"]) == (
        "Bussen går ikke om kvelden", "Det går ingen kveldsbuss")  # fmt: skip
    tables = {g.id: g.number for g in cast.activity().scope.tables()}
    assert {card["table"], card["under"][0]["table"]} == {
        tables[p.person.table_id or 0] for p in (one, other)
    }
    at["now"] += 170
    other.does("object", item=second)
    assert len(cast.activity().view("phone")["problems"]) == 2
    cast.facilitator.does("merge", None, item=second, into=first)
    at["now"] += 190
    assert other.refused("object", item=second) == "too_late"


def test_nobody_chooses_a_topic(cast: Cast, at: dict[str, float]) -> None:
    """Left in peace for five minutes; called out; then parked, and still in the report."""
    people = cast.people(12)
    groups = open_topics(cast)
    go(people, groups[0])
    at["now"] += 301
    empty = console(cast)["topics"][9]
    assert empty["need"]
    cast.facilitator.does("call_out", group=groups[9])
    assert cast.activity().view("screen")["topics"][9]["called"]
    cast.facilitator.does("park", group=groups[9])
    cast.facilitator.does("close")
    parked = (cast.step("saker").result or {})["parked"]
    titles = [i.title for i in cast.db.query(Item).filter(Item.id.in_(parked))]
    assert "Sak 10" in titles
    told = cast.activity("saker").outcome()["topics"][9]
    assert (told["title"], told["taken"]) == ("Sak 10", False)


def test_1_to_2_people_choose_a_topic(cast: Cast, at: dict[str, float]) -> None:
    """Allowed, told of a neighbour with room, never forced."""
    people = cast.people(12)
    groups = open_topics(cast)
    go(people[:5], groups[0])
    go(people[5:11], groups[2])
    go(people[11:], groups[1])
    at["now"] += 301
    alone = console(cast)["topics"][1]
    assert alone["near"]["id"] in groups
    assert not alone["need"]
    cast.facilitator.does("close")
    assert groups[1] in (cast.step("saker").result or {})["groups"]


def test_sixty_choose_one_topic(cast: Cast) -> None:
    """60 are dealt as 4×8 and 4×7 over the home tables, each with a sheet of its own."""
    people = cast.people(60)
    groups = open_topics(cast)
    go(people, groups[0])
    assert console(cast)["topics"][0]["split"]
    cast.facilitator.does("split", group=groups[0])
    assert cast.facilitator.refused("split", group=groups[0]) == "already_split"
    parts = [t for t in cast.activity().view("screen")["topics"] if t["size"]]
    assert sorted(t["size"] for t in parts) == [7] * 4 + [8] * 4
    assert {t["title"] for t in parts} == {"Sak 1"}
    for part in parts:
        tables = [p.person.table_id for p in people if part["id"] == p.own()["place"]]
        assert len(set(tables)) >= len(tables) - 1, "spread over the home tables"
    cast.lead_to("ideer")
    assert len(cast.activity().view("console")["groups"]) == 8


def test_moving(cast: Cast) -> None:
    """One tap while it is open; the log is kept, the text stays, and bees belong nowhere."""
    anna, bo, cai = cast.people(3)
    groups = open_topics(cast)
    go([anna, bo], groups[0])
    anna.does("choose", group=groups[1])
    bo.does("leave")
    cast.facilitator.does("close")
    told = cast.activity("saker").outcome()
    first, second = told["topics"][:2]
    assert (first["people"], second["people"]) == (0, 1)
    assert first["stopped_by"] == 2
    assert anna.refused("choose", "saker", group=groups[0]) == "closed"
    assert cai.person.table_id
