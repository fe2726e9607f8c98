"""How a vote reads afterwards: turnout, the chart, the table, and the tie's story in words."""

from __future__ import annotations

from typing import Any

from methods import items
from methods.activities.vote import corrected, modes, represent, telling
from methods.activities.vote.results import COUNTED_IN, ordered, shown_by
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
    if outcome["ballots"] is None:  # nothing is told of a count that is not published
        return [{"kind": "text", "text": _("The votes are not counted yet.")}]
    first: list[Block] = []
    if outcome.get("version", 1) > 1:
        first.append({"kind": "text", "text": _(
            "This is version %(n)s of the result. What was corrected, and why, stands below.",
            n=outcome["version"])})  # fmt: skip
    counted = _agreed(outcome) if outcome.get("mode") == "agree" else _counted(outcome)
    return [*first, *counted, *corrected.section(outcome)]


def _counted(outcome: dict[str, Any]) -> list[Block]:
    """A chart and the whole table, with what decided them."""
    rows = outcome["ranking"]
    most = max((r["votes"] for r in rows), default=0) or 1
    shown = [r for r in rows if r["shortlisted"] or r["near_miss"]] or rows[:10]
    cut = len(shown) < len(rows) or not all(r["shortlisted"] for r in rows)
    caption = _("What went on, and what was nearly in") if cut else _("What the room chose")
    blocks: list[Block] = [
        {"kind": "text", "text": _turnout(outcome)},
        {"kind": "bars", "caption": caption, "rows": [
            {"label": _labelled(r), "value": r["votes"],
             "share": r["votes"] / most, "mark": r["shortlisted"]} for r in shown]},
    ]  # fmt: skip
    if outcome["tie"]:
        blocks.append({"kind": "text", "text": _tie(outcome["tie"])})
    blocks += represent.section(outcome.get("represent"))
    near = [items.told(r["title"]) for r in rows if r["near_miss"]]
    if near:
        blocks += [{"kind": "text", "text": _("Nearly in:")}, {"kind": "list", "items": near}]
    if by_another := shown_by(outcome.get("tally", "total")):
        blocks.append({"kind": "text", "text": by_another})
    return [*blocks, _table(outcome), *_account(outcome)]


def _labelled(row: dict[str, Any]) -> str:
    """The row's number and title, and what of its count came on paper."""
    on_paper = telling.of_which(row.get("paper", 0))
    told = f"{row['number']} {items.told(row['title'])}"
    return f"{told} ({on_paper})" if on_paper else told


def _account(outcome: dict[str, Any]) -> list[Block]:
    """Where the count comes from, line by line, and the rules for paper; nothing without any."""
    kept, on = outcome.get("account"), outcome.get("paper")
    if not kept or not (on or kept["entries"] or kept["taken_out"]):
        return []
    head = [_("From"), _("Ballots"), modes.column(outcome.get("mode", "tick")), _("Entered by"),
            _("At")]  # fmt: skip
    total = [_("Together"), outcome["ballots"], outcome.get("ticks", ""), "", ""]
    blocks: list[Block] = [
        {"kind": "table", "caption": _("How the count came about"), "head": head,
         "rows": [*telling.rows(kept), total], "numeric": [1, 2]},
    ]  # fmt: skip
    if kept["entries"]:
        blocks.append({"kind": "list", "items": telling.entries(kept)})
    if out := len(kept["taken_out"]):
        blocks.append({"kind": "text", "text": ngettext(
            "%(n)s entry was taken out again, and is not counted.",
            "%(n)s entries were taken out again, and are not counted.", out)})  # fmt: skip
    if on:
        blocks.append({"kind": "text", "text": telling.rules(outcome)})
    return blocks


def _agreed(outcome: dict[str, Any]) -> list[Block]:
    """A chart of the six answers for each proposal, the support in words, and the reasons."""
    blocks: list[Block] = [{"kind": "text", "text": _voted(outcome)}]
    for row in outcome["agree"]:
        blocks += [{"kind": "heading", "text": items.told(row["title"])},
                   {"kind": "text", "text": modes.supported(row)}]  # fmt: skip
        if counts := row["counts"]:
            most = max(counts) or 1
            blocks.append({"kind": "bars", "caption": _("What the room answered"), "rows": [
                {"label": _(label), "value": n, "share": n / most, "mark": level < 3}
                for level, (label, n) in enumerate(zip(modes.LEVELS, counts, strict=True))
            ]})  # fmt: skip
        if row["reasons"]:
            blocks += [{"kind": "text", "text": _("Why some could not support it:")},
                       {"kind": "list", "items": row["reasons"]}]  # fmt: skip
    return blocks + _account(outcome)


def _voted(outcome: dict[str, Any]) -> str:
    share = 100 * outcome["ballots"] / outcome["present"] if outcome["present"] else 0
    return _("%(ballots)s of %(present)s voted (%(share)s %%).", ballots=outcome["ballots"],
             present=outcome["present"], share=decimal(share, 1))  # fmt: skip


def _turnout(outcome: dict[str, Any]) -> str:
    mode = outcome.get("mode", "tick")
    if mode in ("rank", "poll"):
        return f"{_voted(outcome)} {modes.has(outcome['budget'], mode)}"
    if mode == "dots":
        gave = ngettext("%(n)s dot was given.", "%(n)s dots were given.", outcome["ticks"])
        return f"{_voted(outcome)} {modes.had(outcome['budget'])} {gave}"
    if outcome["budget"] is None:
        each = _("Each could tick as many as they liked.")
    else:
        each = ngettext("Each had %(n)s tick.", "Each had %(n)s ticks.", outcome["budget"])
    gave = ngettext("%(n)s tick was given.", "%(n)s ticks were given.", outcome["ticks"])
    return f"{_voted(outcome)} {each} {gave}"


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
    mode, rows = outcome.get("mode", "tick"), outcome["ranking"]
    broken, voters = bool(rows) and rows[0]["tables"] is not None, mode in COUNTED_IN
    head = [_("Rank"), _("No."), _("What"), modes.column(mode), _("Went on")]
    if on_paper := bool(outcome.get("paper")):
        head.append(_("On paper"))
    if voters:
        head.append(_("Voters"))
    if broken:
        head += [_("Tables"), _("Table-fair"), _("Bridging"), _("From the home table")]
    made = [
        _cells(r, voters, broken, on_paper) for r in ordered(rows, outcome.get("tally", "total"))
    ]
    numeric = [0, 1, 3, *range(5, len(head))]
    return {"kind": "table", "caption": _("The whole count"), "head": head, "rows": made,
            "numeric": numeric}  # fmt: skip


def _cells(row: dict[str, Any], voters: bool, broken: bool, on_paper: bool) -> list[Any]:
    went = _("yes") if row["shortlisted"] else ""
    made = [row["rank"], row["number"], items.told(row["title"]), row["votes"], went]
    if on_paper:
        made.append(row["paper"])
    if voters:
        made.append(row["voters"])
    if broken:
        share = row["home_share"]
        made += [row["tables"], decimal(row["table_fair"], 4), decimal(row["bridging"], 4),
                 "" if share is None else f"{100 * share:.0f} %"]  # fmt: skip
    return made
