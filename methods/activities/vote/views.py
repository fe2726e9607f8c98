"""What a vote shows: the ballot and who has voted, and only when it is published the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import clock, items
from methods.activities.vote import budget, cut, poll
from models import Item

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


MOST_TOLD = 12  # spec/ovre-eiker.md, step 9


def view(vote: Vote, surface: str) -> dict[str, Any]:
    """Finished values for `surface`. Results are added by one function, and only after publish."""
    state = vote.step.state
    on = vote.taken() if state == "waiting" else _ballot(vote)
    made: dict[str, Any] = {
        "choices": [_card(vote, i) for i in on] if surface == "phone" and state == "open" else [],
        "count": len(on),
        "each": budget.ticks(len(on), vote.settings.budget, vote.settings.cap)
        if state == "waiting" else vote.each(),
        "phase": vote.step.phase,
        "runoff": vote.step.phase > 1,
        "ticks": f"ticks_{vote.step.key}",
        "fetching": state == "closed" and clock.now() - (vote.step.closed_at or 0) < 5,
    }  # fmt: skip
    if surface in ("screen", "console") and state != "waiting":
        made["voted"], made["present"] = vote.progress()
    if surface in ("screen", "console"):
        made["pitch"] = _pitch(vote, on)
    if state == "published":
        veiled = vote.settings.hide == "shown" and surface in ("phone", "screen")
        return made | {"veiled": veiled} | ({} if veiled else _results(vote))
    if surface == "console":
        made |= _before(vote, len(on)) if state == "waiting" else _decide(vote)
    return made


def _ballot(vote: Vote) -> list[Item]:
    """What stands on the ballot now: a merged or hidden one is no longer shown."""
    found = {i.id: i for i in vote.db.scalars(select(Item).where(Item.id.in_(vote.on_ballot())))}
    kept = [found[i] for i in vote.on_ballot()]
    return [i for i in kept if i.status == "live" and not i.merged_into_id]


def pitches(vote: Vote) -> bool:
    """Whether each is told in turn: at most twelve, else they are read on the phones."""
    return vote.settings.pitch and vote.step.phase == 1 and 0 < len(_ballot(vote)) <= MOST_TOLD


def _pitch(vote: Vote, on: list[Item]) -> dict[str, Any] | None:
    """The one whose turn it is, and its place of all; None when there is none."""
    turn = (vote.step.data or {}).get("pitch", 0)
    if vote.step.state != "open" or not pitches(vote):
        return None
    card = _card(vote, on[turn]) if turn < len(on) else None
    return {"card": card, "place": min(turn + 1, len(on)), "all": len(on)}


def _card(vote: Vote, item: Item) -> dict[str, Any]:
    parent = vote.db.get(Item, item.parent_id) if item.parent_id else None
    return {"id": item.id, "number": item.number, "title": item.title, "body": item.body,
            "topic": items.title(parent)}  # fmt: skip


def _before(vote: Vote, count: int) -> dict[str, Any]:
    """What the facilitator should know before opening."""
    each = budget.ticks(count, vote.settings.budget, vote.settings.cap)
    people = vote.scope.present()
    return {
        "budget": vote.settings.budget,
        "target": vote.settings.target,
        "thin": each is not None and budget.thin(people, count, each),
        "minutes": budget.minutes(count),
    }


def _decide(vote: Vote) -> dict[str, Any]:
    """The tie and the cut, without any counts: only what is tied, and what is suggested."""
    if vote.step.state != "closed":
        return {"tie": None}
    counted = poll.of(vote)
    chosen = vote.step.data.get("tie")
    titles = {i: counted.items[i] for i in (counted.tie.tied if counted.tie else ())}
    return {
        "target": counted.target,
        "all": len(counted.lines),
        "natural": counted.natural if counted.natural != counted.target else None,
        "tie": counted.tie and {
            "above": len(counted.tie.above),
            "places": counted.tie.places,
            "tied": [{"id": i, "number": t.number, "title": t.title} for i, t in titles.items()],
            "with_all": len(counted.tie.above) + len(titles),
            "suggestion": counted.tie.suggestion,
            "choices": _choices(counted.tie, vote.step.phase),
            "chosen": chosen,
        },
    }  # fmt: skip


def _choices(tie: cut.Tie, phase: int) -> list[str]:
    """The ways to decide it, the suggested one first."""
    ways = ["include", "exclude", "runoff", "lot"]
    if not tie.above:
        ways.remove("exclude")
    if phase > 1:
        ways.remove("runoff")
    return sorted(ways, key=lambda way: way != tie.suggestion)


def _results(vote: Vote) -> dict[str, Any]:
    """The published result, ready to draw."""
    result = vote.step.result or {}
    rows = result.get("ranking", [])
    found = {i.id: i for i in vote.db.scalars(
        select(Item).where(Item.id.in_([r["item"] for r in rows])))}  # fmt: skip
    most = max((r["votes"] for r in rows), default=0) or 1
    ranking = [
        {**row, "id": row["item"], "title": items.told(items.title(found[row["item"]])),
         "number": found[row["item"]].number, "share": row["votes"] / most,
         "home": (row["home_share"] or 0) > 0.5}
        for row in rows
    ]  # fmt: skip
    shortlist = result.get("shortlist", [])
    return {
        "ranking": ranking,
        "kept": sorted((r for r in ranking if r["shortlisted"]),
                       key=lambda r: shortlist.index(r["id"])),
        "near": [r for r in ranking if r["near_miss"]],
        "ballots": result.get("ballots"),
        "people": result.get("present"),
        "natural": result.get("natural_break"),
        "broken_down": bool(rows and rows[0]["tables"] is not None),
    }  # fmt: skip
