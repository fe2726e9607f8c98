"""The agreements as a poster on the wall of the town hall: what was promised, and by when."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from methods.engine import known
from methods.refusal import Refused
from models import Seminar
from reports.outcome import step_outcome
from reports.prints.common import Asked, Print, begin, paper
from translations import N_, _, day, ngettext


def poster(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """A poster in A3 or A1 of what is published; names only of those who said yes to it."""
    steps = [step_outcome(db, seminar, s) for s in seminar.steps
             if s.state == "published" and "agreements" in known()[s.activity].gives]  # fmt: skip
    deals = [d for s in steps for d in s["outcome"].get("agreements", ())]
    if not deals:
        raise Refused("no_agreements", N_("No agreements are published yet. The poster can be "
                                          "printed as soon as they are."))  # fmt: skip
    size = paper(asked.paper, "a3", "a1")
    title = _("Agreements: %(title)s", title=seminar.title)
    return "agreements", begin(seminar, title, size) | {
        "heading": _("This is what we agreed on"),
        "held": ", ".join(part for part in (_held(steps), seminar.sponsor) if part),
        "deals": [_deal(d) for d in deals],
        "scan": _("Scan to read it all, and to follow what becomes of it"),
        "alt": _("QR code to the page of what was decided"),
        "qr": f"{asked.address}/outcome/{seminar.token}",
    }


def _held(steps: list[dict[str, Any]]) -> str:
    return day(next((s["opened_at"] for s in steps if s["opened_at"]), "") or "")


def _deal(deal: dict[str, Any]) -> dict[str, Any]:
    if deal["has_collector"]:
        who = deal["collector"] or _("Has a collector, who is asked through the sponsor")
    else:
        who = _("No collector yet")
    facts = [(_("First step"), deal["first_step"]), (_("Next meeting"), day(deal["next_date"])),
             (_("Collector"), who)]  # fmt: skip
    return {
        "number": deal["number"],
        "what": deal["what"],
        "facts": [[label, text] for label, text in facts if text],
        "warn": not deal["has_collector"],
        "members": ngettext("%(n)s takes part", "%(n)s take part", deal["members"])
        if deal["members"] else "",
    }  # fmt: skip
