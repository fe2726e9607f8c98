"""How a vote reads afterwards: turnout, the chart, the table, and the tie's story in words."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activity import Block
from translations import N_, _, decimal, ngettext

CHOICES = {
    "include": N_("All of them went on."),
    "exclude": N_("None of them went on."),
    "runoff": N_("A run-off was held between them."),
    "lot": N_("It was settled by the number of tables, then the table-fair value, then by lot."),
}
BY = {
    "tables": N_("ticks from more tables"),
    "table_fair": N_("a higher table-fair value"),
    "lot": N_("the lot"),
}


def section(outcome: dict[str, Any]) -> list[Block]:
    """The blocks of a vote's outcome, in the language of now."""
    rows = outcome["ranking"]
    most = max((r["votes"] for r in rows), default=0) or 1
    shown = [r for r in rows if r["shortlisted"] or r["near_miss"]] or rows[:10]
    blocks: list[Block] = [
        {"kind": "text", "text": _turnout(outcome)},
        {"kind": "bars", "caption": _("What went on, and what was nearly in"), "rows": [
            {"label": f"{r['number']} {items.told(r['title'])}", "value": r["votes"],
             "share": r["votes"] / most, "mark": r["shortlisted"]} for r in shown]},
    ]  # fmt: skip
    if outcome["tie"]:
        blocks.append({"kind": "text", "text": _tie(outcome["tie"])})
    near = [items.told(r["title"]) for r in rows if r["near_miss"]]
    if near:
        blocks += [{"kind": "text", "text": _("Nearly in:")}, {"kind": "list", "items": near}]
    blocks.append(_table(outcome))
    return blocks


def _turnout(outcome: dict[str, Any]) -> str:
    share = 100 * outcome["ballots"] / outcome["present"] if outcome["present"] else 0
    text = _("%(ballots)s of %(present)s voted (%(share)s %%).", ballots=outcome["ballots"],
             present=outcome["present"], share=decimal(share, 1))  # fmt: skip
    if outcome["budget"] is None:
        each = _("Each could tick as many as they liked.")
    else:
        each = ngettext("Each had %(n)s tick.", "Each had %(n)s ticks.", outcome["budget"])
    gave = ngettext("%(n)s tick was given.", "%(n)s ticks were given.", outcome["ticks"])
    return f"{text} {each} {gave}"


def _tie(tie: dict[str, Any]) -> str:
    numbers = ", ".join(str(n) for n in tie["tied"])
    told = [
        _("Number %(numbers)s had the same number of ticks, and there was room for %(places)s.",
          numbers=numbers, places=tie["places"]),
        _(CHOICES[tie["choice"]]),
    ]  # fmt: skip
    if "runoff" in tie:
        votes = (f"{items.told(r['title'])}: {r['votes']}" for r in tie["runoff"])
        told.append("; ".join(votes) + ".")
    for number, by in zip(tie.get("settled", []), tie.get("by", []), strict=False):
        told.append(_("Number %(number)s got its place by %(by)s.", number=number, by=_(BY[by])))
    if "lot" in tie.get("by", []):
        told.append(_("The lot's seed: %(seed)s.", seed=tie["seed"]))
    return " ".join(told)


def _table(outcome: dict[str, Any]) -> Block:
    rows = outcome["ranking"]
    broken = bool(rows) and rows[0]["tables"] is not None
    head = [_("Rank"), _("No."), _("What"), _("Ticks"), _("Went on")]
    if broken:
        head += [_("Tables"), _("Table-fair"), _("Bridging"), _("From the home table")]
    made = []
    for r in rows:
        went = _("yes") if r["shortlisted"] else ""
        row = [r["rank"], r["number"], items.told(r["title"]), r["votes"], went]
        if broken:
            share = r["home_share"]
            row += [r["tables"], decimal(r["table_fair"], 4), decimal(r["bridging"], 4),
                    "" if share is None else f"{100 * share:.0f} %"]  # fmt: skip
        made.append(row)
    return {"kind": "table", "caption": _("The whole count"), "head": head, "rows": made,
            "numeric": [0, 1, 3, 5, 6, 7, 8] if broken else [0, 1, 3]}  # fmt: skip
