"""The outcome page as a poster: the question, and one code that leads to what came of it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import Seminar
from reports.prints.common import Asked, Print, begin, paper
from translations import _


def poster(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """A poster in A4 or A3 for the wall of a library; it says nothing that may change."""
    size = paper(asked.paper, "a4", "a3")
    to = f"{asked.address}/outcome/{seminar.token}"
    title = _("What came of it: %(title)s", title=seminar.title)
    return "poster", begin(seminar, title, size) | {
        "invites": _("%(who)s asked", who=seminar.sponsor) if seminar.sponsor else _("We asked"),
        "call": _("Read what we came to, find your own sentence, and join one of the agreements."),
        "after": _("What happens afterwards") if seminar.promise else "",
        "promise": seminar.promise,
        "when_word": "", "where_word": "", "when": "", "venue": "", "channel": "",
        "free": [_("Open to all"), _("No account, no app")],
        "scan": _("Scan to read"),
        "alt": _("QR code to the page of what was decided"),
        "or": _("or go to %(address)s", address=to.partition("://")[2]),
        "qr": to,
    }  # fmt: skip
