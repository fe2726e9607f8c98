"""What a rating hands on: for each thing its answers, its total and rank, and what is worth a word.

Fewer than five answers are told by their number only. Where each card is rated by a few drawn
people, its sum is told with how many it is from (spec/voting.md §10), but never its spread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import paperless
from methods.activities.rate import answers, breakdown, delphi, journey, matrix, quadrant, ring
from methods.activities.rate.answers import Answers, Box
from methods.activities.rate.breakdown import SMALL
from models import Item

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate

Row = dict[str, Any]
UNTOLD = ("value", "mean", "median", "quartiles", "counts", "skipped", "consensus", "polarised")


def result(rate: Rate) -> dict[str, Any]:
    """The step's result. `items` stand by rank; those without a total are last, as they came."""
    box = answers.read(rate)
    made: dict[str, Any] = {
        "answers": answers.count(rate), "words": box.words[None],
        "by": _groups(rate, box), "before": journey.earlier(rate),
        "entries": paperless.told(rate.scope, rate.step),
    }  # fmt: skip
    past = last_round(rate)
    items = rate.rated()
    if not rate.step.source:
        rows = [_row(rate, box, None, past)]
        made["criteria"] = rows[0]["criteria"]
    else:
        rows = _ranked(rate, [_row(rate, box, item, past) for item in items])
        made |= {"items": [row["item"] for row in rows], "scores": rows}
    split = [row for row in rows if "consensus" not in row["flags"]]
    made["consensus"] = bool(rows) and not split
    made["stable"] = bool(past) and all("lasting" in row["flags"] for row in split)
    return made


def last_round(rate: Rate) -> dict[str, Any] | None:
    """The result of the newest published round before this one."""
    before = [s for s in rate.seminar.steps if s.key == rate.step.key and s.result is not None
              and s.round < rate.step.round]  # fmt: skip
    return max(before, key=lambda s: s.round).result if before else None


def cells_of(result: dict[str, Any] | None, item: int | None) -> dict[str, Row]:
    """The answers about `item` (None is the room's own questions) in a result, by criterion."""
    rows: list[Row] = (result or {}).get("scores", [])
    if item is None:
        rows = [{"item": None, "criteria": (result or {}).get("criteria", {})}]
    found: list[dict[str, Row]] = [row["criteria"] for row in rows if row["item"] == item]
    return found[0] if found else {}


def _row(rate: Rate, box: Box, item: Item | None, past: dict[str, Any] | None) -> Row:
    number = item.id if item else None
    asked = [c.key for c in rate.settings.asked]
    cells = {key: cell(rate, box.answers[number, key]) for key in asked}
    values = {key: c["value"] for key, c in cells.items()}
    flags = _flags(cells, cells_of(past, number))
    if quadrant.from_the_start(values, rate.settings.min, rate.settings.max):
        flags.append("from_start")
    return {
        "item": number, "rank": None, "total": _total(rate, box, number, values),
        "n": min(c["n"] for c in cells.values()), "criteria": cells, "flags": flags,
        "quadrant": _quadrant(rate, values), "words": box.words[number] if item else [],
    }  # fmt: skip


def cell(rate: Rate, given: Answers) -> Row:
    """One question's answers; of too few only how many."""
    values, rule = list(given.values.values()), rate.settings
    found = delphi.verdict(values, rule.min, rule.max, rule.consensus.iqr, rule.consensus.share)
    made: Row = {"n": len(values), **dict.fromkeys(UNTOLD)}
    if found is None or len(values) < (1 if rule.sample else SMALL):
        return made
    mean, median = round(found.spread.mean, 2), found.spread.quartiles[1]
    made |= {"mean": mean, "value": found.spread.mean if rule.aggregate == "mean" else median}
    if len(values) < SMALL:
        return made
    return made | {
        "skipped": given.skipped, "median": median, "quartiles": list(found.spread.quartiles),
        "counts": list(found.spread.counts), "consensus": found.consensus,
        "polarised": found.polarised,
    }  # fmt: skip


def _flags(cells: dict[str, Row], past: dict[str, Row]) -> list[str]:
    """consensus: on all of it. polarised, lasting (disagreement that stands still): on some."""
    if any(c["consensus"] is None for c in cells.values()):
        return []
    open_ = {key: c for key, c in cells.items() if not c["consensus"]}
    made = [] if open_ else ["consensus"]
    if any(c["polarised"] for c in open_.values()):
        made.append("polarised")
    if open_ and all(_still(c, past.get(key)) for key, c in open_.items()):
        made.append("lasting")
    return made


def _still(now: Row, before: Row | None) -> bool:
    if not before or not before["quartiles"]:
        return False
    (low, median, high), (was_low, was, was_high) = now["quartiles"], before["quartiles"]
    return delphi.stable((median, high - low), (was, was_high - was_low))


def _total(rate: Rate, box: Box, item: int | None, values: dict[str, Any]) -> float | None:
    """The weighted total, or the sum; None while a criterion has too few answers."""
    if any(value is None for value in values.values()):
        return None
    if rate.settings.show == "sum":
        each = [list(box.answers[item, key].values.values()) for key in values]
        return round(sum(ring.total(v, rate.settings.sample or len(v)) or 0 for v in each), 4)
    return round(matrix.total(values, weights(rate)), 4)


def weights(rate: Rate) -> dict[str, float]:
    return {c.key: c.weight for c in rate.settings.asked}


def _quadrant(rate: Rate, values: dict[str, Any]) -> str | None:
    if not rate.settings.axes:
        return None
    x, y = (values[axis] for axis in rate.settings.axes)
    if x is None or y is None:
        return None
    return quadrant.place(x, y, rate.settings.min, rate.settings.max)


def _ranked(rate: Rate, rows: list[Row]) -> list[Row]:
    """By total, the highest first; ties as they came. Marks what the weights decide."""
    told = [row for row in rows if row["total"] is not None]
    for row, rank in zip(told, matrix.ranks([r["total"] for r in told]), strict=True):
        row["rank"] = rank
    if rate.settings.show == "matrix":
        values = [{key: c["value"] for key, c in row["criteria"].items()} for row in told]
        for row, falls in zip(told, matrix.sensitive(values, weights(rate)), strict=True):
            row["flags"] += ["sensitive"] if falls else []
    return sorted(rows, key=lambda row: row["rank"] or len(rows) + 1)


def _groups(rate: Rate, box: Box) -> list[Row]:
    """The answers by role, unit or table, for groups that are large enough."""
    whose = answers.groups(rate)
    made = []
    for (item, criterion), given in box.answers.items() if whose else ():
        groups: dict[str, list[int]] = {}
        for ballot, value in given.values.items():
            groups.setdefault(whose[ballot], []).append(value)
        for name, values in sorted(breakdown.shown(groups).items()):
            found = cell(rate, Answers(dict(enumerate(values))))
            made.append({"item": item, "criterion": criterion, "group": name,
                         "n": found["n"], "value": found["value"]})  # fmt: skip
    return made
