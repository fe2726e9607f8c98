"""The outcome for Decidim, to download when the seminar is over (docs/decidim.md)."""

from __future__ import annotations

from flask import Response

from facilitator import facilitator
from facilitator.account import signed_in
from facilitator.owned import mine
from live.house import house
from reports import decidim as writer
from reports import publishing


@facilitator.get("/facilitator/<int:number>/decidim.zip")
@signed_in
def decidim(number: int) -> Response:
    """What is published, or the draft before that, as files in the seminar's language."""
    with house().storage.reading() as db:
        seminar = mine(db, number)
        told, link = (
            publishing.shown(db, seminar).outcome,
            f"{house().config.address}/outcome/{seminar.token}",
        )
    name = {"Content-Disposition": 'attachment; filename="decidim.zip"'}
    made = writer.zipped(writer.files(told, link=link))
    return Response(made, mimetype="application/zip", headers=name)
