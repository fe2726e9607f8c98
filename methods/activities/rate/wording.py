"""What a rating's flags, quadrants and figures are called, in the language of now."""

from __future__ import annotations

from typing import Any

from methods.roles import LABELS
from translations import N_, _, decimal, ngettext

FLAGS = {
    "consensus": (N_("Agreed"), "ok"),
    "polarised": (N_("Split in two"), "warn"),
    "lasting": (N_("Lasting disagreement"), "warn"),
    "sensitive": (N_("Sensitive to weight"), "warn"),
    "from_start": (N_("With from the start"), "ok"),
}
SHOWN = {"matrix": {"sensitive"}, "grid": {"from_start"},
         "spread": {"consensus", "polarised", "lasting"}}  # fmt: skip
STAKEHOLDERS = {
    "both": N_("work closely with"),
    "y": N_("keep satisfied"),
    "x": N_("keep informed"),
    "neither": N_("follow along"),
}


def number(value: float | None, *, fixed: bool = False) -> str:
    """As few decimals as it takes, and at most two: 4 · 3,75 · 21,67. `fixed` always has two."""
    if value is None:
        return "–"
    text = decimal(round(value, 2), 2)
    if fixed:
        return text
    text = text.rstrip("0")
    return text if text[-1].isdigit() else text[:-1]


def flags(row: dict[str, Any], outcome: dict[str, Any]) -> list[dict[str, str]]:
    """What is worth a word about a row, of what this way of showing is about."""
    about = SHOWN["spread"] if outcome["feedback"] else set()
    about = about | SHOWN.get(outcome["show"].partition(":")[0], set())
    return [{"text": _(FLAGS[f][0]), "kind": FLAGS[f][1]} for f in row["flags"] if f in about]


def quadrants(axes: list[str], labels: list[str]) -> dict[str, str]:
    """The names of a grid's quarters; those of interest and power are known by their own."""
    if axes == ["interesse", "makt"]:
        return {code: _(name) for code, name in STAKEHOLDERS.items()}
    if axes == ["makt", "interesse"]:
        turned = {"x": "y", "y": "x"}
        return {code: _(STAKEHOLDERS[turned.get(code, code)]) for code in STAKEHOLDERS}
    x, y = labels
    return {"both": _("high on both"), "x": _("high on %(what)s", what=x),
            "y": _("high on %(what)s", what=y), "neither": _("low on both")}  # fmt: skip


def spread(cell: dict[str, Any]) -> str:
    """A row of answers in words: the median, the middle half, and how many."""
    n = ngettext("%(n)s answer", "%(n)s answers", cell["n"])
    if not cell["quartiles"]:
        return f"{n}. {_('Too few answers to show.')}" if cell["value"] is None else f"{n}."
    first, median, third = (number(q) for q in cell["quartiles"])
    told = _("Median %(median)s. The middle half is from %(first)s to %(third)s.",
             median=median, first=first, third=third)  # fmt: skip
    told = f"{told} {n}."
    if cell["skipped"]:
        told += " " + ngettext("%(n)s did not know.", "%(n)s did not know.", cell["skipped"])
    return told


def group(by: str, name: str) -> str:
    """A group of people as it is called."""
    if by == "table":
        return _("Table %(n)s", n=name)
    return _(LABELS[name]) if by == "role" and name in LABELS else name
