"""Every way of voting, with the numbers of spec/voting.md §2, and what each refuses."""

from __future__ import annotations

import pytest

from methods.activities.vote import counting
from methods.catalogue import parse
from methods.faults import BadMethod
from models import Item
from storage import Storage
from tests.cast import Cast
from tests.methods.vote.room import TEXTS, on, people_of, publish, room_of
from tests.plays import method, step
from translations import use

A, B, C, D = 1, 2, 3, 4


def test_dots_are_added_and_the_voters_are_counted_too() -> None:
    ballots = [{A: 3, B: 1, C: 1}, {A: 3, D: 2}, {B: 2, C: 2, D: 1}, {B: 1, C: 2, D: 2}]
    lines = counting.count([counting.Ballot(b) for b in ballots], [A, B, C, D], per_item=3)
    told = [(line.item, line.votes, line.voters, line.rank) for line in lines]
    assert told == [(A, 6, 2, 1), (C, 5, 3, 2), (D, 5, 3, 2), (B, 4, 3, 4)]


def test_first_second_and_third_give_three_two_and_one() -> None:
    orders = [(A, B, C), (A, C, B), (B, C, A), (C, B, A), (B, A, C)]
    ballots = [counting.Ballot({i: 3 - p for p, i in enumerate(order)}) for order in orders]
    lines = counting.count(ballots, [A, B, C], per_item=3, best=True)
    assert [(line.item, line.votes) for line in lines] == [(B, 11), (A, 10), (C, 9)]


def test_two_that_are_merged_have_at_most_three_dots_and_keep_the_best_place() -> None:
    ballot = counting.Ballot({A: 2, B: 2, C: 1})
    assert counting.merged_ballot(ballot, {B: A}, 3).ticks == {A: 3, C: 1}
    assert counting.merged_ballot(ballot, {B: A}, 3, best=True).ticks == {A: 2, C: 1}


def test_in_the_room_dots_are_given_and_taken_back(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "dots"', "budget = 5", "target = 2")
    voters, items = people_of(cast), on(cast)
    for voter, given in zip(voters, [(3, 1, 1, 0), (3, 0, 0, 2), (0, 2, 2, 1), (0, 1, 2, 2)],
                            strict=False):  # fmt: skip
        for item, weight in zip(items, given, strict=True):
            voter.does("dots", item=item, weight=weight)
    anna = voters[0]
    assert anna.own()["left"] == 0
    assert anna.refused("dots", item=items[3], weight=1) == "over_budget"
    assert anna.refused("dots", item=items[3], weight=4) == "bad_weight"
    assert anna.refused("tick", item=items[3]) == "other_way"
    anna.does("dots", item=items[0], weight=2)
    assert (anna.own()[f"dots_{items[0]}"], anna.own()["left"]) == (2, 1)
    anna.does("dots", item=items[0], weight=3)
    result = publish(cast)
    told = [(row["item"], row["votes"], row["voters"]) for row in result["ranking"]]
    assert told[0] == (items[0], 6, 2)
    assert {told[1], told[2]} == {(items[2], 5, 3), (items[3], 5, 3)}
    assert (result["ticks"], result["ballots"]) == (20, 4)


def test_one_that_is_moved_to_another_place_leaves_the_place_it_had(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "rank"', "target = 1")
    anna, bo, *_ = people_of(cast)
    first, second, third, fourth = on(cast)
    anna.does("rank", first=first, second=second, third=third)
    assert anna.own()["left"] == 0
    anna.does("rank", first=second, second=second, third=third)  # as the phone sends the move
    own = anna.own()
    assert (own["place_1"], own.get("place_2"), own["place_3"]) == (second, None, third)
    assert bo.refused("rank", first=first, second=first) == "same_twice"
    anna.does("clear")
    assert (anna.own()["used"], anna.own()["left"]) == (0, 3)
    bo.does("rank", first=fourth, second=first)
    assert [r["votes"] for r in publish(cast)["ranking"]] == [3, 2, 0, 0]


def test_in_a_poll_each_has_one_choice_that_moves(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "poll"', "target = 1")
    anna, bo, *_ = people_of(cast)
    first, second, *_ = on(cast)
    anna.does("ballot", items=[first])
    anna.does("tick", item=second)
    assert anna.own()["ticks"] == [second]
    assert bo.refused("ballot", items=[first, second]) == "over_budget"
    result = publish(cast)
    assert result["shortlist"] == [second]
    options = cast.db.query(Item).filter_by(kind="option").order_by(Item.id)
    assert [i.title for i in options] == list(TEXTS)


def test_one_does_not_vote_on_ones_own(cast: Cast) -> None:
    people = cast.people(16)
    cast.lead_to("finn")
    hosts = [p for p in people if p.own()["is_host"]]
    mine = hosts[0].does("add", title="Buss")["item"]
    other = hosts[1].does("add", title="Lekeplass")["item"]
    cast.facilitator.does("set", "huk", key="not_own", value="true")
    cast.lead_to("huk")
    assert hosts[0].own()["barred"] == [mine]
    assert hosts[0].refused("tick", item=mine) == "own"
    assert hosts[0].refused("ballot", items=[mine]) == "own"
    hosts[0].does("tick", item=other)


def test_the_ballot_may_stand_in_the_lists_order(storage: Storage) -> None:
    cast = room_of(storage, 'order = "list"')
    people_of(cast)
    assert not cast.activity().view("phone")["shuffled"]


def test_another_order_of_the_table_changes_nothing_of_what_goes_on(cast: Cast) -> None:
    people = cast.people(16)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    narrow, wide = (writer.does("add", title=title)["item"] for title in ("Smal", "Bred"))
    for key, value in (("tally", "bridging"), ("target", "1"), ("budget", "free"),
                       ("hide", "close")):  # fmt: skip
        cast.facilitator.does("set", "huk", key=key, value=value)
    cast.lead_to("huk")
    tables = [p.person.table_id for p in people]  # four of two people, eight of one
    together = [p for p, t in zip(people, tables, strict=True) if tables.count(t) == 2]
    apart = [p for p in people if p not in together]
    for person in together:
        person.does("ballot", items=[narrow])
    for person in apart[:7]:
        person.does("ballot", items=[wide])
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    result = cast.step("huk").result or {}
    shown = cast.activity().view("console")
    assert result["shortlist"] == [narrow]
    assert [r["id"] for r in shown["ranking"]] == [wide, narrow]
    assert shown["shown_words"]
    told = cast.activity().section(cast.activity().outcome())
    assert shown["shown_words"] in [b.get("text") for b in told]


def test_a_recount_of_the_kept_ballots_gives_the_same(storage: Storage) -> None:
    cast = room_of(storage, 'mode = "dots"', "budget = 5", "target = 2")
    items = on(cast)
    for voter in people_of(cast):
        voter.does("dots", item=items[0], weight=2)
    before = publish(cast)
    assert cast.facilitator.does("recount") == {"same": True}
    cast.facilitator.does("hide", None, item=items[1], reason="Navngir en person")
    assert cast.facilitator.does("recount") == {"same": False}
    assert cast.step("valg").result == before
    assert len(cast.activity().view("console")["recount"]["changes"]) == 1


def test_a_vote_on_its_own_options_needs_no_step_before_and_others_do() -> None:
    for settings in (['mode = "agree"'], ['mode = "poll"', 'options = ["Ja", "Nei"]']):
        parse(method("liten", step("valg", "vote", *settings)), "liten")
    with use("en"), pytest.raises(BadMethod, match="key 'from': it is missing"):
        parse(method("liten", step("valg", "vote", 'mode = "poll"')), "liten")


def test_the_facilitator_writes_the_options_one_a_line(storage: Storage) -> None:
    lines = 'mode = "poll"', 'options = ["Ja", "Nei"]'
    text = method("liten", step("inn", "frame"), step("valg", "vote", *lines))
    cast = Cast(storage, method=parse(text, "liten"))
    cast.people(1)
    cast.facilitator.does("set", "valg", key="options", value="Mandag\r\n\r\nTirsdag\n")
    assert cast.step("valg").settings["options"] == ["Mandag", "Tirsdag"]
    many = "\n".join(f"Dag {n}" for n in range(13))
    assert cast.facilitator.refused("set", "valg", key="options", value=many) == "bad_setting"
