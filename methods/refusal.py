"""The one domain error: a sentence for the person whose command was refused."""

from __future__ import annotations

from typing import Any

from translations import N_, _


class Refused(Exception):
    """`code` is stable and for programs; the message id and its values are for people.

    Raise it before anything is changed: what a refused command touched is rolled back.
    `reply` may carry what the sender needs to go on (the other text in a conflict).
    """

    def __init__(self, code: str, message: str, /, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.reply: dict[str, Any] = values.pop("reply", {})
        self.values = values

    def sentence(self) -> str:
        """The refusal in the language of now (`translations.use`)."""
        return _(self.message, **self.values)

    def answer(self) -> dict[str, Any]:
        """As the edge sends it: `{ok, code, sentence, reply}`."""
        return {"ok": False, "code": self.code, "sentence": self.sentence(), "reply": self.reply}


def still(seen: int | None, now: int) -> None:
    """Refuses a press on a button that was drawn before a colleague pressed the same one.

    `seen` stood in the button's form; without it the command is meant however things stand.
    """
    if seen is not None and seen != now:
        raise Refused("moved", N_("A colleague has just done that. The page shows how it stands."))
