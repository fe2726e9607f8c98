"""A small room that votes on a few problems, for the tests of voting."""

from __future__ import annotations

from tests.cast import Cast, Player


def open_vote(cast: Cast, people: list[Player], *, problems: int = 4, budget: str = "auto",
              target: str = "10") -> list[int]:  # fmt: skip
    """Lead to the open vote on so many problems, all from one table; their items in order."""
    cast.lead_to("finn")
    writer = next(p for p in people if p.own()["is_host"])
    for number in range(1, problems + 1):
        writer.does("add", title=f"Sak {number}")
    for key, value in (("budget", budget), ("target", target)):
        cast.facilitator.does("set", "huk", key=key, value=value)
    cast.lead_to("huk")
    items: list[int] = cast.step("huk").data["items"]
    return items


def ticks_of(person: Player) -> list[int]:
    return sorted(person.own("huk")["ticks"])


def vote(cast: Cast, choice: str) -> None:
    """Close the vote, decide a tie in that way if there is one, and publish."""
    cast.facilitator.does("close")
    if cast.activity("huk").view("console")["tie"]:
        cast.facilitator.does("tie", choice=choice)
    cast.facilitator.does("publish")
