"""A show of hands: written down beside the step, marked as hands, never among the ballots."""

from __future__ import annotations

from reports.outcome import outcome
from reports.reading import sections
from tests.cast import Cast
from tests.methods.vote.room import end
from translations import use


def test_hands_are_written_down_and_never_counted_as_ballots(cast: Cast) -> None:
    people, kari = cast.people(6), cast.facilitator
    cast.lead_to("finn")
    people[0].does("add", title="Bussen")
    cast.lead_to("huk")
    kari.does("count_hands", question="Skal vi ta en pause nå?", rows="Ja 4\nNei: 1\n\nVet ikke 0")
    people[0].does("ballot", items=cast.step().data["items"])
    assert cast.activity().progress() == (1, 6)
    assert end(cast)["ballots"] == 1
    cast.lead_to("saker")
    [step] = [s for s in outcome(cast.db, cast.seminar)["steps"] if s["key"] == "huk"]
    [held] = step["hands"]
    assert (held["question"], held["present"]) == ("Skal vi ta en pause nå?", 6)
    assert [(c["label"], c["hands"]) for c in held["counts"]] == [
        ("Ja", 4), ("Nei", 1), ("Vet ikke", 0)]  # fmt: skip
    with use("nb"):
        read = str(sections(outcome(cast.db, cast.seminar)))
    assert "Håndsopprekning, talt i rommet: Skal vi ta en pause nå?" in read


def test_what_cannot_be_hands_is_refused(cast: Cast) -> None:
    cast.people(3)
    kari = cast.facilitator
    wrong = [("Ja 4", "too_many_hands"), ("Ja", "unreadable"), ("", "bad_rows"),
             ("Ja 1\nJa 2", "bad_rows"), ("3", "unreadable"), ("Ja -1", "unreadable")]  # fmt: skip
    for rows, code in wrong:
        assert kari.refused("count_hands", question="Pause?", rows=rows) == code
    assert cast.facilitator.refused("count_hands", question=" ", rows="Ja 1") == "empty"
    assert kari.refused("count_hands", None, question="Pause?", rows="Ja 1") == "no_step"
    kept = cast.facilitator.does("count_hands", question="Pause?", rows="Ja 2")["hands"]
    cast.facilitator.does("forget_hands", hands=kept)
    assert cast.facilitator.refused("forget_hands", hands=kept) == "no_hands"
