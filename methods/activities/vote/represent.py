"""A shortlist that represents the room, shown beside most ticks and used only if somebody chooses.

Equal shares completed by Phragmén's rule (`proportional`), of the same ballots and for as many as
go on. Before the result is published it tells which would come in and go out, and two shares of
the voters: never a count, and nothing at all of fewer than five ballots.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from methods.activities.vote import counting, options, proportional
from methods.activity import Block
from methods.refusal import Refused
from models import Item
from translations import N_, _

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote
    from methods.activities.vote.poll import Poll

RULE, DEFAULT = "equal-shares", "ticks"
FEWEST = 5  # ballots
BY = {
    "unheard": N_("more voters who had nothing yet"),
    "voters": N_("more voters"),
    "number": N_("the lower number"),
}
MODES = ("tick", "dots", "rank")  # in which a voter says yes to several


@dataclass(frozen=True)
class Compared:
    """Both shortlists in the order of the count, and who would be represented by each."""

    ticks: list[int]
    represent: list[int]
    ties: list[proportional.Tie]
    ticked: list[list[int]]

    def share(self, chosen: Sequence[int]) -> Fraction:
        return proportional.represented(self.ticked, set(chosen))


def used(vote: Vote) -> bool:
    """Whether it was chosen for this vote."""
    return bool((vote.step.data or {}).get("represent"))


def choose(vote: Vote, on: bool, counted: Poll) -> None:
    """Use it, or go back to most ticks. It settles a tie at the cut by its own stated rule."""
    if on == used(vote):
        return
    if on and not _applies(vote, counted):
        raise Refused("not_for_this", N_("There are too few ballots or too little to choose among. "
                                         "Most ticks still decide."))  # fmt: skip
    if on and counted.paper:
        raise Refused("paper_unknown", N_("Of paper ballots entered as a batch nobody knows who "
                                          "ticked what together, and this rule would leave them "
                                          "out. Enter them one by one to use it. Most ticks still "
                                          "decide."))  # fmt: skip
    if on and vote.step.phase > 1:
        raise Refused("one_runoff", N_("The room has settled the tie in a run-off, and that "
                                       "stands. Most ticks still decide."))  # fmt: skip
    vote.step.data = {**vote.step.data, "represent": on}
    vote.scope.log("represent" if on else "most_ticks", vote.step)
    vote.scope.touch("console")


def compare(counted: Poll) -> Compared:
    """Most ticks (equals as they are listed) and the proportional shortlist, of the same size."""
    ticked = [list(counting.merged_ballot(b, counted.merged).ticks) for b in counted.ballots]
    listed = [line.item for line in counted.lines]
    by_number = sorted(listed, key=lambda i: (counted.items[i].number or 0, i))
    place = {item: n for n, item in enumerate(by_number)}
    made = proportional.equal_shares(
        [[place[i] for i in ballot if i in place] for ballot in ticked],
        place.values(), counted.target,
    )  # fmt: skip
    chosen = {by_number[n] for n in made.items}
    ties = [
        proportional.Tie(tuple(by_number[n] for n in tie.tied),
                         tuple(by_number[n] for n in tie.chosen), tie.by)
        for tie in made.ties
    ]  # fmt: skip
    return Compared(listed[: counted.target], [i for i in listed if i in chosen], ties, ticked)


def view(vote: Vote, counted: Poll) -> dict[str, Any] | None:
    """For the console before publishing: what would change, and the two shares in words."""
    if not (used(vote) or _applies(vote, counted)):
        return None
    both = compare(counted)
    return {
        "on": used(vote),
        "seats": len(both.represent),
        "share": percent(both.share(both.represent)),
        "other": percent(both.share(both.ticks)),
        "told": len(counted.ballots) >= FEWEST,
        "without": counted.cast - len(counted.ballots),
        "into": _cards(counted.items, [i for i in both.represent if i not in both.ticks]),
        "out": _cards(counted.items, [i for i in both.ticks if i not in both.represent]),
    }


def result(vote: Vote, counted: Poll, went_on: Sequence[int]) -> dict[str, Any] | None:
    """Which rule was used, the share of the voters by each, and the ties that left somebody out.

    None where it cannot be told (see `view`).
    """
    if not (used(vote) or _applies(vote, counted)):
        return None
    both, told = compare(counted), len(counted.ballots) >= FEWEST
    first = both.ticks if used(vote) else went_on
    return {
        "rule": RULE if used(vote) else DEFAULT,
        "seats": len(both.represent),
        **({"without": counted.cast - len(counted.ballots)} if counted.paper else {}),
        "shares": {DEFAULT: f"{float(both.share(first)):.4f}",
                   RULE: f"{float(both.share(both.represent)):.4f}"} if told else None,
        "ties": [
            {"tied": list(tie.tied), "chosen": list(tie.chosen), "by": tie.by} for tie in both.ties
            if used(vote) and not set(tie.tied) <= set(both.represent)
        ],
    }  # fmt: skip


def outcome(kept: dict[str, Any] | None, number: dict[int, int | None]) -> dict[str, Any] | None:
    """The result's part with numbers for ids."""
    return kept and {
        **kept,
        "ties": [
            {**tie, **{key: [number[i] for i in tie[key]] for key in ("tied", "chosen")}}
            for tie in kept["ties"]
        ],
    }


def told(kept: dict[str, Any]) -> str:
    """What the room is told with the result, when this was the rule; nothing when it was not."""
    made = kept.get("represent")
    if not made or made["rule"] != RULE or not made["shares"]:
        return ""
    return _("Chosen to represent the room: %(share)s %% find at least one of their ticks here. "
             "With most ticks it would be %(other)s %%.", share=percent(made["shares"][RULE]),
             other=percent(made["shares"][DEFAULT]))  # fmt: skip


def section(kept: dict[str, Any] | None) -> list[Block]:
    """How the report says which rule was used, and how many find something of theirs by each."""
    if not kept or not kept["shares"]:
        return []
    share, other = percent(kept["shares"][RULE]), percent(kept["shares"][DEFAULT])
    if kept["rule"] == DEFAULT:
        told = [
            _("Those with most ticks went on: %(other)s %% of those who voted find at least one of "
              "their ticks among them. In a shortlist of %(n)s made to represent the room, "
              "%(share)s %% would.", share=share, other=other, n=kept["seats"]),
        ]  # fmt: skip
    else:
        told = [
            _("The shortlist was made to represent the room (the method of equal shares, completed "
              "by Phragmén's rule): %(share)s %% of those who voted find at least one of their "
              "ticks in it. With most ticks it would have been %(other)s %%.",
              share=share, other=other),
        ]  # fmt: skip
    if without := kept.get("without"):
        told.append(_("In these shares %(n)s paper ballots are not counted: they were entered "
                      "together, and do not tell who ticked what.", n=without))  # fmt: skip
    for tie in kept["ties"]:
        by = BY[tie["by"]]
        tied, first = (", ".join(map(str, tie[key])) for key in ("tied", "chosen"))
        told.append(_("By this rule number %(tied)s were equal, and %(first)s went first, by "
                      "%(by)s.", tied=tied, first=first, by=_(by)))  # fmt: skip
    return [{"kind": "text", "text": " ".join(told)}]


def percent(share: Fraction | float | str) -> str:
    """A share as whole hundredths; never 100 or 0 of what is not all or nothing."""
    value = float(share)
    rounded = round(100 * value)
    if rounded in (0, 100) and value not in (0, 1):
        rounded = 99 if rounded else 1
    return str(rounded)


def _applies(vote: Vote, counted: Poll) -> bool:
    several = vote.settings.mode in MODES
    enough = len(counted.ballots) >= FEWEST
    return several and enough and 0 < counted.target < len(counted.lines)


def _cards(found: dict[int, Item], ids: Sequence[int]) -> list[dict[str, Any]]:
    return [{"id": i, "number": found[i].number, "title": options.title(found[i])} for i in ids]
