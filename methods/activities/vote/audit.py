"""Holding a kept vote against its own ballots: what was told must follow from what was cast.

Pure functions over an outcome (docs/outcome.md). Each gives the names of what does not hold
(`FAULTS`); what no kept ballot tells, such as its table, stands as it was told (spec/voting.md §9).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from methods.activities.vote import cut, proportional, recount
from methods.activities.vote.counting import Line, merged_ballot
from methods.activities.vote.lots import settled
from methods.activities.vote.support import Support
from translations import N_

Told = dict[str, Any]
FEWEST = 5  # ballots known one by one that are kept as they are
FAULTS = {
    "ballot": N_("a ballot is missing, or holds more than the rules allow"),
    "votes": N_("the votes and places are others than the ballots give"),
    "order": N_("equals stand in another order than the rules say"),
    "totals": N_("the totals do not add up"),
    "break": N_("the natural break is another"),
    "tie": N_("the tie at the cut is another"),
    "shortlist": N_("others go on than the rules and the recorded decision give"),
    "lot": N_("the recorded lot gives another order"),
    "near": N_("others were nearly in"),
    "represent": N_("the shortlist that represents the room is another"),
    "support": N_("the support is another than the answers give"),
    "versions": N_("the versions do not follow on each other"),
}


def faults(told: Told) -> list[str]:
    """What in the outcome of a vote does not follow from its ballots, or from its own totals.

    Of fewer than five ballots there are only totals to hold it against. Each version before a
    correction is counted too. Raises LookupError, TypeError or ValueError for a broken outcome.
    """
    found = list(_agree(told) if told["mode"] == "agree" else _ticked(told))
    corrections = told.get("corrections", [])
    if told.get("version", 1) != 1 + len(corrections):
        found.append("versions")
    for correction in corrections:
        found += faults(correction["before"])
    return list(dict.fromkeys(found))


def _ticked(told: Told) -> Iterator[str]:
    listed = [line(row) for row in told["ranking"]]
    yield from _sums(told)
    yield from _order(told, listed)
    if recount.whole(told):
        yield from _counted(told)
    yield from _cut(told, listed)


def _counted(told: Told) -> Iterator[str]:
    if any(map(_too_much(told), recount.ballots(told))):
        yield "ballot"
    again = recount.lines(told)
    if recount.ranking(told) != recount.kept(told):
        yield "votes"
    alone = not (told.get("paper") or {}).get("batched")  # of a batch the voters are not known
    if alone and [x.voters for x in again] != [row["voters"] for row in told["ranking"]]:
        yield "votes"
    yield from _represent(told)


def _too_much(told: Told) -> Any:
    mode, most, budget = told["mode"], told["per_item"], told["budget"]

    def over(ballot: Any) -> bool:
        weights = ballot.ticks.values()
        if not all(1 <= w <= most for w in weights):
            return True
        if mode == "rank":
            return len(set(weights)) < len(weights)
        return budget is not None and sum(weights) > budget

    return over


def _sums(told: Told) -> Iterator[str]:
    rows = (told.get("account") or {}).get("lines", [])
    if rows and any(sum(row[key] for row in rows) != told[key] for key in ("ballots", "ticks")):
        yield "totals"
    batched = sum(row["ticks"] for row in rows if row["kind"] == "batch")
    cast = sum(sum(ballot.ticks.values()) for ballot in recount.ballots(told))
    paper = (told.get("paper") or {}).get("batched", 0)
    if not recount.whole(told) and (told["cast"] or told["ballots"] - paper >= FEWEST):
        yield "ballot"
    if rows and recount.whole(told) and cast + batched != told["ticks"]:
        yield "totals"
    if [row["number"] for row in told["ranking"] if row["shortlisted"]] != [
        row["number"] for row in told["ranking"] if row["number"] in told["shortlist"]
    ]:
        yield "shortlist"


def line(row: Told) -> Line:
    """A row of the ranking as it was told, table-fair value with its four places."""
    return Line(row["number"], row["votes"], row["voters"], row["tables"] or 0,
                Fraction(row["table_fair"] or 0), Fraction(0), 0, row["rank"])  # fmt: skip


def _order(told: Told, listed: list[Line]) -> Iterator[str]:
    """By votes, voters, tables, table-fair: as far as it was told."""
    known = not told["ranking"] or told["ranking"][0]["tables"] is not None
    keys = [(-x.votes, -x.voters, *((-x.tables, -x.table_fair) if known else ()))
            for x in listed]  # fmt: skip
    if keys != sorted(keys):
        yield "order"
    above = [1 + sum(other.votes > x.votes for other in listed) for x in listed]
    if above != [x.rank for x in listed]:
        yield "votes"


def _cut(told: Told, listed: list[Line]) -> Iterator[str]:
    if told["natural_break"] != cut.natural_break([x.votes for x in listed], told["target"]):
        yield "break"
    if _proportional(told):
        return
    found, story = cut.tie(listed, told["target"]), told["tie"]
    if _as_told(found) != (story and {key: story[key] for key in ("above", "places", "suggestion")}
                           | {"tied": sorted(story["tied"])}):  # fmt: skip
        yield "tie"
        return
    if told["shortlist"] != settled(told, listed, found):
        yield "lot" if story and story.get("settled") else "shortlist"
    if _near(told) != sorted(cut.near_misses(listed, told["shortlist"], told["ballots"])):
        yield "near"


def _as_told(found: cut.Tie | None) -> Told | None:
    if found is None:
        return None
    return {"above": len(found.above), "places": found.places,
            "suggestion": found.suggestion, "tied": sorted(found.tied)}  # fmt: skip


def _near(told: Told) -> list[int]:
    return sorted(row["number"] for row in told["ranking"] if row["near_miss"])


def _proportional(told: Told) -> bool:
    return bool(told["represent"]) and told["represent"]["rule"] == "equal-shares"


def _represent(told: Told) -> Iterator[str]:
    if not (kept := told["represent"]):
        return
    listed = [row["number"] for row in told["ranking"]]
    merged = {int(n): into for n, into in told["merged"].items() if int(n) not in listed}
    ticked = [list(merged_ballot(b, merged).ticks) for b in recount.ballots(told)]
    made = proportional.equal_shares([[i for i in b if i in listed] for b in ticked],
                                     sorted(listed), told["target"])  # fmt: skip
    chosen = [i for i in listed if i in made.items]
    first = listed[: told["target"]] if _proportional(told) else told["shortlist"]
    shares = {rule: f"{float(proportional.represented(ticked, set(items))):.4f}"
              for rule, items in (("ticks", first), ("equal-shares", chosen))}  # fmt: skip
    if kept["seats"] != len(chosen) or (kept["shares"] and kept["shares"] != shares):
        yield "represent"
    if not _proportional(told):
        return
    ties = [[list(tie.tied), list(tie.chosen), tie.by] for tie in made.ties
            if not set(tie.tied) <= set(chosen)]  # fmt: skip
    if told["shortlist"] != chosen or ties != [[t["tied"], t["chosen"], t["by"]]
                                               for t in kept["ties"]]:  # fmt: skip
        yield "represent"
    if _near(told) != sorted(i for i in listed[: told["target"]] if i not in chosen):
        yield "near"


def _agree(told: Told) -> Iterator[str]:
    """Of five answers or more how many gave each; that makes the support."""
    for row in told["agree"]:
        if row["counts"] is None:
            continue
        made = Support(tuple(row["counts"]))
        share = f"{float(made.share):.4f}"
        if (made.answers, made.supporters, share, made.broad) != (
            row["answers"], row["supporters"], row["share"], row["broad"],
        ):  # fmt: skip
            yield "support"
