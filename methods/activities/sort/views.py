"""What sorting shows: a reading list for all, and for the facilitator what may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from methods import items
from methods.activities.sort import columns, proposals, similarity
from models import Item, Likeness
from translations import _, ngettext

if TYPE_CHECKING:
    from methods.activities.sort.activity import Sort

SUGGESTIONS = 12


def view(sort: Sort, surface: str) -> dict[str, Any]:
    """Finished values: the cards, in columns if there are any, and what is not brought on."""
    everything = sort.everything() if sort.step.state != "waiting" else []
    live = [i for i in everything if i.status == "live"]
    roots = items.roots(live)
    out = sort.excluded()
    cards = _cards(sort, live, roots)
    shown = [c for c in cards if str(c["id"]) not in out]
    return {
        "problems": shown,
        "columns": _columns(sort, shown) if sort.settings.mode != "merge" else [],
        "moves": [{"key": c["key"], "label": columns.told(c)} for c in columns.of(sort)],
        "sorting": sort.step.state in ("open", "paused"),
        "named": sort.settings.mode != "merge",
        "proposed": proposals.waiting(sort),
        "heading": heading(live),
        "merged": len(roots),
        "excluded": [{**c, "reason": out[str(c["id"])]} for c in cards if str(c["id"]) in out],
        "density": "large" if len(shown) <= 24 else "medium" if len(shown) <= 60 else "small",
    } | (_console(sort, everything, [i for i in live if str(i.id) not in out], roots)
         if surface in ("console", "helper") else {"suggestions": [], "hidden": []})  # fmt: skip


def heading(live: list[Item]) -> str:
    """What the whole list is called."""
    if {i.kind for i in live} <= {"problem"}:
        return _("All the problems")
    return _("Everything that was written")


def _console(sort: Sort, everything: list[Item], live: list[Item],
             roots: dict[int, int]) -> dict[str, Any]:  # fmt: skip
    hidden = [i for i in everything if i.status == "hidden"]
    return {
        "suggestions": _suggestions(sort, live, roots),
        "hidden": [{**_short(i), "reason": i.reason} for i in hidden],
        "texts": [(i.id, f"{i.number} {i.title}") for i in live],
    }


def _cards(sort: Sort, live: list[Item], roots: dict[int, int]) -> list[dict[str, Any]]:
    under: dict[int, list[Item]] = {}
    for item in live:
        if item.id in roots:
            under.setdefault(roots[item.id], []).append(item)
    tables = {g.id: g.number for g in sort.scope.tables()}
    return [_card(sort, i, under.get(i.id, []), tables) for i in live if i.id not in roots]


def _card(sort: Sort, item: Item, under: list[Item], tables: dict[int, int]) -> dict[str, Any]:
    may = sort.step.state == "open"
    return {
        **_short(item),
        "body": item.body,
        "category": item.category,
        "table": tables.get(item.group_id or 0),
        "under": [
            {**_short(u), "body": u.body, "table": tables.get(u.group_id or 0),
             "objectable": may and sort.may_object(u)}
            for u in under
        ],
    }  # fmt: skip


def _columns(sort: Sort, cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each column with its cards; last, if there are any, what lies in none."""
    made = [
        {"key": c["key"], "label": columns.told(c),
         "cards": [card for card in cards if card["category"] == c["key"]]}
        for c in columns.of(sort)
    ]  # fmt: skip
    keys = {c["key"] for c in made}
    rest = [card for card in cards if card["category"] not in keys]
    return [*made, {"key": "", "label": _("Not sorted yet"), "cards": rest}] if rest else made


def _suggestions(sort: Sort, live: list[Item], roots: dict[int, int]) -> list[dict[str, Any]]:
    """Pairs to look at: those people marked, the most marked first, then those alike. And why."""
    open_ = {i.id: i for i in live if i.id not in roots}
    marks = sort.db.execute(
        select(Likeness.item_id, Likeness.other_id, func.count())
        .where(Likeness.step_id == sort.step.id)
        .group_by(Likeness.item_id, Likeness.other_id)
        .order_by(func.count().desc(), Likeness.item_id, Likeness.other_id)
    ).all()
    marked = {(a, b): n for a, b, n in marks if a in open_ and b in open_}
    alike = {}
    if sort.settings.suggest:
        texts = {i.id: f"{i.title} {i.body}" for i in open_.values()}
        found = similarity.pairs(texts, sort.seminar.language, SUGGESTIONS + len(marked),
                                 sort.seminar.question)  # fmt: skip
        alike = {(pair.a, pair.b): pair for pair in found}
    return [
        {"a": _short(open_[a]), "b": _short(open_[b]), "marks": marked.get((a, b), 0),
         "why": why(marked.get((a, b), 0), alike.get((a, b)))}
        for a, b in list(dict.fromkeys([*marked, *alike]))[:SUGGESTIONS]
    ]  # fmt: skip


def why(marks: int, alike: similarity.Alike | None) -> list[str]:
    """The reasons to look at a pair, as people read them."""
    reasons = []
    if marks:
        reasons.append(
            ngettext("%(n)s participant thinks so", "%(n)s participants think so", marks)
        )
    if alike and alike.wording:
        reasons.append(_("nearly the same wording"))
    if alike and alike.words:
        reasons.append(_("share the words: %(words)s", words=", ".join(alike.words)))
    if alike and alike.akin:
        reasons.append(_("may speak of the same: %(words)s", words=", ".join(alike.akin)))
    return reasons


def _short(item: Item) -> dict[str, Any]:
    return {"id": item.id, "number": item.number, "title": item.title}
