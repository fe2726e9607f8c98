"""How a corrected result reads: as kept data, in the report, and on the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import clock, items, versions
from methods.activities.vote import corrections, modes, options, small
from methods.activity import Block
from models import Item
from translations import N_, _, day, ngettext, pick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote

CHANGES = {
    "void": N_("a ballot was left out"),
    "merge": N_("number %(item)s was counted together with number %(into)s"),
    "paper": N_("%(ballots)s ballots on paper were counted in"),
    "since": N_("something on the ballot was hidden, shown or merged after the count"),
}


def outcome(vote: Vote, found: dict[int, Item]) -> dict[str, Any]:
    """`version` of the result, and the `corrections` that led to it, the first one first.

    Each holds the whole outcome `before` it, so that every version stays readable.
    """
    told = []
    for made, before, now in corrections.made(vote):
        old = type(vote)(vote.scope, versions.as_of(vote.db, vote.step, made.number - 1))
        earlier = old.outcome()
        told.append({
            "version": made.number, "at": clock.moment(made.at), "reason": made.reason,
            "changes": [_numbered(change, found) for change in made.changes],
            "ballots": [before.get("ballots"), now.get("ballots")],
            "differences": [_named(row, found) for row in corrections.differences(before, now)],
            "before": {k: v for k, v in earlier.items() if k not in ("version", "corrections")},
        })  # fmt: skip
    return {"version": vote.step.version, "corrections": told}


def section(outcome: dict[str, Any]) -> list[Block]:
    """What was corrected, why, and what became different: nothing for a first version."""
    blocks: list[Block] = []
    for made in outcome.get("corrections", []):
        blocks += [
            {"kind": "heading", "text": _("Version %(n)s of the result", n=made["version"])},
            {"kind": "text", "text": _("Corrected %(day)s, because: %(reason)s",
                                       day=day(made["at"]), reason=made["reason"])},
            {"kind": "list", "items": [changed(change) for change in made["changes"]]},
            {"kind": "text", "text": _ballots(made["ballots"])},
        ]  # fmt: skip
        if made["differences"]:
            blocks.append(_table(made, outcome.get("mode", "tick")))
        else:
            blocks.append({"kind": "text", "text": _("No item got another count or place.")})
    if words := small.told(outcome.get("version", 1), outcome.get("small_tables", 0)):
        blocks.append({"kind": "text", "text": words})
    return blocks


def view(vote: Vote) -> dict[str, Any]:
    """For the console: what the last look said, each version, and who works on an older one."""
    looked = (vote.step.data or {}).get(corrections.RECOUNT)
    ids = sorted((vote.step.result or {}).get("items", []))
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(ids)))}
    return {
        "counted": [{"id": i, "number": found[i].number,
                     "title": items.told(options.title(found[i]))} for i in ids],
        "version": vote.step.version,
        "small_words": small.told(vote.step.version, len(small.tables(vote))),
        "recount": looked and {**looked, "changes": _lines(vote, looked["changes"])},
        "versions": [
            {"number": made.number, "reason": made.reason,
             "changes": _lines(vote, corrections.differences(before, now)),
             "taken_by": [pick(s.title) for s in vote.seminar.steps if s.id in made.taken_by]}
            for made, before, now in corrections.made(vote)
        ],
    }  # fmt: skip


def changed(change: dict[str, Any]) -> str:
    """A change in words. One that this server does not know says its own."""
    return _(CHANGES.get(change["kind"], change["kind"])) % change


def _lines(vote: Vote, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each difference as a line: what was counted, the place, and whether it goes on."""
    wanted = [row["item"] for row in rows]
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(wanted)))}
    mode = vote.settings.mode
    return [{**_named(row, found), "told": _told(row, mode)} for row in rows]


def _told(row: dict[str, Any], mode: str) -> str:
    """`7 ticks → 6 ticks · place 2 → 3 · no longer goes on`."""
    before, now = (_("not counted") if n is None else modes.given(n, mode) for n in row["votes"])
    told = [f"{before} → {now}"]
    if row["rank"][0] != row["rank"][1]:
        places = ("–" if n is None else n for n in row["rank"])
        told.append(_("place %(before)s → %(now)s", **dict(zip(("before", "now"), places,
                                                              strict=True))))  # fmt: skip
    was, goes = (bool(on) for on in row["shortlisted"])
    if was != goes:
        told.append(_("now goes on") if goes else _("no longer goes on"))
    return " · ".join(told)


def _ballots(count: list[int]) -> str:
    before, now = count
    if before == now:
        return ngettext("%(n)s ballot is counted, as before.",
                        "%(n)s ballots are counted, as before.", now)  # fmt: skip
    return ngettext("%(n)s ballot is counted, against %(before)s before.",
                    "%(n)s ballots are counted, against %(before)s before.",
                    now, before=before)  # fmt: skip


def _table(made: dict[str, Any], mode: str) -> Block:
    old, new = made["version"] - 1, made["version"]
    column = modes.column(mode)
    head = [_("No."), _("What")]
    for name in (column, _("Rank"), _("Went on")):
        head += [f"{name}, {_('version %(n)s', n=old)}", f"{name}, {_('version %(n)s', n=new)}"]
    rows = [
        [row["number"], items.told(row["title"]), *map(_cell, row["votes"]),
         *map(_cell, row["rank"]), *(_("yes") if on else "" for on in row["shortlisted"])]
        for row in made["differences"]
    ]  # fmt: skip
    return {"kind": "table", "caption": _("What became different"), "head": head, "rows": rows,
            "numeric": [0, 2, 3, 4, 5]}  # fmt: skip


def _cell(value: int | None) -> int | str:
    return "–" if value is None else value


def _numbered(change: dict[str, Any], found: dict[int, Item]) -> dict[str, Any]:
    ids = {key: found[change[key]].number for key in ("item", "into") if change.get(key) in found}
    return {k: v for k, v in change.items() if k != "batch"} | ids


def _named(row: dict[str, Any], found: dict[int, Item]) -> dict[str, Any]:
    """A difference with the item's number and title for its id."""
    item = found.get(row["item"])
    return {"number": item and item.number, "title": items.title(item),
            **{k: row[k] for k in corrections.COMPARED}}  # fmt: skip
