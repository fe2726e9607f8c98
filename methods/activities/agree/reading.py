"""How agreements read afterwards."""

from __future__ import annotations

from typing import Any

from methods.activity import Block
from translations import N_, _, day, ngettext

OWNERS = {
    "municipality": N_("the municipality"),
    "volunteers": N_("volunteers"),
    "business": N_("businesses"),
    "residents": N_("residents"),
    "other_agency": N_("another agency"),
}
LACKS = {
    "collector": N_("a collector"),
    "what": N_("what it is about"),
    "first_step": N_("a first step"),
    "next_date": N_("a date for the next meeting"),
    "plan_link": N_("a link to a plan"),
    "evaluate_by": N_("a date for the evaluation"),
}
HANDOVER = {
    "planned": N_("planned"),
    "offered": N_("offered"),
    "accepted": N_("accepted"),
    "declined": N_("declined: the owner stays the same"),
    "done": N_("done: the new owner carries it"),
    "returned": N_("returned: the owner is the one it was"),
}


def section(outcome: dict[str, Any]) -> list[Block]:
    """A card for each agreement; one without a collector is marked."""
    deals = outcome["agreements"]
    red = sum(1 for d in deals if not d["has_collector"])
    text = ngettext("%(n)s agreement was made.", "%(n)s agreements were made.", len(deals))
    if red:
        text += " " + ngettext(
            "%(n)s still needs a collector.", "%(n)s still need a collector.", red
        )
    cards = [
        {
            "title": f"{d['number']}. {d['what']}",
            "fields": fields(d),
            "warn": not d["has_collector"],
        }
        for d in deals
    ]
    return [{"kind": "text", "text": text}, {"kind": "cards", "cards": cards}]


def fields(deal: dict[str, Any]) -> list[list[str]]:
    if not deal["has_collector"]:
        collector = _("No collector yet")
        if deal["meanwhile"]:
            collector = _("No collector yet. Until there is one, ask %(contact)s.",
                          contact=deal["meanwhile"])  # fmt: skip
    elif deal["meanwhile"]:  # whoever it was has been forgotten
        collector = deal["meanwhile"]
    else:
        collector = deal["collector"] or _("Has a collector, who is asked through the sponsor")
    fields = [
        [_("First step"), deal["first_step"]],
        [_("Next meeting"), day(deal["next_date"])],
        [_("Collector"), collector],
        [_("Contact"), deal["contact"] or ""],
        [_("Grew out of"), deal["idea"]],
        [_("Taking part"), str(deal["members"])],
        [_("Belongs to the plan"), deal.get("plan_link", "")],
        [_("Evaluated by"), day(deal.get("evaluate_by", ""))],
        [_("Note"), _("The collector is an elected representative") if deal.get("warned") else ""],
    ]
    if deal["owner_now"]:
        told = _(OWNERS[deal["owner_now"]])
        if deal["owner_later"] and deal["owner_later"] != deal["owner_now"]:
            told = _("%(now)s now, %(later)s later", now=told, later=_(OWNERS[deal["owner_later"]]))
            told += f" ({_(HANDOVER[deal['handover']])})" if deal["handover"] else ""
        fields.append([_("Owner"), told])
    if deal["handover_when"]:
        fields.append([_("Handed over when"), deal["handover_when"]])
    return [[label, text] for label, text in fields if text]
