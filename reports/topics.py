"""What became of each problem and each topic: pure functions over the outcome's own parts.

The statuses and their order are those of spec/reports.md: proposed, prioritised, taken or parked,
worked_on, kept or set_aside, agreement.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Told = dict[str, Any]
Card = tuple[int | None, str]  # a card's number and title: steps number their own


def card(row: Told) -> Card:
    return row["number"], row["title"]


def topics(outcome: Told) -> list[Told]:
    """The topics that went on from the newest vote that was not about ideas, by rank.

    Each with `status`, `reason` (why it stopped, or null), the `people` who went to it, its
    `ideas`, how many of them were `kept`, and the numbers of its `agreements`.
    """
    vote = topic_vote(outcome)
    rows = [r for r in vote["outcome"]["ranking"] if r["shortlisted"]] if vote else []
    walked, worked = _walked(outcome["steps"]), _worked(outcome["steps"])
    return [_topic(row, outcome, walked, worked) for row in rows]


def topic_vote(outcome: Told) -> Told | None:
    """The newest published vote with a shortlist of what is not ideas."""
    found = [s for s in outcome["steps"] if s["activity"] == "vote" and not is_ideas(s, outcome)
             and any(r["shortlisted"] for r in s["outcome"].get("ranking", []))]  # fmt: skip
    return found[-1] if found else None


def is_ideas(step: Told, outcome: Told) -> bool:
    """Whether what a vote was about are the ideas."""
    known = {card(i) for i in outcome["ideas"]}
    rows = step["outcome"].get("ranking", [])
    return bool(rows) and all(card(r) in known for r in rows)


def _topic(row: Told, outcome: Told, walked: dict[Card, Told], worked: set[Card]) -> Told:
    mine = [i for i in outcome["ideas"] if i["topic"] == row["number"]]
    kept = sum(1 for i in mine if i["shortlisted"])
    deals = [a["number"] for a in outcome["agreements"]
             if (a["topic"], a["topic_title"]) == card(row)]  # fmt: skip
    place = walked.get(card(row))
    status, why = "prioritised", None
    if place and not place["taken"]:
        status, why = "parked", "nobody_took"
    elif mine and any(i["ticks"] is not None for i in mine):
        status, why = ("kept", None) if kept else ("set_aside", "no_idea_went_on")
    elif card(row) in worked or mine:
        status = "worked_on"
    elif place:
        status = "taken"
    if deals:
        status, why = "agreement", None
    return {
        "number": row["number"], "title": row["title"], "ticks": row["votes"],
        "rank": row["rank"], "tables": row.get("tables"), "status": status,
        "reason": reason(why) if why else None, "people": place["people"] if place else None,
        "ideas": len(mine), "kept": kept, "agreements": deals,
    }  # fmt: skip


def reason(why: str, said: str = "") -> Told:
    """Why something stopped: `why` is one of few words, `text` the facilitator's own."""
    return {"why": why, "text": said}


def _walked(steps: Iterable[Told]) -> dict[Card, Told]:
    """Where people could choose a topic to go to: who did, in the newest round."""
    return {(t.get("problem", t["number"]), t["title"]): t
            for s in steps if s["activity"] == "group" and s["outcome"].get("by") == "choice"
            for t in s["outcome"]["topics"]}  # fmt: skip


def _worked(steps: Iterable[Told]) -> set[Card]:
    sheets = (sheet for s in steps if s["activity"] == "work" for sheet in s["outcome"]["sheets"])
    return {
        (sheet["topic"], sheet["title"]) for sheet in sheets if sheet["lines"] or sheet["ideas"]
    }


def fates(outcome: Told) -> list[Told]:
    """The problems, each with its `status` and `reason`; a merged one has those of its root."""
    on = {card(t): t for t in outcome["topics"]}
    out = {i["number"]: i["excluded"] for s in outcome["steps"] if s["activity"] == "sort"
           and s["outcome"].get("kind") == "problem"
           for i in s["outcome"]["items"] if i.get("excluded")}  # fmt: skip
    roots = {p["number"]: p for p in outcome["problems"]}
    return [{**p, **_fate(roots.get(p["merged_into"], p), on, out)} for p in outcome["problems"]]


def _fate(root: Told, on: dict[Card, Told], out: dict[int, str]) -> Told:
    if card(root) in on:
        topic = on[card(root)]
        return {"status": topic["status"], "reason": topic["reason"]}
    if root["shortlisted"]:
        return {"status": "prioritised", "reason": None}
    if root["number"] in out:
        return {"status": "proposed", "reason": reason("excluded", out[root["number"]])}
    if root["ticks"] is None:
        return {"status": "proposed", "reason": None}
    return {"status": "proposed", "reason": reason("near_miss" if root["near_miss"] else "fewer")}
