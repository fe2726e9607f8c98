"""Who goes on, by the rules and the recorded decision of a tie, from an outcome (`audit`).

The lot is drawn again from its seed. Tables and table-fair values are those that were told: no
kept ballot says at which table it was cast, and of a run-off the counts are kept.
"""

from __future__ import annotations

from typing import Any

from methods.activities.vote import cut
from methods.activities.vote.counting import Line

Told = dict[str, Any]


def settled(told: Told, listed: list[Line], found: cut.Tie | None) -> list[int]:
    """The shortlist, in order; `listed` are the lines as told, `found` the tie at the cut."""
    if found is None:
        return [line.item for line in listed[: told["target"]]]
    story, above = told["tie"], list(found.above)
    if story["choice"] == "include":
        return [*above, *found.tied]
    if story["choice"] == "exclude":
        return above
    tied = {line.item: line for line in listed if line.item in found.tied}
    kept, rest = list[int](), list(found.tied)
    if story["choice"] == "runoff":
        kept, rest = _runoff(story, tied, found.places)
    places = found.places - len(kept)
    return [*above, *kept, *_lot(told, [tied[i] for i in rest], places)]


def _runoff(story: Told, tied: dict[int, Line], places: int) -> tuple[list[int], list[int]]:
    """Who the run-off put safely in, and who are still equal for the last places."""
    votes = [Line(row["number"], row["votes"], 0, 0, tied[row["number"]].table_fair,
                  tied[row["number"]].bridging, 0) for row in story["runoff"]]  # fmt: skip
    if sorted(line.votes for line in votes)[::-1] != [line.votes for line in votes]:
        return [], []
    still = cut.tie(votes, places)
    if still is None:
        return [line.item for line in votes[:places]], []
    return list(still.above), list(still.tied)


def _lot(told: Told, rest: list[Line], places: int) -> list[int]:
    """Those who get the last places. Where tables were not told, or are pooled since, as told."""
    if not rest or places < 1:
        return []
    story = told["tie"]
    pooled = told["version"] > 1 if "version" in told else False
    small = told["ballots"] < 5 and told["mode"] != "agree"
    if small or (pooled and told["small_tables"]):
        return list(story["settled"])
    again = cut.settle(rest, places, story["seed"])
    if list(again.by) == story["by"]:
        return list(again.chosen)
    # equal in four places is not equal: then table-fair decided, in more places than were told
    same = [by for by, was in zip(again.by, story["by"], strict=True) if by != was]
    odd = set(same) <= {"lot"} and set(story["by"]) <= {"tables", "table_fair", "lot"}
    return list(story["settled"]) if odd and _equal(rest, story["settled"]) else list(again.chosen)


def _equal(rest: list[Line], chosen: list[int]) -> bool:
    """Whether none left out stands above one of the chosen, in what was told."""
    keys = {line.item: (line.tables, line.table_fair) for line in rest}
    out = [keys[i] for i in keys if i not in chosen]
    return all(keys[i] >= other for i in chosen for other in out)
