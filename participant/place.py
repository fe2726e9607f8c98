"""A scanned card or sheet, for somebody who has joined: where it leads, with one button to go."""

from __future__ import annotations

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from live.house import house
from methods import crew
from methods.command import Actor
from methods.doors import Lead, Place
from methods.engine import activity
from methods.scope import Scope
from models import Participant, Seminar, Step
from translations import _, use


def shown(db: Session, seminar: Seminar, person: Participant, place: Place) -> Response | str:
    """The page; one who is there already goes straight on to their own."""
    back = f"/s/{seminar.token}"
    with use(person.language):
        step, lead = _lead(db, seminar, person, place)
        if lead.there or seminar.state == "ended":
            return redirect(back, code=303)
        return render_template("participant/place.html", seminar=seminar, lead=lead, step=step,
                               back=back, action=f"{back}/do")  # fmt: skip


def ballot(db: Session, seminar: Seminar, number: int) -> Response | str:
    """A scanned paper ballot: whose it is, is told to nobody; who leads goes to enter it."""
    identity = house().identity
    account = identity.facilitator(db)
    if account is not None and crew.leads(db, seminar, account.id):
        return redirect(f"/facilitator/{seminar.id}#enter-box", code=303)
    if identity.helper(db, seminar) is not None:
        return redirect(f"/s/{seminar.token}/helper#enter-box", code=303)
    told = _("Fill it in and give it to your table host or a helper. "
             "It counts just as much as a vote by phone.")  # fmt: skip
    lead = Lead(_("Ballot %(n)s", n=number), told)
    return render_template("participant/place.html", seminar=seminar, lead=lead, step=None,
                           back=f"/s/{seminar.token}", action="")  # fmt: skip


def _lead(db: Session, seminar: Seminar, person: Participant,
          place: Place) -> tuple[Step | None, Lead]:  # fmt: skip
    """What the newest step that knows the place says; one that can take people there is first."""
    scope = Scope(db, seminar, Actor("participant", person.id, seminar.id, person.language))
    asked = [(s, activity(scope, s).leads_to(person, place)) for s in reversed(seminar.steps)]
    found = [(step, lead) for step, lead in asked if lead is not None]
    ready = [row for row in found if row[1].command or row[1].there]
    if not found:
        nobody = _("Nobody can go there just now. Your place is as it was.")
        return None, Lead(_("Not just now"), nobody)
    return (ready or found)[0]
