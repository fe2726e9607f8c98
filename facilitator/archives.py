"""A seminar as one file: fetched when it has ended, and taken in where it is to be kept."""

from __future__ import annotations

from flask import Response as Plain
from flask import abort, g, redirect, render_template, request
from sqlalchemy import select
from werkzeug.wrappers import Response

import archives
from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from methods.clock import moment
from methods.refusal import Refused
from models import Archive
from translations import day

FORM = 20_000  # bytes of the form around the file
Page = Response | str | tuple[str, int]


@facilitator.get("/facilitator/<int:number>/archive")
@signed_in
def archive(number: int) -> Plain | tuple[str, int]:
    """The file; refused while the seminar goes on."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
        made = archives.packed(db, seminar)
    name = {"Content-Disposition": 'attachment; filename="seminar.floke"'}
    return Plain(made, mimetype="application/octet-stream", headers=name)


@facilitator.get("/facilitator/archives")
@signed_in
def all_archives() -> Page:
    """What has been taken in, and where to take in more."""
    return _page()


@facilitator.post("/facilitator/archives")
@signed_in
def take_in() -> Page:
    """Take in the sent file. One that is not whole changes nothing, and is refused in words."""
    request.max_content_length = archives.LARGEST + FORM
    sent = request.files.get("file")
    file = sent.stream.read(archives.LARGEST + 1) if sent else b""
    try:
        told = archives.whole(file)
        with house().storage.writing() as db:
            archives.take_in(db, g.facilitator.id, file, told)
            db.commit()
    except Refused as refusal:
        return _page(refusal.sentence()), 422
    return redirect("/facilitator/archives", code=303)


@facilitator.post("/facilitator/archives/<int:archive>/remove")
@signed_in
def remove_archive(archive: int) -> Page:
    """Take it away from here; the file it came as is where it was."""
    with house().storage.writing() as db:
        kept = db.get(Archive, archive)
        if kept is None or kept.facilitator_id != g.facilitator.id:
            abort(404)
        db.delete(kept)
        db.commit()
    return redirect("/facilitator/archives", code=303)


def _page(refusal: str = "") -> str:
    asked = (
        select(Archive.id, Archive.title, Archive.token, Archive.held_at)
        .where(Archive.facilitator_id == g.facilitator.id)
        .order_by(Archive.held_at.desc(), Archive.id.desc())
    )
    with house().storage.reading() as db:
        kept = [{**row._mapping, "held": day(moment(row.held_at) or "")}
                for row in db.execute(asked)]  # fmt: skip
    return render_template("facilitator/archives.html", kept=kept, refusal=refusal,
                           most=archives.LARGEST // 1024 // 1024)  # fmt: skip
