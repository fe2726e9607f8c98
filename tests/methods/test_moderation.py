"""What the facilitator hides is hidden everywhere, also where it had been chosen before."""

from __future__ import annotations

import json

import pytest

from models import Item
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


def test_what_stands_under_a_counted_problem_is_not_taken_out_after_the_vote(cast: Cast) -> None:
    people = cast.people(9)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    first, second, third = (
        writer.does("add", title=title)["item"] for title in ("Buss", "Ekspressbuss", "Lekeplass")
    )
    cast.lead_to("samle")
    cast.facilitator.does("merge", None, item=second, into=first)
    cast.lead_to("saker")
    assert cast.facilitator.refused("reopen", "samle") == "step_open"
    cast.facilitator.does("close")
    cast.facilitator.does("reopen", "samle")
    assert cast.facilitator.refused("unmerge", None, item=second) == "published"
    assert cast.facilitator.refused("merge", None, item=third, into=first) == "published"
    late = Item(seminar_id=cast.seminar.id, step_id=cast.step("finn").id, kind="problem",
                title="Nattbuss")  # fmt: skip
    cast.db.add(late)
    cast.db.commit()
    assert cast.facilitator.refused("merge", None, item=late.id, into=first) == "published"


def test_what_its_writer_took_back_is_neither_hidden_shown_nor_merged(cast: Cast) -> None:
    people = cast.people(2)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    first, second = (writer.does("add", title=title)["item"] for title in ("Buss", "Skole"))
    writer.does("withdraw", item=first)
    kari = cast.facilitator
    assert kari.refused("hide", None, item=first, reason="Navngir en person") == "withdrawn"
    assert kari.refused("show", None, item=first) == "withdrawn"
    assert kari.refused("merge", None, item=second, into=first) == "withdrawn"
    assert kari.refused("merge", None, item=first, into=second) == "withdrawn"
    cast.facilitator.does("next")
    assert cast.step("finn").result == {"items": [second]}


def test_what_stands_on_a_ballot_is_not_put_under_what_does_not(cast: Cast) -> None:
    people = cast.people(2)
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    first, second = (writer.does("add", title=title)["item"] for title in ("Buss", "Skole"))
    kari = cast.facilitator
    kari.does("hide", None, item=second, reason="Navngir en person")
    cast.lead_to("huk")
    kari.does("show", None, item=second)
    people[0].does("ballot", items=[first])
    assert kari.refused("merge", None, item=first, into=second) == "not_asked"
    kari.does("merge", None, item=second, into=first)
    cast.lead_to("de_ti")
    assert [row["item"] for row in (cast.step("huk").result or {})["ranking"]] == [first]
