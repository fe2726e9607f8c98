"""A rating on paper: entered by the number, as secret as the others', or refused in words."""

from __future__ import annotations

from storage import Storage
from tests.methods.rate.room import CRITERIA, rating


def test_a_paper_form_is_entered_in_the_order_of_its_questions(storage: Storage) -> None:
    cast = rating(storage, CRITERIA, cards=2)
    kari = cast.facilitator
    kari.does("issue", None, count=2)
    for values, code in (("1 2 3", "answers_differ"), ("1 2 3 4 5 6", "bad_value"),
                         ("1 2 3 4 5 x", "bad_value")):  # fmt: skip
        assert kari.refused("enter_for", paper=101, values=values) == code
    assert kari.refused("enter_for", paper=999, values="1 2 3 4 5 5") == "unknown_number"
    kari.does("enter_for", paper=101, values="1 2 3 4 5 -")
    assert kari.refused("enter_for", paper=101, values="1 2 3 4 5 5") == "number_used"
    assert cast.activity().progress() == (1, 8)
    kari.does("take_out", paper=101)
    assert cast.activity().progress() == (0, 8)
    assert kari.refused("take_out", paper=101) == "not_entered"
    kari.does("enter_for", paper=101, values="1 2 3 4 5 5")
    kari.does("close")
    [line] = cast.activity("vurder").outcome()["entries"]
    assert (line["number"], line["how"], line["by"]) == (101, "single", "facilitator")
    assert (cast.step("vurder").result or {})["answers"] == 1


def test_where_each_rates_cards_of_their_own_paper_is_refused_in_words(storage: Storage) -> None:
    cast = rating(storage, 'assign = "sample:2"')
    cast.facilitator.does("issue", None, count=1)
    assert cast.facilitator.refused("enter_for", paper=101, values="1") == "no_paper"
