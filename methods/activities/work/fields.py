"""The fields of a sheet: what a method file may ask for, and what each takes of a text."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from methods.asking import Misfit, asks
from methods.dates import months
from methods.method import Key
from methods.options import Option
from methods.refusal import Refused
from methods.text import clean
from models import Words
from translations import N_

TEXT_MAX, NAME_MAX = 2000, 80
EVALUATED = {"evaluate_by": 6, "evalueres": 6}  # months, unless the method file says otherwise
TYPES = {
    "text": N_("a text"), "list": N_("a list, line by line"), "choice": N_("a choice"),
    "date": N_("a date"), "person": N_("a person"),
    "matrix": N_("a responsibility matrix"), "items": N_("ideas that can go on to a vote"),
}  # fmt: skip
LISTS = ("list", "matrix")  # kept line by line, not as one text


class Field(msgspec.Struct, forbid_unknown_fields=True):
    """A field of the sheet. `items` is a list of ideas that can go on to a vote."""

    key: Annotated[Key, asks(N_("Short name"), N_("Small letters, numbers and _."))]
    label: Annotated[Words, asks(N_("What it is called"))]
    type: Annotated[
        Literal["text", "list", "choice", "date", "person", "matrix", "items"],
        asks(N_("What is written there"), words=TYPES),
    ] = "text"  # fmt: skip
    options: Annotated[
        list[Option], asks(N_("What to choose between"), N_("Of a choice: at least two."))
    ] = []  # fmt: skip
    max_months: Annotated[
        Annotated[int, msgspec.Meta(ge=1, le=120)] | None,
        asks(N_("Latest date, in months"), N_("Of a date. Empty: no limit.")),
    ] = None  # fmt: skip
    kind: Annotated[
        str, msgspec.Meta(pattern="^[a-z_]{1,30}$"),
        asks(N_("What kind of items"), N_("Of a list of ideas: such as idea or hypothesis.")),
    ] = "idea"  # fmt: skip

    def __post_init__(self) -> None:
        if self.type == "choice" and len(self.options) < 2:
            raise Misfit("options", N_("a choice has at least two"))

    def limit(self, start: date) -> date | None:
        """The latest date the field takes, if the seminar began at `start`."""
        count = self.max_months or EVALUATED.get(self.key)
        return months(start, count) if self.type == "date" and count else None


def check_sheet(sheet: list[Field]) -> None:
    """Each key once, and at most one list of ideas. Raises `Misfit`."""
    keys = [f.key for f in sheet]
    if len(set(keys)) < len(keys):
        raise Misfit("sheet", N_("two have the same key"))
    if sum(f.type == "items" for f in sheet) > 1:
        raise Misfit("sheet", N_("at most one field is of type items"))


def taken_in(field: Field, text: str, start: date) -> str:
    """`text` as the field keeps it; refuses what the field does not take, in words."""
    if field.type == "date":
        return _date(field, text.strip(), start)
    if field.type == "choice":
        if text and text not in {o.key for o in field.options}:
            raise Refused("no_option", N_("That is not one of the answers. The page shows which "
                                          "there are."))  # fmt: skip
        return text
    if field.type == "person":
        return clean(text, NAME_MAX, required=False)
    return clean(text, TEXT_MAX, required=False, lines=True)


def _date(field: Field, text: str, start: date) -> str:
    if not text:
        return ""
    try:
        wanted = date.fromisoformat(text)
    except ValueError as error:
        raise Refused("bad_date", N_("Write a date, such as 2026-03-31. What stood there before "
                                     "is kept.")) from error  # fmt: skip
    last = field.limit(start)
    if last is not None and wanted > last:
        raise Refused("late_date", N_("%(last)s at the latest. Choose an earlier date; what stood "
                                      "there before is kept."), last=last.isoformat())  # fmt: skip
    return wanted.isoformat()
