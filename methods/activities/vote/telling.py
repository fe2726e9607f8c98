"""The account of a count in words: each line, who entered it and when, and what of it was paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from methods import crew
from translations import N_, _

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

Name = Callable[[str], str]  # of an actor in the log
HOW = {
    "single": N_("entered from a paper ballot"),
    "host": N_("written by the table's host"),
    "self": N_("on a phone that was handed on"),
}
ROLES = {
    "facilitator": N_("the facilitator"), "helper": N_("a helper"),
    "participant": N_("a participant"),
}  # fmt: skip


def of_which(on_paper: int) -> str:
    """«Herav papir», beside a count; nothing if none of it came on paper."""
    return _("of which %(n)s on paper", n=on_paper) if on_paper else ""


def both(result: dict[str, Any]) -> str:
    """How many ballots came by phone and how many on paper; nothing if none did."""
    on = result.get("paper")
    if not on:
        return ""
    return _("%(phones)s ballots by phone and %(paper)s on paper are one count.",
             phones=result["ballots"] - on["ballots"], paper=on["ballots"])  # fmt: skip


def rows(account: dict[str, Any], name: Name | None = None) -> list[list[Any]]:
    """The lines as a table: what, ballots, what they gave, who entered it and when."""
    return [
        [_line(line), line["ballots"], line["ticks"], by(line.get("by"), name),
         at(line.get("at"))]
        for line in account["lines"]
    ]  # fmt: skip


def _line(line: dict[str, Any]) -> str:
    if line["kind"] == "phones" and line["paper"]:
        return _("On phones, and %(n)s paper ballots entered one by one", n=line["paper"])
    if line["kind"] == "phones":
        return _("On phones")
    if line["kind"] == "single":
        return _("Paper ballots entered one by one")
    if line["table"] is None:
        return _("Paper ballots from people at no table")
    return _("Paper ballots from table %(n)s", n=line["table"])


def entries(account: dict[str, Any], name: Name | None = None) -> list[str]:
    """The numbers that voted one by one, a line each; they are counted among the lines above."""
    return [
        _("Number %(n)s: %(how)s, by %(who)s %(at)s", n=e["number"], how=how(e["how"]),
          who=by(e["by"], name), at=at(e["at"]))
        for e in account["entries"]
    ]  # fmt: skip


def rules(outcome: dict[str, Any]) -> str:
    """What a reader must know of how the paper was counted (spec/voting.md §4)."""
    on, told = outcome["paper"], [both(outcome)]
    if on["batched"]:
        told.append(
            _("Paper ballots entered together tell how many ticked each, not who ticked what: "
              "each table's count for itself in the table-fair and bridging values.")
        )  # fmt: skip
    if outcome["mode"] == "dots" and on["batched"]:
        told.append(_("Of their dots the fewest voters there can be are counted as voters."))
    if on["by_hand"]:
        told.append(
            _("Number %(numbers)s was merged after paper was entered: of each batch the highest of "
              "the merged counts stands, and the true one may be higher.",
              numbers=", ".join(map(str, on["by_hand"])))
        )  # fmt: skip
    return " ".join(told)


def how(way: str) -> str:
    """How a ballot came in that was not cast on the voter's own phone."""
    told = HOW[way]
    return _(told)


def by(actor: str | None, name: Name | None = None) -> str:
    """Who entered it: the name where it may be told, else only as what."""
    if not actor:
        return ""
    role = ROLES[actor.partition(":")[0]]
    return (name(actor) if name else "") or _(role)


def at(when: float | str | None) -> str:
    """The hour and minute where the server stands."""
    if when is None:
        return ""
    there = (datetime.fromtimestamp(when) if isinstance(when, (int, float))
             else datetime.fromisoformat(when).astimezone())  # fmt: skip
    return there.strftime("%H:%M")


def names(vote: Vote) -> Name:
    """What those who lead are called, for the console."""
    return partial(crew.name, vote.db)
