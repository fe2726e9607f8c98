"""The invitation: a poster, cards, and texts to send; each channel has a link of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from methods import channels
from models import Seminar
from reports.prints import reaching
from reports.prints.common import Asked, Print, begin, link, not_ended, paper, when
from translations import _


def poster(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """A poster in A3 or A4, of one channel or of none."""
    return "poster", _data(db, seminar, asked, paper(asked.paper, "a3", "a4"))


def card(db: Session, seminar: Seminar, asked: Asked) -> Print:
    """Cards to hand out, four on an A4."""
    return "card", _data(db, seminar, asked, "a4")


def _data(db: Session, seminar: Seminar, asked: Asked, size: str) -> dict[str, Any]:
    not_ended(seminar)
    channel = channels.by_key(db, seminar, asked.channel)
    to = link(asked.address, seminar, channel=channel.key if channel else "")
    return begin(seminar, _("Invitation: %(title)s", title=seminar.title), size) | {
        "invites": _inviter(seminar),
        "call": _("Come and say what matters most to you. Nobody has the answer ready: "
                  "we find it together."),
        "after": _("What happens afterwards") if seminar.promise else "",
        "promise": seminar.promise,
        "when_word": _("When"),
        "where_word": _("Where"),
        "free": [_("Open to all"), _("No account, no app"), _("No phone? You get paper")],
        "scan": _("Scan to take part"),
        "alt": _("QR code to the seminar's page"),
        "or": _("or go to %(address)s and type %(code)s", address=_bare(asked.address),
                code=seminar.code),
        "qr": to,
        "channel": channel.name if channel else "",
    }  # fmt: skip


def texts(seminar: Seminar, address: str, channel: str = "") -> dict[str, str]:
    """The invitation as plain text to copy, in the language of now: `sms`, `web`, `letter`, and

    one for each who reaches many: `union`, `club`, `school`, `press` (`reaching.py`).
    """
    to = link(address, seminar, channel=channel)
    moment, place = when(seminar.begins), seminar.venue
    held = ", ".join(part for part in (moment, place) if part)
    web = [
        seminar.question,
        _("%(who)s. Everybody gets to say what they see, every voice counts the same, and what we "
          "go on with we choose together.", who=_inviter(seminar)),
        held and _("When and where: %(held)s", held=held),
        seminar.promise and _("What happens afterwards: %(promise)s", promise=seminar.promise),
        _("You need not sign up, and you need neither account nor app. Without a phone you get "
          "paper, and your vote counts the same."),
        to,
    ]  # fmt: skip
    letter = [
        _("Dear you who live, work or have your heart here,"),
        _("We have a question that we cannot answer alone: %(question)s",
          question=seminar.question),
        _("That is why we invite you to “%(title)s”.", title=seminar.title)
        + (" " + _("We meet %(held)s.", held=held) if held else ""),
        _("There will be no long talks. You sit with others, say what you see and hear what they "
          "see, and together we choose what matters most."),
        seminar.promise,
        _("You need not prepare anything. Bring a phone if you have one; if not, you get paper."),
        _("Read more, and join on the day: %(link)s", link=to),
        _("You are warmly welcome!"),
        seminar.sponsor,
        seminar.contact and _("Questions: %(contact)s", contact=seminar.contact),
    ]  # fmt: skip
    sms = _("%(question)s Come and say what you think: %(held)s. %(link)s",
            question=seminar.question, held=held, link=to) if held else _(
            "%(question)s Come and say what you think: %(link)s",
            question=seminar.question, link=to)  # fmt: skip
    many = reaching.Held(seminar, _inviter(seminar), held, to)
    return {
        "sms": sms,
        "web": _paragraphs(web),
        "letter": _paragraphs(letter),
        "union": _paragraphs(reaching.union(many)),
        "club": _paragraphs(reaching.club(many)),
        "school": _paragraphs(reaching.school(many)),
        "press": _paragraphs(reaching.press(many)),
    }


def _inviter(seminar: Seminar) -> str:
    if not seminar.sponsor:
        return _("You are invited")
    return _("%(sponsor)s invites you", sponsor=seminar.sponsor)


def _bare(address: str) -> str:
    return address.partition("://")[2]


def _paragraphs(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)
