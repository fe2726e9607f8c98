"""What a seminar found out, as lists over all its steps: pure functions of the outcome."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reports.topics import topic_vote

Told = dict[str, Any]
HALF = 0.5  # of its ticks from its own table: marked as a home advantage (spec/voting.md §8)
LEAST = 2  # of what was chosen, so many that are least evenly spread over the tables


def hypotheses(outcome: Told) -> list[Told]:
    """Each hypothesis with the findings for and against it, and the newest verdict."""
    newest = {tally["about"]: {"title": tally["about"], "step": step["key"],
                               **{k: tally[k] for k in ("for", "against", "mixed", "verdict")}}
              for step in outcome["steps"] if step["activity"] == "gather"
              for tally in step["outcome"]["tallies"]}  # fmt: skip
    return list(newest.values())


def lessons(outcome: Told) -> list[Told]:
    """«Room for failure»: what went wrong and what it taught, in the room and in agreements."""
    room = [{"from": "room", "happened": f["happened"], "learnt": f["learnt"]}
            for f in outcome["corner"]["failures"]]  # fmt: skip
    deals = [(a["what"], n["text"]) for a in outcome["agreements"] for n in a["news"]
             if n["kind"] == "lesson"]  # fmt: skip
    return room + [{"from": "agreement", "happened": what, "learnt": said} for what, said in deals]


def common_ground(outcome: Told) -> Told:
    """What `unites`: among the first by bridging. What `divides`, each with `why`.

    `home`: over half of its ticks came from its own table. `uneven`: least evenly spread over the
    tables of what was chosen. `polarised`: answers at both ends. `not_broad`: under 80 % can
    support it. The rules: spec/voting.md §8. Nothing of fewer than five ballots.
    """
    vote = topic_vote(outcome)
    rows = [r for r in (vote["outcome"]["ranking"] if vote else [])
            if r.get("bridging") is not None]  # fmt: skip
    unites = [_row(r) for r in rows if r.get("gathers")]
    on = [r for r in rows if r["shortlisted"]]
    home = [r for r in on if (r["home_share"] or 0) > HALF]
    rest = [r for r in on if r not in home and not r.get("gathers")]
    uneven = sorted(rest, key=lambda r: float(r["bridging"]))[:LEAST] if len(on) > LEAST else []
    return {"unites": unites, "divides": [
        *({**_row(r), "why": "home"} for r in home),
        *({**_row(r), "why": "uneven"} for r in uneven),
        *_apart(outcome["steps"]),
    ]}  # fmt: skip


def _row(row: Told) -> Told:
    return {"number": row["number"], "title": row["title"], "ticks": row["votes"],
            "tables": row["tables"]}  # fmt: skip


def _apart(steps: list[Told]) -> list[Told]:
    """Of ratings and proposals: what people did not agree on."""
    made = []
    for step in steps:
        told = step["outcome"]
        split = [(r, "polarised") for r in told.get("scores", []) if "polarised" in r["flags"]] \
            if step["activity"] == "rate" else []  # fmt: skip
        if step["activity"] == "vote":
            split += [(r, "not_broad") for r in told.get("agree") or [] if r["broad"] is False]
        made += [{"number": r["number"], "title": r["title"], "ticks": None, "tables": None,
                  "why": why} for r, why in split]  # fmt: skip
    return made


def time(steps: list[Told]) -> Told:
    """Minutes `planned` for the steps that were held, and `spent` on them, from open to close."""
    return {"planned": sum(s["planned_minutes"] for s in steps),
            "spent": sum(s["spent_minutes"] or 0 for s in steps)}  # fmt: skip


def spent(opened: str | None, closed: str | None) -> int | None:
    """Whole minutes between two ISO moments; None if one of them is missing."""
    if not opened or not closed:
        return None
    between = datetime.fromisoformat(closed) - datetime.fromisoformat(opened)
    return round(between.total_seconds() / 60)
