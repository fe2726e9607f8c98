"""The simulated people: they do what a person could do with the page they see."""

from __future__ import annotations

from typing import Any

from demo import choosing
from demo.cast import Room
from demo.page import forms
from demo.person import Person
from demo.recorded import Problem, Recording

RUNOFF = """<form data-command="ballot" id="ballot-4"><input type="hidden" name="step" value="4">
<input type="hidden" name="phase" value="2"><input type="radio" name="items" value="11">
<input type="radio" name="items" value="12"></form>"""


class Recorder:
    """A phone that notes what is sent with it."""

    def __init__(self) -> None:
        self.own: dict[str, Any] = {"left": ""}
        self.sent: list[dict[str, Any]] = []

    def press(self, form: Any, **args: Any) -> dict[str, Any]:
        self.sent.append(args)
        return {"ok": True}


def test_who_ticked_several_of_the_tied_ticks_one_in_the_run_off() -> None:
    problems = [Problem(str(n), "a", f"Sak {n}") for n in range(3)]
    recording = Recording(problems, {"a": ["0", "1", "2"]})
    for told in (recording, None):
        room = Room("", "", ["a"], told, "nb", fast=True)
        room.items = {"0": 10, "1": 11, "2": 12}
        phone: Any = Recorder()
        choosing.ballot(Person(room, phone, 0, "a"), list(forms(RUNOFF)))
        (sent,) = phone.sent
        assert len(sent["items"]) == 1
        assert sent["items"][0] in (11, 12)
