"""A closing sentence that harms somebody is taken out: of every page, the report and the file."""

from __future__ import annotations

import json

from reports.outcome import outcome
from tests.cast import Cast

HARM = "Per på skatt er en tosk"


def test_a_sentence_that_harms_is_taken_out_everywhere(cast: Cast) -> None:
    people = cast.people(6)
    cast.lead_to("slutt")
    for person in people:
        person.does("score", criterion="nytte", value=4)
    people[0].does("comment", words=HARM)
    people[1].does("comment", words="En god dag")
    cast.facilitator.does("close")
    assert HARM in json.dumps(outcome(cast.db, cast.seminar), ensure_ascii=False)
    assert people[0].refused("hide_words", words=HARM, reason="Skjellsord") == "not_allowed"
    assert cast.facilitator.refused("hide_words", words=HARM, reason=" ") == "empty"
    done = cast.facilitator.sends("hide_words", words=HARM, reason="Skjellsord")
    assert done.forget, "freed pages are wiped"
    told = json.dumps(outcome(cast.db, cast.seminar), ensure_ascii=False)
    assert HARM not in told and "En god dag" in told
    assert cast.activity().view("console")["words"] == ["En god dag"]
    assert cast.facilitator.refused("hide_words", words=HARM, reason="Skjellsord") == "no_words"
    assert outcome(cast.db, cast.seminar)["steps"][-1]["outcome"]["answers"] == 6
