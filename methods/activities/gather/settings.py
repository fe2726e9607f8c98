"""What a method may ask of a gathering, each setting with its limits (spec/activities.md)."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

import msgspec

from methods import prompts
from methods.asking import Misfit, asks
from methods.method import Key
from methods.options import Option
from models import Words
from translations import N_

Assign = Annotated[str, msgspec.Meta(pattern="^(all|own|other_group|sample:[1-9][0-9]?)$")]


UNITS = {"person": N_("each person"), "group": N_("the group together")}
TYPES = {"text": N_("a text"), "choice": N_("a choice"), "person": N_("a person")}
VISIBLE = {
    "after_close": N_("when the writing is over"), "live": N_("at once, as they are written"),
}  # fmt: skip


class Field(msgspec.Struct, forbid_unknown_fields=True):
    """One more thing that is asked about each item."""

    key: Annotated[Key, asks(N_("Short name"), N_("Small letters, numbers and _."))]
    label: Annotated[Words, asks(N_("What it is called"))]
    type: Annotated[
        Literal["text", "choice", "person"], asks(N_("What is written there"), words=TYPES)
    ] = "text"  # fmt: skip
    options: Annotated[
        list[Option], asks(N_("What to choose between"), N_("Of a choice: at least two."))
    ] = []  # fmt: skip

    def __post_init__(self) -> None:
        if self.type == "choice" and len(self.options) < 2:
            raise Misfit("options", N_("a choice has at least two"))


class Tally(msgspec.Struct, forbid_unknown_fields=True, rename={"supports": "for"}):
    """How findings are counted for and against what they are about (spec/voting.md §14)."""

    field: Annotated[
        Key, asks(N_("Field that says which way"), N_("The short name of a choice."))
    ]  # fmt: skip
    supports: Annotated[Key, asks(N_("Answer that supports"))]
    against: Annotated[Key, asks(N_("Answer that speaks against"))]
    min: Annotated[
        int,
        asks(N_("Fewest clear findings"), N_("Fewer say nothing."), low=1, high=1000),
    ] = 5  # fmt: skip
    high: Annotated[
        float | str, asks(N_("Share that strengthens"), N_("As large a share, or larger."))
    ] = "2/3"  # fmt: skip
    low: Annotated[
        float | str, asks(N_("Share that refutes"), N_("As small a share, or smaller."))
    ] = "1/3"  # fmt: skip
    sum: Annotated[
        bool,
        asks(N_("Tell the sum of all rounds too"),
             N_("Each round is counted by itself; the sum stands beside it.")),
    ] = True  # fmt: skip

    def __post_init__(self) -> None:
        try:
            right = 0 <= Fraction(self.low) < Fraction(self.high) <= 1
        except (ValueError, ZeroDivisionError) as error:
            raise Misfit("low", N_("low and high are shares, such as 1/3")) from error
        if not right:
            raise Misfit("low", N_("low is below high, and both are from 0 to 1"))


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    kind: Annotated[  # methods/kinds.py has what the well-known ones are called
        Key,
        asks(N_("What kind of items"), N_("A word such as idea, problem, need or hypothesis.")),
    ] = "idea"  # fmt: skip
    unit: Annotated[
        Literal["person", "group"], asks(N_("Who writes a list"), words=UNITS)
    ] = "person"  # fmt: skip
    solo_min: Annotated[int, asks(N_("Silent minutes first"), low=0, high=60)] = 0
    max_items: Annotated[
        Annotated[int, msgspec.Meta(ge=0, le=100)] | Literal["auto"],
        asks(N_("Most items on a list"),
             N_("A number; 0 is no limit. Or: auto (by how many tables there are)."),
             words={"auto": N_("by how many tables there are")}),
    ] = 0  # fmt: skip
    title_max: Annotated[int, asks(N_("Longest title, in signs"), low=1, high=200)] = 80
    body_max: Annotated[
        int, asks(N_("Longest text, in signs"), N_("0: only a title."), low=0, high=2000)
    ] = 280  # fmt: skip
    fields: Annotated[list[Field], asks(N_("What else is asked"))] = []
    about: Annotated[
        str,
        asks(N_("About the items of the step"), N_("The step's short name. Or: none.")),
    ] = "none"  # fmt: skip
    assign: Annotated[
        Assign,
        asks(N_("Which of those each writes about"),
             N_("all, own, other_group, or sample:3 for three that are not one's own.")),
    ] = "all"  # fmt: skip
    visible: Annotated[
        Literal["after_close", "live"], asks(N_("When others see the items"), words=VISIBLE)
    ] = "after_close"  # fmt: skip
    prompts: Annotated[
        list[Words] | prompts.Named,
        asks(N_("Constraint cards"),
             N_("They are drawn under way. Or the name of a set: benspenn, har_virket."),
             words=prompts.WORDS),
    ] = []  # fmt: skip
    draw_at: Annotated[
        float,
        asks(N_("When the cards come"), N_("A share of the time: 0.5 is halfway."), low=0, high=1),
    ] = 0.5  # fmt: skip
    seed_items: Annotated[list[Words], asks(N_("Items that stand there from the start"))] = []
    tally: Annotated[
        Tally | Literal["none"],
        asks(N_("Findings for and against"),
             N_("How findings are counted for and against what they are about."),
             words={"none": N_("not counted")}),
    ] = "none"  # fmt: skip

    def __post_init__(self) -> None:
        self.prompts = prompts.cards(self.prompts)
        if self.kind == "problem" and self.seed_items:
            raise Misfit("seed_items", N_("none for the kind problem: people shall not have to "
                                          "answer finished proposals"))  # fmt: skip
        if self.tally == "none":
            return
        asked = {o.key for f in self.fields if f.key == self.tally.field for o in f.options}
        if self.about == "none" or not {self.tally.supports, self.tally.against} <= asked:
            raise Misfit("tally", N_("needs an about, and a choice among the fields with the "
                                     "options for and against"))  # fmt: skip
