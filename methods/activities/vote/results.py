"""The published result of a vote, ready to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.vote import corrected, modes, options, represent, telling
from models import Item
from translations import _

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

COUNTED_IN = ("dots", "rank")  # where one voter can give more than one


def view(vote: Vote) -> dict[str, Any]:
    """The rows in the shown order, who went on, and the support of each proposal."""
    result = vote.step.result or {}
    rows = result.get("ranking", [])
    mode, shortlist = vote.settings.mode, result.get("shortlist", [])
    wanted = [r["item"] for r in [*rows, *result.get("agree", [])]]
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(wanted)))}
    most = max((r["votes"] for r in rows), default=0) or 1
    ranking = [
        {**row, "id": row["item"], "title": items.told(options.title(found[row["item"]])),
         "number": found[row["item"]].number, "share": row["votes"] / most,
         "given": modes.given(row["votes"], mode),
         "paper_words": telling.of_which(row.get("paper", 0)),
         "home": (row["home_share"] or 0) > 0.5}
        for row in rows
    ]  # fmt: skip
    kept = sorted((r for r in ranking if r["shortlisted"]), key=lambda r: shortlist.index(r["id"]))
    poll = mode == "poll"  # of a few, all are shown
    return {
        "ranking": ordered(ranking, vote.settings.tally),
        "kept": ranking if poll else kept,
        "near": [] if poll else [r for r in ranking if r["near_miss"]],
        "proposals": [_proposal(row, found[row["item"]]) for row in result.get("agree", [])],
        "represents": represent.told(result),
        "ballots": result.get("ballots"),
        "people": result.get("present"),
        "natural": result.get("natural_break"),
        "broken_down": bool(rows and rows[0]["tables"] is not None),
        "cut": result.get("target") is not None and len(shortlist) < len(rows),
        "column": modes.column(mode),
        "voters": mode in COUNTED_IN,
        "tally": vote.settings.tally,
        "shown_words": shown_by(vote.settings.tally),
        **corrected.view(vote),
        **_papers(vote, result),
    }  # fmt: skip


def _papers(vote: Vote, result: dict[str, Any]) -> dict[str, Any]:
    """How much of the count came on paper, and the account of it line by line."""
    told, kept = result.get("account") or {"lines": [], "entries": []}, result.get("paper")
    names = telling.names(vote)
    return {
        "paper": kept,
        "paper_words": telling.both(result),
        "account": telling.rows(told, names) if kept or told["entries"] else [],
        "entries": telling.entries(told, names),
        "given": result.get("ticks"),
    }


def ordered(rows: list[dict[str, Any]], tally: str) -> list[dict[str, Any]]:
    """The rows as they are shown: by their votes, unless the step shows another column first.

    What goes on is by votes whatever is shown: nobody's vote weighs more (spec/voting.md §8).
    """
    if tally == "total" or any(row[tally] is None for row in rows):
        return rows
    return sorted(rows, key=lambda row: -float(row[tally]))


def shown_by(tally: str) -> str:
    """Why the table is in another order than what went on; nothing if it is not."""
    if tally == "total":
        return ""
    return _("The table is in the order of «%(column)s». What went on is by the whole count: "
             "nobody's vote weighs more than another's.",
             column=_(modes.COLUMNS[tally]))  # fmt: skip


def _proposal(row: dict[str, Any], item: Item) -> dict[str, Any]:
    counts = row["counts"] or []
    most = max(counts, default=0) or 1
    return {
        **row,
        "id": item.id,
        "title": items.told(options.title(item)),
        "words": modes.supported(row),
        "bars": [{"level": level, "label": _(label), "count": n, "share": n / most}
                 for level, (label, n) in enumerate(zip(modes.LEVELS, counts, strict=False), 1)],
    }  # fmt: skip
