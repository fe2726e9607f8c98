"""One simulated person: their phone, their number in the room, and how they send a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from demo.browser import Failed, Phone
from demo.page import Form

if TYPE_CHECKING:
    from demo.cast import Room

SHRUGGED_AT = {
    "full", "over_budget", "conflict", "taken", "enough", "two_a", "own", "no_note", "no_item",
    "no_question",
    "same_twice", "none_left", "many_lines",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """`number` counts from 0 and decides what they are like; `who` is what a recording says."""

    room: Room
    phone: Phone
    number: int
    who: str

    def send(self, form: Form, **args: object) -> dict[str, Any]:
        """Send a form; a refusal that a person would shrug at is let be. The reply."""
        answer = self.phone.press(form, **args)
        if answer["ok"]:
            self.room.taken_in(form, self.who)
        elif not self.room.shrugs_at(answer["code"]):
            raise Failed(f"{form.command}: {answer['code']}: {answer['sentence']}")
        reply: dict[str, Any] = answer.get("reply", {})
        return reply

    def reads(self, text: str) -> bool:
        """Whether that stands on the person's phone now."""
        return any(escape(text) in html for html in self.phone.boards.values())

    def every(self, of: int, first: int = 0) -> bool:
        """Whether this is one of those who do what one in `of` does."""
        return self.number % of == first
