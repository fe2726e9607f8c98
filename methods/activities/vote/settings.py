"""What a method may say of a vote (spec/activities.md, spec/voting.md §2)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from methods.activity import Activity
from methods.asking import Misfit, asks
from translations import N_

Count = Annotated[int, msgspec.Meta(ge=1)]
MOST_OPTIONS = 12
MODES = {
    "tick": N_("tick what matters most"), "dots": N_("share out dots"),
    "rank": N_("choose a first, a second and a third"), "poll": N_("choose one"),
    "agree": N_("say how far one can support it"),
}  # fmt: skip
THIRD = N_("a third of them")
BUDGETS = {
    "auto": N_("by how many there are to vote on"), "third": THIRD,
    "free": N_("as many as one likes"),
}  # fmt: skip
TALLIES = {
    "total": N_("all votes together"), "voters": N_("how many people voted for it"),
    "table_fair": N_("table-fair: each table counts the same"),
    "bridging": N_("bridging: support from many tables"),
}  # fmt: skip


class Settings(Activity.Settings, forbid_unknown_fields=True):
    mode: Annotated[
        Literal["tick", "dots", "rank", "poll", "agree"], asks(N_("How people vote"), words=MODES)
    ] = "tick"  # fmt: skip
    budget: Annotated[
        Count | Literal["auto", "third", "free"],
        asks(N_("Ticks or dots for each voter"),
             N_("A number, or: auto (by how many there are to vote on), third (a third of them) or "
                "free (as many as one likes)."), words=BUDGETS),
    ] = "auto"  # fmt: skip
    cap: Annotated[Count, asks(N_("Most ticks that auto gives"))] = 10
    per_item: Annotated[
        Count | None,
        asks(N_("Most dots from one voter to one item"), N_("Empty: 3.")),
    ] = None  # fmt: skip
    target: Annotated[
        Count | Literal["third"],
        asks(N_("How many go on"), N_("A number, or: third (a third of them)."),
             words={"third": THIRD}),
    ] = 10  # fmt: skip
    tally: Annotated[
        Literal["total", "voters", "table_fair", "bridging"],
        asks(N_("Which count decides the order"), words=TALLIES),
    ] = "total"  # fmt: skip
    tie: Annotated[  # a cut through a tie is never made in silence
        Literal["ask"],
        asks(N_("With a tie at the cut"), words={"ask": N_("the facilitator is asked")}),
    ] = "ask"  # fmt: skip
    order: Annotated[
        Literal["random", "list"],
        asks(N_("Order on the ballot"),
             words={"random": N_("each voter's own, by lot"), "list": N_("by number")}),
    ] = "random"  # fmt: skip
    hide: Annotated[
        Literal["close", "shown"],
        asks(N_("How long the result is hidden"),
             words={"close": N_("until it is published"),
                    "shown": N_("until a later step shows it to the room")}),
    ] = "close"  # fmt: skip
    not_own: Annotated[
        bool, asks(N_("Nobody votes on their own"), N_("Nor on what their table wrote."))
    ] = False  # fmt: skip
    paper: Annotated[bool, asks(N_("Votes on paper may be counted in"))] = True
    options: Annotated[
        list[str | dict[str, str]] | str,
        asks(N_("What is voted on"), N_("At most 12. Empty: what an earlier step made.")),
    ] = []  # fmt: skip
    pitch: Annotated[
        bool, asks(N_("Each is told on the wall in turn"), N_("If there are at most 12."))
    ] = False  # fmt: skip
    grace: Annotated[
        int,
        asks(N_("Seconds for late ballots"),
             N_("A ballot that was begun may still arrive after the vote has closed.")),
    ] = 15  # fmt: skip

    def __post_init__(self) -> None:
        if isinstance(self.options, str):  # as a facilitator writes them: one a line
            self.options = [line.strip() for line in self.options.splitlines()]
        self.options = [option for option in self.options if option]
        if len(self.options) > MOST_OPTIONS:
            raise Misfit("options", N_("at most %(n)s"), n=MOST_OPTIONS)
