"""People propose columns; the facilitator answers; nobody can tell who proposed what."""

from __future__ import annotations

from storage import Storage
from tests.methods.sorting import NOW, shown, sorting
from translations import use


def test_a_participant_proposes_a_column_and_the_facilitator_answers(storage: Storage) -> None:
    cast, _items = sorting(storage, 'mode = "categories"', NOW)
    anna, bo = cast.join("Anna"), cast.join("Bo")
    summer = anna.does("propose", label=" Etter  sommeren ")["proposal"]
    for surface in ("phone", "console", "screen"):
        assert cast.activity().view(surface)["proposed"] == [
            {"id": summer, "label": "Etter sommeren"}
        ], "all see what, nobody who"
    assert bo.refused("propose", label="etter SOMMEREN") == "same_name"
    assert bo.refused("propose", label="nå") == "same_name"
    assert cast.facilitator.does("accept", proposal=summer) == {"category": "etter_sommeren"}
    assert "Etter sommeren" in shown(cast)
    assert cast.facilitator.refused("accept", proposal=summer) == "no_proposal"
    never = bo.does("propose", label="Aldri")["proposal"]
    cast.facilitator.does("decline", proposal=never, reason="Alt er med")
    assert cast.activity().view("phone")["proposed"] == [], "what is declined stands nowhere"
    with use("nb"):
        assert bo.own()["answers"] == "Kolonnen din «Aldri» ble ikke tatt inn: Alt er med"
        assert anna.own()["answers"] == "Kolonnen din «Etter sommeren» er tatt inn. Takk!"
    cast.facilitator.does("close")
    assert "proposed" not in cast.step("rydd").data, "who proposed what is forgotten"


def test_proposals_do_not_fill_the_wall(storage: Storage) -> None:
    cast, _items = sorting(storage, 'mode = "categories"', NOW)
    people = [cast.join(f"P{n}") for n in range(4)]
    for n, person in enumerate(people[:3]):
        person.does("propose", label=f"Forslag {n}a")
        person.does("propose", label=f"Forslag {n}b")
    assert people[0].refused("propose", label="Et til") == "wait", "two of one's own"
    assert people[3].refused("propose", label="Mitt") == "wait", "six in all"
    number = cast.activity().view("phone")["proposed"][0]["id"]
    cast.facilitator.does("decline", proposal=number)
    people[3].does("propose", label="Mitt")


def test_where_there_are_no_columns_none_can_be_proposed(storage: Storage) -> None:
    cast, _items = sorting(storage)
    assert cast.join("Bo").refused("propose", label="Nå") == "no_columns"
