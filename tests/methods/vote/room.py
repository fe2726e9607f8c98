"""A small room that votes on a few problems, for the tests of voting."""

from __future__ import annotations

from typing import Any

from methods.catalogue import parse
from methods.command import Actor
from models import Participant
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step

TEXTS = ("Buss", "Lekeplass", "Kafé", "Badeplass")


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


def room_of(
    storage: Storage, *settings: str, people: int = 6, options: tuple[str, ...] = TEXTS
) -> Cast:
    """An open vote with these settings, on options unless there are none."""
    words = ", ".join(f'"{text}"' for text in options)
    lines = [*settings, *([f"options = [{words}]"] if options else [])]
    cast = Cast(storage, method=parse(method("liten", step("valg", "vote", *lines)), "liten"))
    cast.people(people)
    return cast


def people_of(cast: Cast) -> list[Player]:
    return [Player(cast, Actor("participant", p.id, cast.seminar.id, "nb"))
            for p in cast.db.query(Participant).order_by(Participant.id)]  # fmt: skip


def on(cast: Cast) -> list[int]:
    found: list[int] = cast.step("valg").data["items"]
    return found


def publish(cast: Cast) -> dict[str, Any]:
    cast.facilitator.does("close")
    if cast.activity().view("console").get("tie"):
        cast.facilitator.does("tie", choice="include")
    cast.facilitator.does("publish")
    return cast.step("valg").result or {}


def batch(cast: Cast, rows: str, ballots: int = 4, table: int = 1, **more: str) -> str:
    return cast.facilitator.refused("paper_batch", table=table, ballots=ballots, rows=rows, **more)


def end(cast: Cast) -> dict[str, Any]:
    if cast.step().state == "open":
        cast.facilitator.does("close")
    if cast.activity().view("console")["tie"]:
        cast.facilitator.does("tie", choice="lot")
    cast.facilitator.does("publish")
    return cast.step("huk").result or {}


def number(cast: Cast, *items: int) -> str:
    return " ".join(str(cast.activity("huk").item(i).number) for i in items)
