"""Paper and phones are one count that can be explained, in every way of voting."""

from __future__ import annotations

import pytest

from methods.activities.vote import recount
from models import Entry
from storage import Storage
from tests.cast import Cast
from tests.methods.vote.room import batch, end, open_vote, publish, room_of

# --- one count -----------------------------------------------------------------------------------


def test_the_lines_of_the_account_add_up_to_the_result(room: Cast) -> None:
    kari = room.facilitator
    kari.does("paper_batch", table=1, ballots=3, rows="1 3\n2 2\n5 1", numbers="101 102 103")
    kari.does("enter_for", paper=105, numbers="3")
    made = end(room)
    account = room.activity("huk").outcome()["account"]
    lines = account["lines"]
    assert sum(line["ballots"] for line in lines) == made["ballots"] == 10
    assert sum(line["ticks"] for line in lines) == made["ticks"] == 19
    assert [(x["kind"], x["ballots"], x["ticks"]) for x in lines] == [
        ("phones", 7, 13), ("batch", 3, 6)]  # fmt: skip
    assert (lines[0]["paper"], lines[1]["table"], lines[1]["by"]) == (1, 1, "facilitator")
    assert [(e["number"], e["how"], e["by"]) for e in account["entries"]] == [
        (105, "single", "facilitator")]  # fmt: skip


def test_five_or_more_entered_one_by_one_have_a_line_of_their_own(room: Cast) -> None:
    for n in range(101, 106):
        room.facilitator.does("enter_for", paper=n, numbers="1 2")
    made = end(room)
    outcome = room.activity("huk").outcome()
    assert [(x["kind"], x["ballots"], x["ticks"]) for x in outcome["account"]["lines"]] == [
        ("phones", 6, 12), ("single", 5, 10)]  # fmt: skip
    assert [row["paper"] for row in outcome["ranking"]][:2] == [5, 5]
    assert made["paper"]["ballots"] == 5  # type: ignore[index, call-overload]


def test_the_kept_ballots_and_batches_count_to_the_same_result(room: Cast) -> None:
    kari, items = room.facilitator, room.step().data["items"]
    kari.does("paper_batch", table=1, ballots=4, rows="1 4\n4 2\n5 1")
    kari.does("merge", None, item=items[4], into=items[3])
    end(room)
    outcome = room.activity("huk").outcome()
    assert recount.ranking(outcome) == recount.kept(outcome)
    assert outcome["paper"]["by_hand"] == [4]
    assert room.facilitator.does("recount", "huk") == {"same": True}


def test_merged_paper_is_flagged_to_be_counted_by_hand(room: Cast) -> None:
    kari, items = room.facilitator, room.step().data["items"]
    kari.does("paper_batch", table=1, ballots=4, rows="4 3\n5 2")
    assert room.activity().view("console")["desk"]["by_hand"] == []
    kari.does("merge", None, item=items[4], into=items[3])
    assert room.activity().view("console")["desk"]["by_hand"] == [4]
    row = next(r for r in end(room)["ranking"] if r["item"] == items[3])  # type: ignore[attr-defined]
    assert (row["votes"], row["paper"]) == (3, 3)  # the true one is from 3 to 4


def test_no_count_on_the_console_before_it_is_published(room: Cast) -> None:
    room.facilitator.does("paper_batch", table=1, ballots=4, rows="1 4\n2 2")
    desk = room.activity().view("console")["desk"]
    [line] = desk["batches"]
    assert {k: line[k] for k in ("table", "ballots", "ticks")} == {
        "table": 1, "ballots": 4, "ticks": 6}  # fmt: skip
    assert "counts" not in line and "rows" not in line


def test_the_log_tells_who_entered_and_never_what(room: Cast) -> None:
    room.facilitator.does("paper_batch", table=1, ballots=4, rows="1 4")
    room.facilitator.does("enter_for", paper=105, numbers="3")
    rows = {e.verb: e.data for e in room.db.query(Entry)}
    assert rows["paper_batch"] == {"table": 1, "ballots": 4}
    assert rows["enter_for"] == {"number": 105, "how": "single"}


# --- the other ways of voting --------------------------------------------------------------------


def desk_room(storage: Storage, *settings: str) -> Cast:
    cast = room_of(storage, *settings)
    cast.facilitator.does("issue", None, count=3)
    return cast


@pytest.mark.parametrize(
    ("settings", "numbers", "wrong", "votes"),
    [
        (('mode = "dots"', "budget = 5"), "1 1 1 2", "1 1 1 1", {1: 3, 2: 1}),
        (('mode = "rank"',), "2 1", "2 2", {2: 3, 1: 2}),
        (('mode = "poll"',), "3", "3 3", {3: 1}),
        (('mode = "agree"',), "1 2 6 0", "7", {1: 1, 2: 1, 3: 0}),
    ],
)
def test_a_single_ballot_in_every_way_of_voting(
    storage: Storage, settings: tuple[str, ...], numbers: str, wrong: str, votes: dict[int, int]
) -> None:
    cast = desk_room(storage, *settings)
    assert cast.facilitator.refused("enter_for", paper=101, numbers=wrong)
    for paper_number in (101, 102, 103):
        cast.facilitator.does("enter_for", paper=paper_number, numbers=numbers)
    cast.activity().view("console")
    publish(cast)
    if "agree" in settings[0]:
        assert (cast.step("valg").result or {})["ballots"] == 3
        return
    outcome = cast.activity("valg").outcome()
    found = {row["number"]: row["votes"] for row in outcome["ranking"]}
    assert {n: found[n] for n in votes} == {n: 3 * v for n, v in votes.items()}


@pytest.mark.parametrize("mode", ["rank", "agree"])
def test_where_a_sum_tells_too_little_a_batch_is_refused(storage: Storage, mode: str) -> None:
    cast = desk_room(storage, f'mode = "{mode}"')
    assert batch(cast, "1 3", ballots=3, table=0) == "one_by_one"


def test_a_batch_of_dots_has_the_fewest_voters_there_can_be(storage: Storage) -> None:
    cast = desk_room(storage, 'mode = "dots"', "budget = 5")
    assert batch(cast, "1 10", ballots=3, table=0) == "over_ballots"
    cast.facilitator.does("paper_batch", table=0, ballots=3, rows="1 7\n2 3")
    publish(cast)
    rows = cast.activity("valg").outcome()["ranking"]
    assert [(r["votes"], r["voters"]) for r in rows[:2]] == [(7, 3), (3, 1)]


def test_a_run_off_takes_paper_too(room: Cast) -> None:
    kari = room.facilitator
    kari.does("paper_batch", table=1, ballots=4, rows="3 4")
    kari.does("set", "sil", key="target", value="1")
    kari.does("close")
    kari.does("cut", size=1)
    kari.does("tie", choice="runoff")
    assert batch(room, "1 3", ballots=4) == "blank"
    assert batch(room, "3 4", ballots=4) == "not_on_ballot"
    kari.does("paper_batch", table=1, ballots=4, rows="1 3\n2 1", phase=2)
    assert kari.refused("paper_batch", table=1, ballots=2, rows="1 2", phase=1) == "closed"
    kari.does("close")
    kari.does("publish")
    story = (room.step("huk").result or {})["tie"]
    assert ([r["votes"] for r in story["runoff"]], story["runoff_paper"]) == ([3, 1], 4)


def test_a_table_cannot_give_its_own_where_that_is_not_allowed(cast: Cast) -> None:
    people = cast.people(3)
    cast.facilitator.does("set", "huk", key="not_own", value="true")
    table = cast.activity().scope.tables()[0]
    cast.facilitator.does("issue", None, count=2, table=table.number)
    items = open_vote(cast, people, problems=4)
    wrote = cast.activity().item(items[0]).group_id
    assert wrote == table.id
    assert batch(cast, "1 2", ballots=2, table=table.number) == "own"
    assert cast.facilitator.refused("enter_for", paper=101, numbers="1") == "own"


def test_a_shortlist_that_represents_the_room_cannot_leave_paper_out(cast: Cast) -> None:
    people = cast.people(12)
    cast.facilitator.does("issue", None, count=4, table=1)
    items = open_vote(cast, people, problems=6, target="2")
    for n, person in enumerate(people):
        person.does("ballot", items=[items[n % 3], items[3]])
    cast.facilitator.does("paper_batch", table=1, ballots=4, rows="5 4")
    cast.facilitator.does("close")
    assert cast.facilitator.refused("represent") == "paper_unknown"
