"""What several readings tell in the same words: topics, agreements, handovers, plans and dates."""

from __future__ import annotations

from typing import Any

from methods import items
from methods import plans as named
from methods.activities.agree import reading as agreed
from methods.activities.follow import reading as followed
from methods.activities.follow.statuses import KINDS
from methods.activities.follow.statuses import LABELS as STATUSES
from methods.activities.work import reading as worked
from methods.activity import Block
from methods.roles import LABELS as ROLES
from reports.readings.form import Reading, Section, lines, more, short, table, text
from translations import N_, _, day, language, ngettext

Told = dict[str, Any]
TOPIC = {
    "proposed": N_("proposed"),
    "prioritised": N_("prioritised"),
    "taken": N_("taken"),
    "parked": N_("parked"),
    "worked_on": N_("worked on"),
    "kept": N_("kept"),
    "set_aside": N_("set aside"),
    "agreement": N_("agreement made"),
}
WHY = {
    "nobody_took": N_("It was prioritised, but nobody went to it."),
    "no_idea_went_on": N_("None of its ideas went on from the second sieve."),
    "near_miss": N_("It was nearly in."),
    "fewer": N_("Others got more ticks."),
    "excluded": N_("It was left out before the vote."),
}
MUNICIPALITY = "municipality"


def cover(outcome: Told, kind: str, eyebrow: str, sections: list[Section]) -> Reading:
    """A reading with the seminar's title, its question, and the few facts on the cover."""
    seminar = outcome["seminar"]
    facts = [(_("Asked by"), seminar["sponsor"]),
             (_("Took part"), str(outcome["participation"]["present"])),
             (_("Problems"), str(len(outcome["problems"]))),
             (_("Agreements"), str(len(outcome["agreements"]))),
             (_("Held"), held(outcome))]  # fmt: skip
    return Reading(
        kind=kind, language=language(), eyebrow=eyebrow, title=seminar["title"],
        lead=seminar["question"], facts=[(label, value) for label, value in facts if value],
        sections=sections,
        notes=[_("This is the room's own count, not a survey and not an election.")],
    )  # fmt: skip


def held(outcome: Told) -> str:
    opened = outcome["seminar"]["opened_at"]
    return day(opened) if opened else ""


def why(reason: Told | None) -> str:
    """Why something stopped, with the facilitator's own words if there are any."""
    if not reason:
        return ""
    stop = reason["why"]
    return " ".join(part for part in (_(WHY[stop]), reason["text"]) if part)


def stopped(outcome: Told) -> list[Told]:
    """Topics that were prioritised and did not go on."""
    return [t for t in outcome["topics"] if t["reason"]]


def chart(outcome: Told) -> list[Block]:
    """The topics that went on, as bars of their ticks."""
    rows = outcome["topics"]
    most = max((t["ticks"] for t in rows), default=0) or 1
    if not rows:
        return []
    return [{"kind": "bars", "caption": _("What the room chose, with ticks"), "rows": [
        {"label": f"{t['number']} {items.told(t['title'])}", "value": t["ticks"],
         "share": t["ticks"] / most, "mark": True} for t in rows]}]  # fmt: skip


def deal_cards(outcome: Told) -> list[Block]:
    """A card for each agreement: what, first step, date, who, owner, and how it goes."""
    deals = outcome["agreements"]
    cards = [{"title": f"{d['number']}. {d['what']}", "warn": not d["has_collector"],
              "fields": [*agreed.fields(d), [_("Status"), _(STATUSES[d["status"]])],
                         *(_news(n) for n in d["news"])]} for d in deals]  # fmt: skip
    return [{"kind": "cards", "cards": cards}] if cards else []


def _news(news: Told) -> list[str]:
    said = [_(STATUSES[news["status"]])] if news["status"] else []
    return [f"{day(news['at'])} · {_(KINDS[news['kind']])}",
            ": ".join([*said, news["text"]] if news["text"] else said)]  # fmt: skip


def needs_municipality(deal: Told) -> bool:
    return MUNICIPALITY in (deal["owner_now"], later(deal))


def later(deal: Told) -> str:
    """Who will own it; nobody new where the handover was declined."""
    return "" if deal["handover"] == "declined" else str(deal["owner_later"])


def handovers(outcome: Told) -> list[Block]:
    """Who owns what now and later, and how far the handover has come."""
    rows = [
        [d["what"], _owner(d["owner_now"]), _owner(d["owner_later"]), d["handover_when"],
         _state(d["handover"])]
        for d in outcome["agreements"] if d["owner_now"] or d["owner_later"]
    ]  # fmt: skip
    head = [_("Agreement"), _("Owner now"), _("Owner later"), _("When"), _("Handover")]
    return table(_("Who owns what, now and later"), head, rows)


def _state(key: str) -> str:
    return _(agreed.HANDOVER[key]) if key in agreed.HANDOVER else ""


def _owner(key: str) -> str:
    return _(agreed.OWNERS[key]) if key in agreed.OWNERS else ""


def plans(outcome: Told) -> list[Block]:
    """What is to be taken into which plan, by when, by whom, and how far it has come."""
    rows = []
    for p in outcome["plans"]:
        status = p["status"]
        rows.append([named.name(p["plan"]), p["text"], p["what"], p["case_number"],
                     day(p["deadline"]), p["owner"], _(named.STATUSES[status])])  # fmt: skip
    head = [_("Plan"), _("What is to stand there"), _("Agreement"), _("Case number"),
            _("Deadline for input"), _("Owner"), _("Status")]  # fmt: skip
    return table(_("What belongs to which plan"), head, rows)


def plans_in_short(outcome: Told, most: int) -> list[Block]:
    """The same with fewer columns and `most` rows, where there is little room."""
    rows = []
    for p in outcome["plans"][:most]:
        status = p["status"]
        rows.append([named.name(p["plan"]), short(p["text"] or p["what"]), day(p["deadline"]),
                     _(named.STATUSES[status])])  # fmt: skip
    head = [_("Plan"), _("What is to stand there"), _("Deadline for input"), _("Status")]
    made = table(_("What belongs to which plan"), head, rows)
    beside = len(outcome["plans"]) - most
    return [*made, text(more(beside))] if beside > 0 else made


def written(outcome: Told, *keys: str) -> list[str]:
    """What groups wrote on their sheets in fields with one of these keys."""
    return [f"{worked.title(sheet)}: {worked.told(step['outcome'], key, value)}"
            for step in outcome["steps"] if step["activity"] == "work"
            for sheet in step["outcome"].get("sheets", [])
            for key, value in sheet["lines"].items() if key in keys]  # fmt: skip


def dates(outcome: Told) -> list[Block]:
    """When the collectors write, when we ask how it goes, and when the agreements are evaluated."""
    for step in reversed(outcome["steps"]):
        if step["activity"] == "follow":
            told = step["outcome"]
            return lines(followed.told(told["dates"], told.get("then_days", 30)))
    return []


def contact(outcome: Told) -> list[Block]:
    """Whom to ask, if the seminar says so."""
    asked = outcome["seminar"]["contact"]
    return [text(_("Questions: %(contact)s", contact=asked))] if asked else []


def came(outcome: Told) -> list[Block]:
    """How many came of those there was room for, and who was hardly there."""
    took, seminar = outcome["participation"], outcome["seminar"]
    made = [text(ngettext("The seminar was planned for %(expected)s, and %(n)s person came.",
                          "The seminar was planned for %(expected)s, and %(n)s people came.",
                          took["present"], expected=seminar["expected"]))]  # fmt: skip
    if took["few"]:
        few = ", ".join(_(ROLES[role]) for role in took["few"])
        made.append(text(_("Missing, or fewer than five: %(roles)s.", roles=few)))
    elif not took["roles"]:
        made.append(text(_("People were not asked for their role, so nobody can say which roles "
                           "were missing.")))  # fmt: skip
    return made
