"""A short seminar with a decision point in it, for the tests of deciding."""

from __future__ import annotations

from typing import Any

from methods.catalogue import parse
from methods.method import Method
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step, words


def option(key: str, to: str = "") -> str:
    return f'{{ key = "{key}", label = {words(key.capitalize())}, to = "{to}" }}'


def options(*made: str) -> str:
    return f"options = [{', '.join(made)}]"


BACK_OR_ON = options(option("igjen", "saker"), option("videre", "vis"))


def text(*settings: str, between: bool = False) -> str:
    """Gather, maybe a step between, decide, and a plenary after another gather."""
    middle = [step("midt", "gather")] if between else []
    return method("valgt", step("bord", "group", 'by = "table"'), step("saker", "gather"), *middle,
                  step("valg", "decide", 'from = "saker"', *(settings or (BACK_OR_ON,))),
                  step("ekstra", "gather"), step("vis", "share", 'from = "saker"'))  # fmt: skip


def read(*settings: str, between: bool = False) -> Method:
    return parse(text(*settings, between=between), "valgt.toml")


def stage(storage: Storage, *settings: str, people: int = 5, between: bool = False
          ) -> tuple[Cast, list[Player]]:  # fmt: skip
    """The decision point is open, after one problem was written."""
    cast = Cast(storage, size=16, method=read(*settings, between=between))
    there = cast.people(people)
    cast.lead_to("saker")
    there[0].does("host", None, group=there[0].person.table_id)
    there[0].does("add", title="Bussen går ikke")
    cast.lead_to("valg")
    return cast, there


def ids(cast: Cast) -> list[int]:
    found: list[int] = cast.step("valg").data["items"]
    return found


def decide(cast: Cast, place: int, reason: str = "Vi vet nok") -> dict[str, Any]:
    """Close, choose, publish; what the step hands on."""
    cast.facilitator.does("close")
    cast.facilitator.does("choose", option=ids(cast)[place], reason=reason)
    cast.facilitator.does("publish")
    result = cast.step("valg").result
    assert result is not None
    return result
