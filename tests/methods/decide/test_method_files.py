"""A decision point in a method file: what is refused, and what it is told."""

from __future__ import annotations

import pytest

from methods.faults import BadMethod
from tests.methods.decide.choosing import BACK_OR_ON, option, options, read
from translations import use

AUTO = 'rule = "auto"'


@pytest.mark.parametrize("settings, why", [
    ((options(option("a", "hjem"), option("b")),),
     "'options[0].to': no other step is called 'hjem'"),
    ((options(option("a", "valg"), option("b")),), "no other step is called 'valg'"),
    ((options(option("a", "saker"), option("b", "bord")),), "a method that loops forever"),
    ((options(option("a")),), "one option is no choice"),
    ((options(option("a"), option("a", "vis")),), "the same key"),
    ((BACK_OR_ON, 'when = ["consensus(hjem)"]'), "'when[0]': no earlier step is called 'hjem'"),
    ((BACK_OR_ON, 'when = ["stable(vis)"]'), "no earlier step is called 'vis'"),
    ((BACK_OR_ON, 'when = ["alltid"]'), "is none of consensus(step)"),
    ((BACK_OR_ON, AUTO), "the rule auto needs a condition"),
    ((options(option("a"), option("b", "vis")), AUTO, 'when = ["round>=2"]'),
     "needs two options: one that leads on, one back"),
    ((BACK_OR_ON, "max_rounds = 0"), "'max_rounds'"),
    ((BACK_OR_ON, 'rule = "terning"'), "expected 'auto', 'facilitator', 'majority', 'sponsor'"),
    ((options('{ key = "a", label = { nb = "A" } }', option("b")),), "no text in nn, en"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_what_was_expected(settings: tuple[str, ...], why: str) -> None:
    with use("en"), pytest.raises(BadMethod, match="valgt.toml, step 'valg'") as refusal:
        read(*settings)
    assert why in str(refusal.value)


def test_a_decision_point_that_is_right_is_read() -> None:
    made = read(BACK_OR_ON, AUTO, 'when = ["count(saker)<=3", "round>=2"]')
    assert [o["to"] for o in made.steps[2].settings["options"]] == ["saker", "vis"]
