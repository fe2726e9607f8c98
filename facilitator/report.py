"""The report before it goes out: pick sections, write a foreword, proof-read, publish."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods.clock import moment
from methods.command import whole
from methods.refusal import Refused
from models import Seminar
from reports import differences, publishing
from reports.readings import NAMES, READINGS
from reports.writers import NAMES as FORMATS
from reports.writers import files
from translations import _, day

Page = Response | str | tuple[str, int]
TYPED = ("foreword", "said")


@facilitator.get("/facilitator/<int:number>/report")
@signed_in
def report(number: int) -> Page:
    with house().storage.reading() as db:
        return _form(db, mine(db, number), _kind(request.args.get("reading", "deltakere")))


@facilitator.post("/facilitator/<int:number>/report")
@signed_in
def save_report(number: int) -> Page:
    """Save what is written, and then what the button says: look, publish, or another reading."""
    kind, then = _kind(request.form.get("reading", "")), request.form.get("then", "")
    try:
        with house().storage.writing() as db:
            seminar = mine(db, number)
            _save(db, seminar, kind)
            db.commit()
            if then == "publish":
                publishing.publish(db, seminar)
                db.commit()
    except Refused as refusal:
        return _refused(number, kind, refusal)
    to = f"/facilitator/{number}/report"
    if then == "look":
        return redirect(f"{to}/preview?reading={kind}", code=303)
    return redirect(f"{to}?reading={then if then in READINGS else kind}", code=303)


@facilitator.get("/facilitator/<int:number>/report/preview")
@signed_in
def preview_report(number: int) -> Page:
    """The draft as it will be read."""
    kind = _kind(request.args.get("reading", "deltakere"))
    with house().storage.reading() as db:
        seen = publishing.drafted(db, mine(db, number))
    back = f"/facilitator/{number}/report?reading={kind}"
    return render_template("reading.html", reading=publishing.read(kind, seen), draft=True,
                           links=[], back=back, asked=f"reading={kind}")  # fmt: skip


def _kind(wanted: str) -> str:
    if wanted not in READINGS:
        abort(404)
    return wanted


def _save(db: Session, seminar: Seminar, kind: str) -> None:
    """The sections that were offered and not ticked are left out."""
    form = request.form
    ticked = set(form.getlist("section"))
    publishing.save(
        db, seminar, whole(form.get("revision", "")) or 0, kind,
        left_out=[s for s in form.getlist("offered") if s not in ticked],
        foreword=form.get("foreword", ""), said=form.get("said", ""),
    )  # fmt: skip


def _refused(number: int, kind: str, refusal: Refused) -> Page:
    """The same page with the sentence; what was typed stands in it, saved or not."""
    with house().storage.reading() as db:
        conflict = refusal.code == "conflict"
        page = _form(db, mine(db, number), kind, refusal.sentence(),
                     refusal.reply if conflict else {})  # fmt: skip
    return page, 409 if conflict else 422


def _form(db: Session, seminar: Seminar, kind: str, refusal: str = "",
          other: dict[str, Any] | None = None) -> str:  # fmt: skip
    """The page for one reading; `other` is what somebody saved meanwhile."""
    kept = publishing.draft(db, seminar)
    choice = kept.choices.get(kind, {})
    saved = {"foreword": choice.get("foreword", ""), "said": kept.said}
    typed = {name: request.form.get(name, saved[name]) for name in TYPED} if refusal else saved
    offered = [s for s in READINGS[kind](publishing.drafted(db, seminar).outcome).sections
               if s.level == 2]  # fmt: skip
    out = set(choice.get("left_out", []))
    if refusal:
        out = {s.id for s in offered} - set(request.form.getlist("section"))
    return render_template(
        "facilitator/report.html", seminar=seminar, kind=kind, refusal=refusal, other=other or {},
        kinds=[(key, _(name)) for key, name in NAMES.items()], typed=typed,
        sections=[(s.id, s.title, s.id not in out) for s in offered],
        downloads=files.links(f"/facilitator/{seminar.id}/report/files", kind, FORMATS),
        revision=kept.revision, versions=_versions(db, seminar),
        limits=(publishing.room(kind), publishing.SAID_MAX),
    )  # fmt: skip


def _versions(db: Session, seminar: Seminar) -> list[dict[str, Any]]:
    return [{"version": r.version, "day": day(moment(r.at) or ""), "fingerprint": r.fingerprint,
             "hidden": "" if r.data else _(publishing.HIDDEN),
             "said": r.said, "changes": differences.told(r.changes)}
            for r in publishing.versions(db, seminar)]  # fmt: skip
