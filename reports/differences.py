"""What is not the same in two outcomes: as plain data, and in words. Pure functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from methods import items
from translations import N_, _, pick

Told = dict[str, Any]
LISTS: dict[str, Callable[[Told], list[Any]]] = {  # what tells one of a list from another
    "problems": lambda row: [row["number"]],
    "ideas": lambda row: [row["topic"], row["number"]],
    "topics": lambda row: [row["number"], row["title"]],
    "agreements": lambda row: [row["step"], row["round"], row["number"]],
    "plans": lambda row: [row["agreement"], row["plan"], row["text"]],
    "hypotheses": lambda row: [row["title"]],
    "lessons": lambda row: [row["happened"], row["learnt"]],
    "steps": lambda row: [row["key"], row["round"]],
}
NAMES = {
    "problems": N_("Problems"),
    "ideas": N_("Ideas"),
    "topics": N_("Topics"),
    "agreements": N_("Agreements"),
    "plans": N_("Links to plans"),
    "hypotheses": N_("Hypotheses"),
    "lessons": N_("Lessons"),
    "steps": N_("Steps"),
}
HOW = {
    "added": N_("%(what)s that came to: %(titles)s"),
    "gone": N_("%(what)s that are no longer there: %(titles)s"),
    "changed": N_("%(what)s that were changed: %(titles)s"),
}
ABOUT = {
    "seminar": N_("What is said of the seminar itself"),
    "participation": N_("The numbers of who took part"),
    "corner": N_("Questions from the room, and “room for failure” cards"),
    "changes": N_("What was chosen and changed on the way"),
}
MOST = 5  # titles in one line


def between(before: Told, after: Told) -> list[Told]:
    """The differences: `{part, how, titles}` of a list, `{part}` of anything else that changed."""
    made = [found for part in LISTS for found in _list(part, before[part], after[part])]
    return made + [{"part": part} for part in ABOUT if before[part] != after[part]]


def _list(part: str, before: list[Told], after: list[Told]) -> list[Told]:
    key = LISTS[part]
    old, new = ({str(key(row)): row for row in rows} for rows in (before, after))
    found = {
        "added": [row for k, row in new.items() if k not in old],
        "gone": [row for k, row in old.items() if k not in new],
        "changed": [row for k, row in new.items() if k in old and old[k] != row],
    }
    return [{"part": part, "how": how, "titles": [_title(row) for row in rows]}
            for how, rows in found.items() if rows]  # fmt: skip


def _title(row: Told) -> Any:
    """A row's title: a text, or of a step one in each language."""
    return row.get("title") or row.get("what") or row.get("happened") or ""


def told(changes: list[Told]) -> list[str]:
    """The differences as sentences, in the language of now."""
    return [_told(change) for change in changes]


def _told(change: Told) -> str:
    part = change["part"]
    if "how" not in change:
        return _(ABOUT[part])
    how, titles = change["how"], [_word(t) for t in change["titles"]]
    shown = ", ".join(titles[:MOST])
    if len(titles) > MOST:
        shown += " " + _("and others (%(n)s in all)", n=len(titles))
    return _(HOW[how], what=_(NAMES[part]), titles=shown)


def _word(title: Any) -> str:
    return pick(title) if isinstance(title, dict) else items.told(title)
