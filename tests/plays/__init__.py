"""Small seminars that the contract is held against, beside the whole Øvre Eiker one.

A play is a module with `METHOD`, the text of a method file, and `play(stage)`, which leads a
seminar of that method through what it wants watched. It is found by being here.
"""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any

from sqlalchemy import select

from methods.asked import hands
from methods.catalogue import parse
from methods.method import Method
from models import Question
from tests.cast import Cast, Player
from tests.hall import LANGUAGES, Hall
from tests.watch import Watch

PIXEL = (  # a PNG of one dot, in base64
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
PEOPLE = ("Anna", "Bo", "Cecilie", "", "Eli", "Finn")


def words(text: str) -> str:
    """A text of a method file in all three languages."""
    return "{ " + ", ".join(f'{language} = "{text}"' for language in LANGUAGES) + " }"


def step(key: str, do: str, *settings: str) -> str:
    """One [[step]] of a method file."""
    lines = [f'id = "{key}"', f'do = "{do}"', f"title = {words(key.capitalize())}",
             f"lead = {words('Dette gjør vi nå.')}", "minutes = { 40 = 5 }", *settings]  # fmt: skip
    return "[[step]]\n" + "\n".join(lines) + "\n"


def method(key: str, *steps: str) -> str:
    """A method file."""
    head = f'id = "{key}"\nslik = "what"\ntitle = {words(key)}\npurpose = {words(key)}\n'
    return head + "\n".join(steps)


class Stage(Watch):
    """A cast with open pages: the facilitator, the wall, and people in three languages.

    The clock is `at["now"]`.
    """

    names: tuple[str, ...] = PEOPLE

    def __init__(self, cast: Cast, hall: Hall, at: dict[str, float]) -> None:
        super().__init__(cast, hall)
        self.at = at
        self.kari = cast.facilitator
        self.people: list[Player] = []
        hall.opens("console", "nn")
        hall.opens("screen", "nb")

    def arrive(self, count: int = 0) -> list[Player]:
        """The doors open, which opens the first step, and people join: `count`, or all of them."""
        self.cast.open_doors()
        for number in range(count or len(self.names)):
            language = LANGUAGES[number % 3]
            player = self.cast.join(self.names[number % len(self.names)], language)
            self.people.append(player)
            self.hall.opens("phone", language, player)
        return self.people

    def time_passes(self, minutes: float) -> None:
        self.at["now"] += 60 * minutes
        self.hall.boards.age()

    def open(self) -> Any:
        """Open the current step if it waits; its activity."""
        if self.cast.step().state == "waiting":
            self.kari.does("open")
        return self.cast.activity()

    def asked(self, text: str) -> int:
        """The question with this in its text."""
        found = select(Question.id).where(Question.text.contains(text))
        return self.cast.db.scalars(found).one()

    def hands(self) -> list[Question]:
        """The hands that are up, the first one first."""
        return hands(self.cast.db, self.cast.seminar.current_id)

    def close(self) -> None:
        """Close and publish the current step, and look at it."""
        self.kari.does("close")
        if self.cast.step().state == "closed":
            self.kari.does("publish")

    def next(self) -> Any:
        """Close and publish what is open, go on to the next step, and open it."""
        if self.cast.step().state == "open":
            self.close()
        self.kari.does("next")
        return self.open()


def plays() -> list[ModuleType]:
    """Every play, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def method_of(play: ModuleType) -> Method:
    """The play's method, checked as any other."""
    return parse(play.METHOD, play.__name__)
