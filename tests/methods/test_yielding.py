"""What yields when time slips: the rules table's row, and the same for any method."""

from __future__ import annotations

import pytest

from methods.catalogue import library
from methods.yielding import Cut, Yields, cuts
from reports.outcome import outcome
from tests.cast import Cast

FIND, WORK, SIEVE, CAN = 3, 8, 9, 10  # as they are numbered in spec/ovre-eiker.md
EIKER = [
    Yields(FIND, 35, way="shorten", place=3), Yields(5, 10),
    Yields(WORK, 30, way="shorten", place=1), Yields(SIEVE, 10, way="leave_out"),
    Yields(CAN, 25, way="shorten", place=2), Yields(11, 15),
]  # fmt: skip


@pytest.mark.parametrize(("late", "wanted"), [
    (0, []),
    (5, [Cut(WORK, 5)]),
    (12, [Cut(WORK, 12)]),  # 60 % of 30 is 18
    (14, [Cut(WORK, 12), Cut(CAN, 2)]),
    (30, [Cut(WORK, 12), Cut(CAN, 10), Cut(FIND, 8)]),
    (36, [Cut(WORK, 12), Cut(CAN, 10), Cut(FIND, 14)]),  # 60 % of 35 is 21
    (38, [Cut(WORK, 12), Cut(CAN, 10), Cut(FIND, 14), Cut(SIEVE, 10, out=True)]),
    (99, [Cut(WORK, 12), Cut(CAN, 10), Cut(FIND, 14), Cut(SIEVE, 10, out=True)]),
])  # fmt: skip
def test_time_slips(late: int, wanted: list[Cut]) -> None:
    assert cuts(EIKER, late) == wanted


def test_what_is_cut_already_is_not_cut_below_its_least() -> None:
    assert cuts([Yields(1, 30, cut=10, way="shorten")], 9) == [Cut(1, 2)]
    assert cuts([Yields(1, 30, cut=12, way="shorten")], 9) == []


def test_without_a_place_the_longest_yields_first_and_after_those_with_one() -> None:
    rows = [Yields(1, 20, way="shorten"), Yields(2, 30, way="shorten"),
            Yields(3, 10, way="shorten", place=1)]  # fmt: skip
    assert [cut.step for cut in cuts(rows, 99)] == [3, 2, 1]


def test_the_least_is_rounded_up_to_whole_minutes() -> None:
    assert cuts([Yields(1, 8, way="shorten", least=70)], 9) == [Cut(1, 2)]  # 5.6 is 6


def test_the_method_file_says_the_rule_of_the_table() -> None:
    late = {s.key: (s.late.way, s.late.place, s.late.least) for s in library()["ovre_eiker"].steps
            if s.late.way or s.late.place}  # fmt: skip
    assert late == {"ideer": ("", 1, 60), "kan": ("", 2, 60), "finn": ("", 3, 60),
                    "sil": ("leave_out", 0, 60)}  # fmt: skip


def test_one_tap_cuts_and_each_is_given_back(cast: Cast) -> None:
    cast.lead_to("saker")
    kari = cast.facilitator
    kari.does("catch_up", minutes=20)
    assert [cast.step(key).lasts for key in ("ideer", "kan", "sil")] == [18, 17, 10]
    kari.does("catch_up", minutes=5)  # more is needed: what is left of one, and the sieve
    assert (cast.step("kan").lasts, cast.step("sil").state) == (15, "skipped")
    assert cast.facilitator.refused("catch_up", minutes=5) == "no_cut"
    kari.does("shorten", "ideer", minutes=0)
    kari.does("leave_out", "sil", on=False)
    assert (cast.step("ideer").lasts, cast.step("sil").state) == (30, "waiting")
    told = [(c["what"], c["step"]) for c in outcome(cast.db, cast.seminar)["changes"]]
    assert told[-3:] == [("skip", "sil"), ("give_back", "ideer"), ("take_in", "sil")]


def test_voting_and_agreements_are_never_cut(cast: Cast) -> None:
    cast.lead_to("aapning")
    for key in ("huk", "avtaler", "ankomst"):
        code = cast.facilitator.refused("shorten", key, minutes=1)
        assert code == ("moved" if key == "ankomst" else "kept")
    assert cast.facilitator.refused("shorten", "ideer", minutes=13) == "too_short"


def test_a_cut_step_opens_with_the_time_it_has(cast: Cast) -> None:
    cast.lead_to("saker")
    cast.facilitator.does("shorten", "ideer", minutes=10)
    cast.lead_to("ideer")
    step = cast.step()
    assert step.deadline and step.opened_at and step.deadline - step.opened_at == 20 * 60
    cast.facilitator.does("extend", minutes=10)  # and by hand it gets it back


def test_without_the_second_sieve_all_ideas_go_on(cast: Cast) -> None:
    anna, bo = cast.people(2)
    cast.lead_to("finn")
    for title in ("Buss", "Bolig", "Kafé", "Jobb"):
        anna.does("add", title=title)
    cast.lead_to("saker")
    cast.facilitator.does("leave_out", "sil")
    for person, group in zip((anna, bo), cast.activity().groups(), strict=False):
        person.does("choose", group=group.id)
    cast.lead_to("ideer")
    for person in (anna, bo):
        person.does("add", title=f"Idé fra {person.id}")
    cast.facilitator.does("next")
    assert cast.step().key == "kan", "the step that was left out is passed over"
    assert len(cast.activity().taken()) == 2
