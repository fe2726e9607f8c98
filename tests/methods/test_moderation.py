"""What the facilitator hides is hidden everywhere, also where it had been chosen before."""

from __future__ import annotations

import json

import pytest

from reports.outcome import outcome
from reports.reading import sections
from tests.cast import Cast
from translations import use

SECRET = "Ordføreren drikker"


@pytest.mark.parametrize("upto", ["saker", "ideer", "sil", "kan", "avtaler", "etter"])
def test_a_chosen_text_that_is_hidden_stands_nowhere_any_more(cast: Cast, upto: str) -> None:
    people = cast.people(9)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    bad = writer.does("add", title=SECRET)["item"]
    writer.does("add", title="Bussen går ikke")
    cast.lead_to("huk")
    for person in people:
        person.does("ballot", items=[bad])
    cast.lead_to("saker")
    people[0].does("choose", group=cast.activity().groups()[0].id)
    cast.lead_to("ideer")
    people[0].does("add", title="En idé")
    cast.lead_to("sil")
    people[0].does("ballot", items=cast.step("sil").data["items"])
    cast.lead_to("avtaler")
    people[0].does("propose", what="En avtale", item=cast.activity().taken()[0].id)
    cast.lead_to("etter")
    cast.facilitator.does("hide", None, item=bad, reason="Navngir en person")
    for surface in ("phone", "console", "screen"):
        assert SECRET not in json.dumps(cast.activity(upto).view(surface), default=str)
    told = outcome(cast.db, cast.seminar)
    assert SECRET not in json.dumps(told)
    for language in ("nb", "nn", "en"):
        with use(language):
            assert SECRET not in json.dumps(sections(told))


def test_a_hidden_text_can_be_shown_again(cast: Cast) -> None:
    people = cast.people(9)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    item = writer.does("add", title="Bussen går ikke")["item"]
    cast.facilitator.does("hide", None, item=item, reason="Gjelder en person")
    cast.lead_to("samle")
    assert cast.activity().view("phone")["problems"] == []
    cast.facilitator.does("show", None, item=item)
    assert len(cast.activity().view("phone")["problems"]) == 1
    assert writer.refused("hide", None, item=item, reason="nei") == "not_allowed"
