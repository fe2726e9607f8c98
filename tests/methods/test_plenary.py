"""The plenary: a turn for each card or volunteer, questions from the room, and the gallery."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from methods import asked, clock
from methods.activities.share.turns import minutes
from methods.catalogue import parse
from models import Question
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import plenary

IDEAS = ("Kafé", "Buss", "Benk")


@pytest.fixture
def room(storage: Storage) -> Iterator[Cast]:
    """Three ideas are written at a table; the plenary of them has not begun."""
    made = Cast(storage, method=parse(plenary.METHOD, "plenary"))
    yield made
    made.close()


def ideas(room: Cast, key: str, count: int = 3) -> list[Player]:
    there = room.people(count)
    room.lead_to("ark")
    for title in IDEAS:
        there[0].does("add", title=title)
    room.lead_to(key)
    return there


def wall(room: Cast) -> str:
    found = room.activity().view("screen")["speaking"]
    return str(found["title"]) if found else ""


def place(person: Player) -> int | None:
    sent = asked.sent(person.cast.db, person.cast.seminar)
    found: int | None = asked.own(person.person, sent)["hand_place"]
    return found


def test_so_long_takes_it_when_every_group_speaks() -> None:
    assert [minutes(n, 90) for n in (12, 38, 1, 0)] == [18, 57, 2, 0]


def test_the_console_says_beforehand_how_long_it_takes(room: Cast) -> None:
    room.people(2)[0].cast.lead_to("ark")
    room.join().does("add", title="Kafé")
    room.lead_to("runde", opened=False)
    view = room.activity().view("console")
    assert (view["speakers"], view["takes"], view["cards"]) == (1, 2, [])


def test_the_lot_is_drawn_once_and_its_seed_is_kept(room: Cast) -> None:
    ideas(room, "runde")
    order = [c["title"] for c in room.activity().view("phone")["cards"]]
    assert sorted(order) == sorted(IDEAS)
    assert [c["title"] for c in room.activity().view("screen")["cards"]] == order
    room.facilitator.does("close")
    assert room.step("runde").result["seed"] == room.activity("runde").outcome()["seed"] != ""  # type: ignore[index]


def test_each_card_has_the_floor_in_turn_with_its_clock(
    room: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ideas(room, "runde")
    at = {"now": clock.now()}
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    order = [c["title"] for c in room.activity().view("phone")["cards"]]
    room.facilitator.does("turn")
    assert wall(room) == order[0]
    assert room.activity().view("screen")["until"] == int((at["now"] + 90) * 1000)
    at["now"] += 40
    room.facilitator.does("stop")
    assert (wall(room), room.activity().view("screen")["until"]) == (order[0], None)
    assert room.facilitator.refused("stop") == "no_clock"
    room.facilitator.does("turn")
    assert wall(room) == order[1]
    room.facilitator.does("turn")  # two is the most: then all are shown
    assert (wall(room), room.activity().view("screen")["done"]) == ("", True)
    assert room.facilitator.refused("turn") == "all_shown"
    room.facilitator.does("close")
    assert [row["seconds"] for row in room.step("runde").result["log"]] == [40, 0]  # type: ignore[index]


def test_a_card_hidden_before_its_turn_is_passed_over(room: Cast) -> None:
    ideas(room, "runde")
    cards = room.activity().view("phone")["cards"]
    room.facilitator.does("hide", item=cards[0]["item"], reason="Navngir en person")
    room.facilitator.does("turn")
    assert wall(room) == cards[1]["title"]


def test_hands_are_called_in_turn_and_nobody_is_named_on_the_wall(room: Cast) -> None:
    anna, bo, cai = ideas(room, "hender")
    anna.does("profile", None, name="Anna Aas")
    for person in (bo, anna, cai):
        person.does("raise_hand")
    assert [place(p) for p in (bo, anna, cai)] == [1, 2, 3]
    bo.does("raise_hand", on=False)
    room.facilitator.does("turn")
    assert (anna.own()["called"], place(anna), place(cai)) == (True, None, 1)
    assert room.activity().view("console")["caller"] == "Anna Aas"
    for surface in ("screen", "phone"):
        assert "Anna" not in json.dumps(room.activity().view(surface))
    room.facilitator.does("turn")
    assert (anna.own()["called"], cai.own()["called"]) == (False, True)
    assert room.facilitator.refused("turn") == "no_hand"
    room.facilitator.does("close")
    assert room.db.query(Question).filter_by(kind="hand").count() == 0


def test_where_the_cards_have_turns_a_hand_gives_no_floor(room: Cast) -> None:
    anna, *_ = ideas(room, "runde")
    anna.does("raise_hand")  # it stands in the queue beside the step
    assert room.activity().view("console")["spoken"] == 0
    assert room.facilitator.refused("reveal") == "no_countdown"


def test_a_plenary_says_what_of_the_corner_it_is_about(room: Cast) -> None:
    there = {key: set(room.activity(key).leads()) for key in ("runde", "hender", "galleri")}
    assert there == {"runde": {"question"}, "hender": {"hand"}, "galleri": set()}


def test_the_gallery_shows_every_sheet_and_they_are_liked(room: Cast) -> None:
    anna, bo, _ = ideas(room, "bare")
    anna.does("write", field="mener", text="Alle skal være med")
    room.lead_to("galleri")
    for surface in ("phone", "screen"):
        (card,) = room.activity().view(surface)["cards"]
        assert (card["title"], card["body"]) == ("Bord 1", "Alle skal være med")
    bo.does("like", card=card["id"])
    bo.does("like", card=card["id"])
    assert bo.own()["liked"] == [card["id"]]
    assert room.activity().view("screen")["cards"][0]["likes"] == 1
    assert room.activity().view("phone")["cards"][0]["likes"] == 0  # until it is over
    assert bo.refused("like", card="i999") == "no_item"
    assert room.facilitator.refused("turn") == "no_turns"
    room.facilitator.does("close")
    assert room.step("galleri").result["likes"] == {card["id"]: 1}  # type: ignore[index]
    assert room.activity("galleri").view("screen")["cards"][0]["likes"] == 1


def test_a_text_hidden_on_the_sheet_is_gone_from_the_gallery(room: Cast) -> None:
    anna, *_ = ideas(room, "bare")
    anna.does("write", field="mener", text="Ola er lat")
    room.lead_to("galleri")
    group = room.activity("bare").places()[0].id  # type: ignore[attr-defined]
    room.facilitator.does("hide_line", "bare", group=group, field="mener", reason="Navngir")
    assert "Ola" not in json.dumps(room.activity("galleri").view("screen"))
