"""What a rating shows: the questions while it runs, and only when it is published the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from methods import items
from methods.activities.rate import (
    answers,
    assign,
    charts,
    drawing,
    entering,
    reading,
    results,
    wording,
)
from methods.activities.rate.settings import Criterion
from models import Item, Participant
from translations import _, pick

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate

WALL = {"matrix": 10, "grid": 8, "radar": 10, "spread": 5, "sum": 10}  # so many fit on it


def view(rate: Rate, surface: str) -> dict[str, Any]:
    """Finished values for `surface`. Results are added by one function, and only after publish."""
    state, things = rate.step.state, bool(rate.step.source)
    made: dict[str, Any] = {
        "criteria": questions(rate, None), "things": things, "spread": [], "words": [],
        "cards": [], "count": 0, "blocks": [], "feedback": rate.settings.feedback,
        "closing": rate.settings.show in ("spread", "matrix") and not things,
        "each": rate.settings.sample, "dealt": rate.settings.assign != "all",
        "high": rate.settings.max, "lends": rate.settings.assign == "all",
    }  # fmt: skip
    if things and state in ("open", "paused"):
        made["count"] = len(rate.rated())
        if surface == "phone" and state == "open" and rate.settings.assign == "all":
            made["cards"] = cards(rate, rate.rated())
    if surface != "phone":
        made["answered"], made["present"] = rate.progress()
    if surface in ("console", "helper"):
        made["desk"] = entering.desk(rate)
    if state == "published":
        made |= _published(rate, surface)
    return made


def questions(rate: Rate, item: Item | None) -> list[dict[str, Any]]:
    """The questions about an item, or the room's own, with the scale and the last round."""
    values, words = rate.settings.values, rate.settings.words()
    steps = [{"value": v, "word": words[n] if words else ""} for n, v in enumerate(values)]
    ends = rate.settings.ends()
    past = results.last_round(rate) if rate.settings.feedback else None
    cells = results.cells_of(past, item.id if item else None)
    return [
        {"key": c.key, "ref": ref(item.id if item else None, c.key), "label": _label(rate, c, item),
         "steps": steps, "ends": ends, "worded": bool(words), "dont_know": rate.settings.dont_know,
         "last": _last(rate, cells.get(c.key))}
        for c in rate.settings.asked
    ]  # fmt: skip


def ref(item: int | None, criterion: str) -> str:
    """What one question is called in ids and in a person's own part."""
    return criterion if item is None else f"{item}_{criterion}"


def _label(rate: Rate, criterion: Criterion, item: Item | None) -> str:
    return pick(criterion.label) or (pick(rate.step.lead) if item is None else "")


def _last(rate: Rate, cell: dict[str, Any] | None) -> dict[str, Any] | None:
    """How the last round was answered. One's own answer then only one's own phone remembers."""
    if cell is None:
        return None
    chart = cell["counts"] and drawing.spread(cell["counts"], cell["quartiles"], rate.settings.min)
    return {"chart": chart, "text": wording.spread(cell),
            "own": f"answers_{rate.step.key}_{rate.step.round - 1}"}  # fmt: skip


def cards(rate: Rate, rated: list[Item]) -> list[dict[str, Any]]:
    """The items as they are rated, one card each."""
    past = results.last_round(rate) if rate.settings.feedback else None
    words = {row["item"]: row["words"] for row in (past or {}).get("scores", [])}
    numbers = rate.numbers()
    return [
        {"id": i.id, "number": numbers[i.id], "title": i.title, "body": i.body, "place": place,
         "all": len(rated), "questions": questions(rate, i), "words": words.get(i.id, [])}
        for place, i in enumerate(rated, 1)
    ]  # fmt: skip


def own(rate: Rate, person: Participant) -> dict[str, Any]:
    """One's answers and comments; and, where each rates only some, the cards themselves."""
    if rate.step.state not in ("open", "paused"):
        return {}
    mine = answers.mine(rate, person)
    made: dict[str, Any] = {}
    for score in mine:
        name = ref(score.item_id, score.criterion)
        if score.criterion == answers.COMMENT:
            made[f"words_{score.item_id}"] = score.words
        elif score.value is None:
            made[f"skip_{name}"] = True
        else:
            made[f"answer_{name}"] = score.value
    if rate.settings.feedback:
        made[f"answers_{rate.step.key}_{rate.step.round}"] = sorted(
            f"{ref(s.item_id, s.criterion)}.{s.value}" for s in mine if s.value is not None
        )
    if not rate.step.source:
        return made
    return made | _hand(rate, person, {(s.item_id, s.criterion) for s in mine})


def _hand(rate: Rate, person: Participant, done: set[tuple[int | None, str]]) -> dict[str, Any]:
    rated = assign.mine(rate, person)
    asked = [c.key for c in rate.settings.asked]
    count = sum(all((i.id, key) in done for key in asked) for i in rated)
    told = _("%(done)s of %(all)s rated", done=count, all=len(rated))
    made: dict[str, Any] = {"rated": told, "all_done": count == len(rated) > 0}
    if rate.settings.assign != "all":
        made["hand"] = cards(rate, rated)
    return made


def _published(rate: Rate, surface: str) -> dict[str, Any]:
    outcome = rate.told()
    made: dict[str, Any] = {"words": outcome.get("words", []), "rows": [], "shown": None}
    if "scores" not in outcome:
        made["spread"] = _room(rate)
        made["blocks"] = reading.section(outcome)[1:]
        return made
    rows = outcome["scores"]
    made["rows"] = [_line(outcome, row) for row in rows]
    made["blocks"] = reading.section(outcome) if surface == "console" else []
    if surface == "screen":
        focus = next((r for r in rows if r["item"] == rate.step.data.get("shown")), None)
        made["shown"] = focus and _focus(outcome, focus)
        made |= _wall(outcome, rows)
    return made


def _wall(outcome: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What there is room for: every dot of a grid, the best of a list; stars one at a time."""
    show = outcome["show"].partition(":")[0]
    fit = WALL[show]
    more = max(0, len(rows) - fit)
    if show == "grid":
        block = charts.grid(outcome, rows)
        return {"blocks": [{**block, "rows": block["rows"][:fit]}] if rows else [], "more": more}
    if show == "radar" and len(rows) > 1:
        table = {**charts.matrix(outcome, rows[:fit]), "caption": _("The numbers")}
        return {"blocks": [table], "more": more}
    return {"blocks": reading.figures(outcome, rows[:fit]) if rows else [], "more": more}


def _line(outcome: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """A thing on the list of results."""
    return {"id": row["item"], "rank": row["rank"], "number": row["number"],
            "title": items.told(row["title"]), "total": wording.number(row["total"]), "n": row["n"],
            "flags": wording.flags(row, outcome)}  # fmt: skip


def _focus(outcome: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """One thing large on the wall: its star or its spread, and some of what was said."""
    star = charts.radar(outcome, row["criteria"], charts.name(row))
    figure = charts.spreads(outcome, [row], named=False)
    if star and outcome["show"] == "radar":
        figure = {**star, "title": ""}
    return {**_line(outcome, row), "words": row["words"][:4], "figure": figure}


def _room(rate: Rate) -> list[dict[str, Any]]:
    """The spread of the room's own questions."""
    rows = (rate.step.result or {}).get("criteria", {})
    made = []
    for c in rate.settings.asked:
        row = rows.get(c.key, {})
        counts = row.get("counts") or []
        most = max(counts, default=0) or 1
        bars = [{"value": v, "count": n, "share": n / most}
                for v, n in zip(rate.settings.values, counts, strict=False)]  # fmt: skip
        made.append({"key": c.key, "label": _label(rate, c, None), "mean": row.get("mean"),
                     "n": row.get("n", 0), "bars": bars})  # fmt: skip
    return made
