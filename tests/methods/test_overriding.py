"""Rules that may be set aside: refused in words, done with a reason, and printed with it."""

from __future__ import annotations

from typing import Any

import pytest

from methods import history
from methods.overriding import RULES
from methods.refusal import Refused
from reports.outcome import outcome
from reports.reading import sections
from tests.cast import Cast, Player
from translations import use

WHY = "Ordføreren ba om det"


def deals(cast: Cast, count: int) -> tuple[Player, Player, list[int]]:
    """Anna, Bo, and agreements that Bo collects, but the last."""
    anna, bo, *_ = cast.people(3)
    cast.lead_to("avtaler")
    made = [anna.does("propose", what=f"Avtale {n}")["agreement"] for n in range(count)]
    for number in made[:-1]:
        bo.does("collect", agreement=number, name="Bo")
    return anna, bo, made


def longer(cast: Cast) -> dict[str, Any]:
    cast.lead_to("aapning")
    return {"name": "extend", "minutes": 5}


def slides(cast: Cast) -> dict[str, Any]:
    cast.lead_to("aapning")
    return {"name": "slides", "address": "https://example.org/lysark"}


def seeds(cast: Cast) -> dict[str, Any]:
    cast.lead_to("finn")
    return {"name": "seed", "title": "Vi trenger ny skole"}


def third(cast: Cast) -> dict[str, Any]:
    _anna, _bo, made = deals(cast, 3)
    return {"name": "assign", "agreement": made[-1], "as": "bo"}


def elected(cast: Cast) -> dict[str, Any]:
    _anna, bo, made = deals(cast, 2)
    bo.person.role = "elected"
    cast.db.commit()
    return {"name": "warn", "agreement": made[0], "on": False}


CASES = {"minutes": longer, "slides": slides, "seeds": seeds, "collector": third,
         "elected": elected}  # fmt: skip


def test_every_rule_that_can_be_set_aside_is_tried_here() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_is_set_aside_with_a_reason_only_and_the_report_tells_both(
    cast: Cast, rule: str
) -> None:
    args = CASES[rule](cast)
    name = args.pop("name")
    if "as" in args:
        args["name"] = args.pop("as")
    with pytest.raises(Refused) as refused:
        cast.facilitator.does(name, **args, reason="  ")
    with use("nb"):
        assert refused.value.code == "needs_reason"
        assert "Gjør du det likevel, så skriv hvorfor" in refused.value.sentence()
    cast.facilitator.does(name, **args, reason=WHY)
    kept = [c for c in outcome(cast.db, cast.seminar)["changes"] if c["what"] == "override"]
    assert [(c["data"]["rule"], c["data"]["reason"]) for c in kept] == [(rule, WHY)]
    with use("nb"):
        chapter = sections(outcome(cast.db, cast.seminar))[-1]
        assert chapter["title"] == "Metode, regler og vedtatte unntak"
        assert f"Grunn: {WHY}" in str(chapter["blocks"])
        line = next(i for i in history.lines(cast.db, cast.seminar) if i.reason)
        assert (line.who, line.reason) == ("Kari", WHY)


@pytest.mark.parametrize("rule", CASES)
def test_what_was_set_aside_and_undone_is_not_in_the_report(cast: Cast, rule: str) -> None:
    args = CASES[rule](cast)
    name = args.pop("name")
    if "as" in args:
        args["name"] = args.pop("as")
    cast.facilitator.does(name, **args, reason=WHY)
    with use("nb"):
        last = history.last(cast.db, cast.seminar)
    assert last is not None
    cast.facilitator.does("undo", None, act=last.act)
    assert WHY not in str(outcome(cast.db, cast.seminar))


def test_an_opening_that_the_method_makes_longer_is_told_of_without_a_reason(cast: Cast) -> None:
    cast.step("aapning").minutes = 15
    cast.db.commit()
    cast.lead_to("aapning")
    with use("nb"):
        told = str(sections(outcome(cast.db, cast.seminar))[-1]["blocks"])
    assert "steget fikk 15 minutter, og skal ta høyst 10. Slik står det i metoden." in told
