"""Letters of the follow-up, for those who are not reached by e-mail: one a page, with a code."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from methods import notices
from methods.due import Wanted
from methods.letters import write
from methods.refusal import Refused
from models import Seminar
from reports.prints.common import Asked, Print, begin
from translations import N_, _, use


def letters(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """What waits to be given on paper, each in its reader's language."""
    found = [wanted for _notice, wanted in notices.to_give(db, seminar, asked.mail)]
    if not found:
        raise Refused("no_letters", N_("No letters wait to be printed now."))
    title = _("Letters: %(title)s", title=seminar.title)
    return "letters", begin(seminar, title, "a4") | {
        "letters": [_letter(each, asked) for each in found]
    }


def _letter(wanted: Wanted, asked: Asked) -> dict[str, Any]:
    made = write(wanted, asked.address, asked.key)
    label, link = made.links[-1]
    with use(made.language):
        return {"language": made.language, "to": wanted.reader.name, "subject": made.subject,
                "lines": made.lines, "small": made.small, "label": label, "link": link,
                "scan": _("Scan, or type the address:"),
                "alt": _("QR code to %(what)s", what=label), "qr": link}  # fmt: skip
