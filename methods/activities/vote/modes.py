"""What each way of voting calls its things, in the language of now."""

from __future__ import annotations

from typing import Any

from translations import N_, _, decimal, ngettext

LEVELS = (
    N_("I support it fully"),
    N_("I support it, with small reservations"),
    N_("I can live with it"),
    N_("I need more talk about it"),
    N_("I disagree, but I do not stand in the way"),
    N_("I cannot support it"),
)
COLUMNS = {
    "voters": N_("Voters"),
    "tables": N_("Tables"),
    "table_fair": N_("Table-fair"),
    "bridging": N_("Bridging"),
}


def given(n: int, mode: str) -> str:
    """How many ticks, dots, points or votes."""
    if mode == "dots":
        return ngettext("%(n)s dot", "%(n)s dots", n)
    if mode == "rank":
        return ngettext("%(n)s point", "%(n)s points", n)
    if mode == "poll":
        return ngettext("%(n)s vote", "%(n)s votes", n)
    return ngettext("%(n)s tick", "%(n)s ticks", n)


def column(mode: str) -> str:
    """The head of the column that counts."""
    return {"dots": _("Dots"), "rank": _("Points"), "poll": _("Votes")}.get(mode, _("Ticks"))


def has(each: int | None, mode: str) -> str:
    """What each voter has to give."""
    if mode == "poll":
        return _("Each chooses one.")
    if mode == "agree":
        return _("Each says how far they can support it, in six answers.")
    if mode == "rank":
        return _("Each chooses a first, a second and a third: 3, 2 and 1 points.")
    if mode == "dots":
        return _("Each may give as many dots as they like.") if each is None else ngettext(
            "Each gets %(n)s dot.", "Each gets %(n)s dots.", each)  # fmt: skip
    return _("Each may tick as many as they like.") if each is None else ngettext(
        "Each gets %(n)s tick.", "Each gets %(n)s ticks.", each)  # fmt: skip


def had(each: int | None) -> str:
    """How many dots each had, told afterwards."""
    if each is None:
        return _("Each could give as many dots as they liked.")
    return ngettext("Each had %(n)s dot.", "Each had %(n)s dots.", each)


def supported(row: dict[str, Any]) -> str:
    """The support of a proposal in words; of fewer than five answers no numbers."""
    broad = _("There is broad support.") if row["broad"] else _("There is no broad support.")
    if row["share"] is None:
        return broad
    told = _("%(supporters)s of %(answers)s can support it: %(share)s %%.",
             supporters=row["supporters"], answers=row["answers"],
             share=decimal(100 * float(row["share"]), 1))  # fmt: skip
    return f"{told} {broad}"
