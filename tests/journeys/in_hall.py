"""Everybody in the hall: Kari leads, Anna, Bjørn and Carol take part, and the wall shows."""

from __future__ import annotations

from typing import Any

from demo.server import Running
from tests.journeys.inspector import Inspector
from tests.journeys.people import LAPTOP, PHONE, WALL, Facilitator, Participant, Person

SMALL = {"width": 320, "height": 640}  # the narrowest phone in use


class Hall:
    """Everybody in the hall."""

    def __init__(self, chromium: Any, server: Running, inspector: Inspector | None = None) -> None:
        told = {"inspector": inspector}
        self.kari = Facilitator(chromium, "console", LAPTOP, "nb-NO", **told)
        self.wall = Person(chromium, "wall", WALL, "nb-NO", **told)
        self.anna = Participant(chromium, "anna", SMALL if inspector else PHONE, "nb-NO", **told)
        self.bjorn = Participant(chromium, "bjorn", PHONE, "nn-NO", **told)
        self.carol = Participant(chromium, "carol", PHONE, "en-GB", **told)
        self.phones = [self.anna, self.bjorn, self.carol]
        self.everybody = [self.kari, self.wall, *self.phones]
        self.server = server

    def shots(self, step: str) -> None:
        """Everybody's page, when it shows what the console shows."""
        for person in self.everybody:
            person.reaches(self.kari.at())
            person.shot(step)
        for person in (self.kari, self.bjorn):
            person.is_as_fresh()

    def number(self) -> str:
        """The open step's number, as it stands in the forms' ids."""
        value = self.kari.page.locator("#close-step input[name=step]").get_attribute("value")
        assert value
        return value

    def close(self) -> None:
        for person in self.everybody:
            person.context.close()
