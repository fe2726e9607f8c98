"""The method workshop in the browser: one's own methods, and one method's running order."""

from __future__ import annotations

from typing import Any

from flask import Response as Plain
from flask import abort, g, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from facilitator import facilitator
from facilitator.account import signed_in
from live.house import house
from methods import sharing, shelf, workshop
from methods.command import whole
from methods.engine import known
from methods.faults import BadMethod, Fault
from methods.method import SIZES, Method
from methods.refusal import Refused
from models import Facilitator, OwnMethod
from translations import _, pick
from web import asked

Page = Response | str | tuple[str, int]
LARGEST = 100_000  # bytes of an imported file
HEAD = asked.struct(Method)
APART = frozenset({"id", "step", "guide", "version", "given"})  # not in the head's form


def own_method(db: Session, number: int) -> OwnMethod:
    """One's own method, or one that is shared to be changed; any other is not found."""
    return sharing.find(db, g.facilitator.id, number, to="edit") or abort(404)


def _owned(db: Session, number: int) -> OwnMethod:
    """One's own method: only its owner shares it and throws it away."""
    own = own_method(db, number)
    return own if own.facilitator_id == g.facilitator.id else abort(404)


def sizes(value: Any) -> list[str]:
    """The sizes that minutes are asked for: those there are, else the usual ones."""
    return sorted(value, key=lambda n: int(n) if str(n).isdecimal() else 0) \
        if isinstance(value, dict) and value else [str(n) for n in SIZES]  # fmt: skip


def beside(faults: list[Fault], place: int | None) -> dict[str, str]:
    """The sentences by the field they stand beside, of one step or of the method itself."""
    return {f.key.replace("[", ".").replace("]", ""): f.sentence for f in faults
            if f.place == place}  # fmt: skip


def revision() -> int:
    told = request.form.get("revision", "")
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def people() -> int:
    """How many people the times are told for (2 to 1000)."""
    told = request.args.get("people", "")
    return min(1000, max(2, int(told))) if told.isdecimal() and len(told) < 6 else 40


@facilitator.get("/facilitator/workshop")
@signed_in
def own_methods() -> Page:
    return _shelf()


@facilitator.post("/facilitator/workshop/copies")
@signed_in
def copy_method() -> Page:
    """A copy of a method of the library, of one activity alone, or of a shared one, to change."""
    wanted = request.form.get("method", "")
    number = whole(wanted.removeprefix(workshop.PREFIX)) if wanted[:4] == workshop.PREFIX else None
    with house().storage.writing() as db:
        if number is not None:
            own = sharing.find(db, g.facilitator.id, number) or abort(404)
            made = workshop.copy_own(db, g.facilitator.id, own)
        else:
            made = workshop.copy(db, g.facilitator.id, shelf.find(wanted) or abort(404))
        db.commit()
    return redirect(f"/facilitator/workshop/{made.id}", code=303)


@facilitator.post("/facilitator/workshop/imports")
@signed_in
def import_method() -> Page:
    """A method file from elsewhere; a bad one changes nothing, and says what is wrong."""
    sent = request.files.get("file")
    data = sent.stream.read(LARGEST + 1) if sent else b""
    name = (sent.filename if sent and sent.filename else "–")[-60:]
    try:
        if len(data) > LARGEST:
            raise BadMethod(name, _("the file has more than %(most)s signs", most=LARGEST))
        with house().storage.writing() as db:
            made = workshop.import_file(db, g.facilitator.id, data.decode(), name)
            db.commit()
    except UnicodeDecodeError:
        return _shelf(_("%(file)s is not a text file in UTF-8.", file=name)), 422
    except (BadMethod, Refused) as error:
        told = error.sentence() if isinstance(error, Refused) else str(error)
        return _shelf(told), 422
    return redirect(f"/facilitator/workshop/{made.id}", code=303)


@facilitator.get("/facilitator/workshop/<int:number>")
@signed_in
def own_method_page(number: int) -> Page:
    with house().storage.reading() as db:
        return page(own_method(db, number))


@facilitator.post("/facilitator/workshop/<int:number>")
@signed_in
def change_method(number: int) -> Page:
    """Save the head, or add, cut and move steps: `do` says which."""
    form = request.form
    with house().storage.writing() as db:
        own = own_method(db, number)
        place = int(form.get("place", "0")) if form.get("place", "0").isdecimal() else -1
        try:
            to = f"/facilitator/workshop/{number}"
            if form.get("do") == "add":
                to += f"/steps/{workshop.add(own, form.get('activity', ''), revision())}"
            elif form.get("do") == "throw":
                workshop.throw_away(db, _owned(db, number), revision())
                to = "/facilitator/workshop"
            elif form.get("do") == "share":
                sharing.share(_owned(db, number), form.get("shared", ""))
            elif form.get("do") == "cut":
                workshop.cut(own, place, revision())
            elif form.get("do") in ("up", "down"):
                workshop.move(own, place, -1 if form["do"] == "up" else 1, revision())
            else:
                workshop.save_head(own, asked.read(HEAD, form, without=APART), revision())
            db.commit()
        except Refused as refusal:
            db.rollback()
            own = own_method(db, number)
            mine = None if "do" in form else asked.read(HEAD, form, without=APART)
            return page(own, mine, refusal), 422
    return redirect(to, code=303)


@facilitator.get("/facilitator/workshop/<int:number>/method.toml")
@signed_in
def export_method(number: int) -> Plain:
    with house().storage.reading() as db:
        own = sharing.find(db, g.facilitator.id, number) or abort(404)
    name = {"Content-Disposition": f'attachment; filename="{own.key}.toml"'}
    return Plain(workshop.export(own), mimetype="application/toml", headers=name)


def _shelf(refusal: str = "") -> str:
    with house().storage.reading() as db:
        own = [_line(o) for o in sharing.mine(db, g.facilitator.id)]
        shared = [{**_line(o), "owner": name, "edit": o.shared == "edit"}
                  for o, name in sharing.of_others(db, g.facilitator.id)]  # fmt: skip
    methods = [(m.id, pick(m.title)) for m in shelf.everything()]
    return render_template("facilitator/workshop.html", own=own, shared=shared,
                           methods=methods, refusal=refusal)  # fmt: skip


def _line(own: OwnMethod) -> dict[str, Any]:
    return {"id": own.id, "title": _title(own), "faults": len(workshop.checked(own)[1]),
            "steps": len(own.data.get("step", []))}  # fmt: skip


def _owner(own: OwnMethod) -> str:
    """Whose the method is, if it is not one's own."""
    if own.facilitator_id == g.facilitator.id:
        return ""
    with house().storage.reading() as db:
        found = db.get(Facilitator, own.facilitator_id)
        return found.name if found else ""


def page(own: OwnMethod, mine: dict[str, Any] | None = None, refusal: Refused | None = None) -> str:
    """The running order, with what is wrong; `mine` is a head that could not be saved."""
    method, faults = workshop.checked(own)
    total = method.minutes(people()) if method else None
    steps = [_row(row, n, faults) for n, row in enumerate(own.data["step"])]
    return render_template(
        "facilitator/own_method.html", own=own, title=_title(own), steps=steps, total=total,
        faults=beside(faults, None), people=people(), sizes=sizes, wrong_in=asked.wrong_in,
        wrong=len(faults), fields=asked.fields(HEAD, mine or own.data, without=APART),
        owner=_owner(own), choices=[(k, _(words)) for k, words in sharing.SHARED.items()],
        guide_wrong=sum(f.place is None and f.key.startswith("guide") for f in faults),
        activities=[(k, _(kind.name)) for k, kind in sorted(known().items())],
        refusal=refusal.sentence() if refusal else "",
        theirs=refusal.reply.get("theirs") if refusal else None,
    )  # fmt: skip


def _row(row: dict[str, Any], place: int, faults: list[Fault]) -> dict[str, Any]:
    kind = known().get(str(row.get("do")))
    minutes = row.get("minutes")
    near = min(minutes, key=lambda n: abs(int(n) - people())) if isinstance(minutes, dict) \
        and minutes and all(str(n).isdecimal() for n in minutes) else None  # fmt: skip
    return {
        "place": place, "title": _words(row.get("title")) or str(row.get("id", "?")),
        "activity": _(kind.name) if kind else "?",
        "minutes": minutes[near] if near and isinstance(minutes, dict) else "?",
        "faults": [f"{f.key}: {f.sentence}" for f in faults if f.place == place],
    }  # fmt: skip


def _title(own: OwnMethod) -> str:
    return _words(own.data.get("title")) or own.key


def _words(value: Any) -> str:
    return pick(value) if isinstance(value, dict) else ""
