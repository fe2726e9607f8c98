"""What a vote shows: the ballot and who has voted, and only when it is published the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from methods import items
from methods.activities.vote import (
    budget,
    cut,
    desk,
    modes,
    options,
    poll,
    represent,
    results,
    ties,
)
from methods.activities.vote.ballots import TAKES
from methods.activities.vote.voting import CANNOT
from models import Item
from translations import _, pick

if TYPE_CHECKING:
    from methods.activities.vote.activity import Vote


MOST_TOLD = 12  # spec/ovre-eiker.md, step 9


def view(vote: Vote, surface: str) -> dict[str, Any]:
    """Finished values for `surface`. Results are added by one function, and only after publish."""
    state = vote.step.state
    on = _to_come(vote) if state == "waiting" else _ballot(vote)
    each = budget.each(vote.settings, len(on)) if state == "waiting" else vote.each()
    made: dict[str, Any] = {
        "choices": [_card(vote, i) for i in on] if surface == "phone" and state in TAKES else [],
        "count": len(on),
        "shuffled": vote.settings.order == "random",
        "each": each,
        "has": modes.has(each, vote.settings.mode),
        "mode": vote.settings.mode,
        "how": vote.how(),
        "phase": vote.step.phase,
        "runoff": vote.step.phase > 1,
        "ticks": f"ticks_{vote.step.key}",
    }  # fmt: skip
    if surface == "phone" and state in TAKES:
        made |= _ways(vote, len(on))
    if surface in ("screen", "console") and state != "waiting":
        made["voted"], made["present"] = vote.progress()
    if surface == "screen":
        one = vote.settings.mode == "agree" and len(on) == 1
        made["proposal"] = options.title(on[0]) if one and state == "open" else ""
    if surface in ("screen", "console"):
        made["pitch"] = _pitch(vote, on)
    if state == "published":
        veiled = vote.settings.hide == "shown" and surface in ("phone", "screen")
        late = desk.late(vote) if surface == "console" else None
        return made | {"veiled": veiled, "late": late} | ({} if veiled else results.view(vote))
    if surface == "console":
        made |= _before(vote, len(on)) if state == "waiting" else _decide(vote)
    if surface in ("console", "helper"):
        made["desk"] = desk.view(vote) if state in ("open", "closed") else None
    return made


def _to_come(vote: Vote) -> list[Any]:
    """What will stand on the ballot if it opens now."""
    return list(options.texts(vote)) or list(vote.taken())


def _ways(vote: Vote, count: int) -> dict[str, Any]:
    """What one can answer, beside the choices themselves."""
    places = (("first", _("First")), ("second", _("Second")), ("third", _("Third")))
    return {
        "steps": list(range(vote.most() + 1)),
        "places": [{"name": name, "label": label, "own": f"place_{number}"}
                   for number, (name, label) in enumerate(places[:count], 1)],
        "levels": [{"level": level, "label": _(label)}
                   for level, label in enumerate(modes.LEVELS, 1)],
        "cannot": CANNOT,
        "lead_asks": options.lead_asks(vote),
        "lends": vote.settings.paper,
    }  # fmt: skip


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
    return {"id": item.id, "number": item.number, "title": options.title(item), "body": item.body,
            "topic": items.title(parent)}  # fmt: skip


def _before(vote: Vote, count: int) -> dict[str, Any]:
    """What the facilitator should know before opening."""
    each = budget.each(vote.settings, count)
    people, few = vote.audience(), vote.settings.mode in ("tick", "dots")
    texts = [pick(words) for words in options.texts(vote)]
    return {
        "options": "\n".join(texts) if vote.settings.options else "",
        "budget": vote.settings.budget,
        "target": vote.settings.target,
        "thin": few and each is not None and budget.thin(people, count, each),
        "minutes": budget.minutes(count),
    }


def _decide(vote: Vote) -> dict[str, Any]:
    """The tie and the cut, without any counts: only what is tied, and what is suggested."""
    if vote.step.state != "closed" or vote.settings.mode == "agree":
        return {"tie": None}
    counted = poll.of(vote)
    chosen = counted.tie and ties.chosen(vote, counted.tie)
    titles = {i: counted.items[i] for i in (counted.tie.tied if counted.tie else ())}
    return {
        "target": counted.target,
        "all": len(counted.lines),
        "natural": counted.natural if counted.natural != counted.target else None,
        "represent": represent.view(vote, counted),
        "tie": counted.tie and {
            "above": len(counted.tie.above),
            "places": counted.tie.places,
            "tied": [{"id": i, "number": t.number, "title": options.title(t)}
                     for i, t in titles.items()],
            "with_all": len(counted.tie.above) + len(titles),
            "suggestion": counted.tie.suggestion,
            "choices": _choices(vote, counted.tie),
            "changed": chosen is None and "tie" in vote.step.data,
            "chosen": chosen,
        },
    }  # fmt: skip


def _choices(vote: Vote, tie: cut.Tie) -> list[str]:
    """The ways to decide it, the suggested one first."""
    ways = ["include", "exclude", "runoff", "lot"]
    if not tie.above:
        ways.remove("exclude")
    if ties.was_held(vote, tie):
        ways.remove("runoff")
    return sorted(ways, key=lambda way: way != tie.suggestion)
