"""A method as data: its steps in order, what it is for, and how to lead it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from methods.asking import asks
from methods.roles import LABELS, Role
from models import Words
from translations import N_

SIZES = (40, 100, 300)  # people that a method's minutes are told for
MOST_STEPS = 40

Slik = Literal["what", "who", "system", "use", "refine"]
Phase = Literal["understanding", "idea", "test", "scaling", "sustaining"]
Level = Literal["beginner", "under_way", "experienced"]
Key = Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,39}$")]
Minutes = Annotated[dict[Annotated[int, msgspec.Meta(ge=1, le=1000)],
                         Annotated[int, msgspec.Meta(ge=0, le=600)]],
                    msgspec.Meta(min_length=1, max_length=12)]  # fmt: skip

SLIK = {
    "what": N_("What: find the tangle"), "who": N_("Who: those who take part"),
    "system": N_("System: structure, roles and goals"), "use": N_("Use: put it into practice"),
    "refine": N_("Refine: learn, and get better at it"),
}  # fmt: skip
PHASES = {
    "understanding": N_("Understanding"), "idea": N_("Idea"), "test": N_("Testing"),
    "scaling": N_("Scaling"), "sustaining": N_("Sustaining"),
}  # fmt: skip
LEVELS = {
    "beginner": N_("for a first time"), "under_way": N_("for those a bit under way"),
    "experienced": N_("for experienced people"),
}  # fmt: skip
WHO = {"all": N_("everybody"), **LABELS}
LATE = {
    "": N_("as its kind of step does: work and writing are cut, the rest is kept"),
    "shorten": N_("it is cut"), "leave_out": N_("it may be left out"), "keep": N_("it is kept"),
}  # fmt: skip
PAUSES = {
    "none": N_("go straight on"), "coffee": N_("coffee"), "overnight": N_("until the next day"),
    "weeks": N_("for weeks"),
}  # fmt: skip


class Late(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How a step yields when time slips (spec/ovre-eiker.md, «Time slips»)."""

    way: Annotated[
        Literal["", "shorten", "leave_out", "keep"], asks(N_("When time slips"), words=LATE)
    ] = ""  # fmt: skip
    place: Annotated[
        int, asks(N_("Which one yields first"),
                  N_("1 is first; 0 is after those that have a place, the longest first."),
                  low=0, high=40),
    ] = 0  # fmt: skip
    least: Annotated[
        int, asks(N_("The least it is cut to"), N_("Per cent of the plan."), low=10, high=100)
    ] = 60  # fmt: skip


class MethodStep(
    msgspec.Struct, forbid_unknown_fields=True,
    rename={"key": "id", "activity": "do", "source": "from", "in_own_time": "async"},
):  # fmt: skip
    """A step of a method: the envelope of `spec/activities.md`, and its activity's settings.

    `minutes` is by number of people: `{40: 10, 100: 15, 300: 20}`.
    """

    key: Annotated[Key, asks(N_("Short name"), N_("Other steps refer to it: small letters."))]
    activity: str
    title: Annotated[Words, asks(N_("What the step is called"))]
    lead: Annotated[Words, asks(N_("What people are asked to do"))]
    minutes: Annotated[Minutes, asks(N_("Minutes, by how many people there are"))]
    source: Annotated[
        str | list[str],
        asks(N_("Takes from the step"),
             N_("Empty: the nearest earlier step that has what is needed.")),
    ] = ""  # fmt: skip
    take: Annotated[
        str, asks(N_("Takes which of them"), N_("all, shortlist, top:3 or where:column=value"))
    ] = "all"
    who: Annotated[Literal["all"] | Role, asks(N_("Who takes part"), words=WHO)] = "all"
    in_own_time: Annotated[bool, asks(N_("People answer when it suits them: no clock"))] = False
    anonymous: Annotated[bool, asks(N_("Nobody sees who wrote what"))] = True
    optional: Annotated[bool, asks(N_("May be left out on the day"))] = False
    pause_after: Annotated[Literal["none", "coffee", "overnight", "weeks"],
                           asks(N_("Pause afterwards"), words=PAUSES)] = "none"  # fmt: skip
    late: Annotated[Late, asks(N_("If time slips"))] = Late()
    settings: dict[str, Any] = {}

    def minutes_for(self, people: int) -> int:
        """The minutes of the size nearest to `people`."""
        return self.minutes[min(self.minutes, key=lambda size: (abs(size - people), size))]

    @property
    def sources(self) -> list[str]:
        """The steps this one takes from."""
        return self.source.split() if isinstance(self.source, str) else self.source


class Guide(msgspec.Struct, forbid_unknown_fields=True):
    """How to lead a method: an example first, then when not to, the room, the script, pitfalls."""

    example: Annotated[Words, asks(N_("An example of how it went"))]
    avoid: Annotated[Words, asks(N_("When not to use it"))]
    room: Annotated[Words, asks(N_("The room and the people"))]
    script: Annotated[list[Words], asks(N_("What the facilitator says and does"))]
    pitfalls: Annotated[list[Words], asks(N_("Pitfalls"))]


class Method(msgspec.Struct, rename={"steps": "step"}, forbid_unknown_fields=True):
    """A method: what it is called, what it is for, and its steps in order."""

    id: Annotated[Key, asks(N_("Short name"), N_("Small letters, numbers and _."))]
    title: Annotated[Words, asks(N_("What the method is called"))]
    purpose: Annotated[Words, asks(N_("What it is for"))]
    slik: Annotated[Slik, asks(N_("Which part of systematic innovation"), words=SLIK)]
    steps: list[MethodStep]
    phase: Annotated[Phase, asks(N_("Phase"), words=PHASES)] = "understanding"
    level: Annotated[Level, asks(N_("Level"), words=LEVELS)] = "beginner"
    people: Annotated[tuple[int, int], asks(N_("From and to how many people"))] = (2, 400)
    version: int = 1
    given: bool = False  # the first step's cards are written when the seminar is planned
    guide: Guide | None = None

    def minutes(self, people: int) -> int:
        """Minutes in all for so many people, follow-up apart."""
        return sum(s.minutes_for(people) for s in self.steps)
