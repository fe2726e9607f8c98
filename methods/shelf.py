"""What a seminar can be planned with: the library's methods, and each activity alone.

An activity's folder says in `alone.toml` how it is run on its own: a method of its step, with its
settings' defaults. With `given = true` its cards are written when the seminar is planned, and
`start.toml` is put in as its first step.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from methods import activities
from methods.catalogue import library, parse
from methods.method import Method
from translations import pick, use

HERE = Path(__file__).parent
STEP = "[[step]]"


@cache
def alone() -> dict[str, Method]:
    """Each activity as a method, by id."""
    files = sorted(f for p in activities.__path__ for f in Path(p).glob("*/alone.toml"))
    methods = (_alone(f.read_text("utf-8"), f"{f.parent.name}/{f.name}") for f in files)
    return {m.id: m for m in methods}


def _alone(text: str, file: str) -> Method:
    head, _mark, steps = text.partition(STEP)
    if "given = true" in head:
        head += (HERE / "start.toml").read_text("utf-8")
    return parse(head + STEP + steps, file)


def find(method_id: str) -> Method | None:
    """The method of that id, whole or a single activity."""
    return library().get(method_id) or alone().get(method_id)


def everything() -> list[Method]:
    """The library, and each activity alone."""
    return [*library().values(), *alone().values()]


def listing(people: int) -> list[tuple[str, dict[str, str], int, tuple[int, int]]]:
    """The library's methods: id, title, minutes for so many people, from and to how many."""
    return [(m.id, m.title, m.minutes(people), m.people) for m in library().values()]


def order(file: Path, language: str, people: int) -> list[tuple[str, str, int]]:
    """The steps of a method file: key, title and minutes. Raises `BadMethod`, in the language."""
    with use(language):
        method = parse(file.read_text("utf-8"), file.name)
        return [(s.key, pick(s.title), s.minutes_for(people)) for s in method.steps]


def with_start(method: Method) -> Method:
    """`method` with a first step for cards that are given; itself if it has one."""
    if method.given:
        return method
    given = next(m for m in alone().values() if m.given)
    start = msgspec.structs.replace(given.steps[0])
    while start.key in [s.key for s in method.steps]:
        start.key += "_"
    return msgspec.structs.replace(method, steps=[start, *method.steps])
