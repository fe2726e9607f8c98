"""What is played: rooms of four sizes, many seminars at once, slow readers, and the ceiling."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.measures import joined, measure, slowed, stormed
from bench.room import floke, floor
from bench.table import counts

SERVERS = ("floke", "flask", "node")
SIZES = (50, 200, 500, 1000)
SEMINARS, EACH = 20, 50
HALL, SLOW = 100, 5
LADDER = (500, 750, 1000, 1500, 2000, 2500, 3000, 4000)
TOO_LATE = 1000.0  # ms: the ceiling is where an answer in a hundred takes longer

Figures = dict[str, float]


@dataclass(frozen=True)
class Part:
    """A part of the programme: for each server, what plays it once and gives its figures."""

    name: str
    servers: dict[str, Callable[[], Figures]]


def everything(given: Namespace) -> list[Part]:
    """The whole programme."""
    return [
        *(room_of(given, people) for people in SIZES),
        Part(f"{SEMINARS} seminars of {EACH}", {"floke": partial(_parallel, given)}),
        Part(f"{SLOW} of {HALL} stop reading", {"floke": partial(_slow, given)}),
        Part("ceiling", {"floke": partial(_ceiling, given)}),
    ]


def room_of(given: Namespace, people: int) -> Part:
    """One room, for each of the servers asked for."""
    names = given.servers.split(",")
    return Part(f"{people} phones", {name: partial(_room, given, name, people) for name in names})


def _room(given: Namespace, name: str, people: int) -> Figures:
    opened = floke(people) if name == "floke" else floor(name, people)
    with opened as room:
        return measure(room, given.changes, given.storm)


def _parallel(given: Namespace) -> Figures:
    with floke(EACH, SEMINARS) as room:
        return room.figures | joined(room) | stormed(room, given.storm)


def _slow(given: Namespace) -> Figures:
    with floke(HALL) as room:
        joined(room)
        return slowed(room, given.storm, SLOW)


def _ceiling(given: Namespace) -> Figures:
    """The most phones, each with a tick a second, whose p99 stays under a second."""
    best: Figures = {"people": 0}
    for people in LADDER:
        with floke(people) as room:
            found = joined(room) | stormed(room, given.storm)
            lost = sum(phone.gone for phone in room.phones)
        told = f"  {people} phones: p99 {found['ack_p99_ms']:.0f} ms, {lost} lost"
        print(f"{told}, the phones' core {found['phones_busy']:.0%} busy", file=sys.stderr)
        if lost or found["ack_p99_ms"] > TOO_LATE or not counts(found):
            break
        best = {"people": people, **found}
    return best
