"""Asking for news of what came of it, or to take part in an agreement, from the outcome page.

Where mail is sent, nothing is kept before the address has answered: what was asked stands, signed,
in the link that is mailed to it. Without mail the wish is kept, and waits for whoever writes.
"""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select
from sqlalchemy.orm import Session

from live import mail
from live.house import house
from methods import clock, followers, plans
from methods.letters import Letter
from methods.refusal import Refused
from methods.text import clean, email_in
from models import Agreement, Seminar
from participant import participant
from participant.phone import find
from translations import LANGUAGES, N_, _, language, use

Page = str | tuple[str, int]
DAYS = 7  # that the mailed link is good
AGAIN = 3600  # seconds until the same address is written to once more
REMEMBERED = 10_000
_written: dict[tuple[str, str], float] = {}  # when an address was written to, in memory only


@participant.post("/outcome/<token>/follow")
def ask_for_news(token: str) -> Page:
    """Take the wish: mail a link to answer by, or keep it where the server sends no mail."""
    wish = {key: request.form.get(key, "") for key in ("email", "language", "agreement", "name")}
    try:
        with house().storage.reading() as db:
            seminar = find(db, token)
            wish = _checked(db, seminar, wish, bool(request.form.get("yes")))
            if house().config.smtp is None:
                return _kept(token, wish)
            _ask(seminar, wish)
    except Refused as refusal:
        with house().storage.reading() as db:
            seminar = find(db, token)
            return _page(seminar, "refused", refusal=refusal.sentence(), typed=wish,
                         deals=plans.agreements(db, seminar)), 422  # fmt: skip
    return _page(seminar, "asked")


@participant.get("/outcome/<token>/follow/<wish>")
def confirm_news(token: str, wish: str) -> Page:
    """The mailed link: one button more, since mail programs open links by themselves."""
    with house().storage.reading() as db:
        return _page(find(db, token), "confirm", wish=_read(token, wish))


@participant.post("/outcome/<token>/follow/<wish>")
def follow_news(token: str, wish: str) -> Page:
    """The address has answered."""
    return _kept(token, _read(token, wish))


def _checked(db: Session, seminar: Seminar, wish: dict[str, str], yes: bool) -> dict[str, str]:
    """The wish as it is kept. Refuses what is no address, no agreement, or has no yes."""
    email = clean(wish["email"], 120, required=False)
    if not email or email_in(email) != email or not email.isascii():
        raise Refused("bad_email", N_("That is not an e-mail address. Write it as "
                                      "name@example.org."))  # fmt: skip
    if not yes:
        raise Refused("no_yes", N_("Tick that we may keep your e-mail address. Without it we "
                                   "cannot write to you."))  # fmt: skip
    name = clean(wish["name"], 80, required=False)
    if wish["agreement"]:
        _agreement(db, seminar, wish["agreement"])
    spoken = wish["language"] if wish["language"] in LANGUAGES else language()
    return {"email": email, "language": spoken, "agreement": wish["agreement"], "name": name}


def _agreement(db: Session, seminar: Seminar, number: str) -> Agreement:
    """The newest agreement of that number, as the page shows it."""
    mine = select(Agreement).where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False))
    for found in db.scalars(mine.order_by(Agreement.id.desc())):
        if str(found.number) == number:
            return found
    raise Refused("no_agreement", N_("That agreement is not here."))


def _ask(seminar: Seminar, wish: dict[str, str]) -> None:
    """Mail the link, once an hour to the same address. Refuses in words if it does not go out."""
    config, key = house().config, (seminar.token, wish["email"].casefold())
    if clock.now() - _written.get(key, 0) < AGAIN:
        return
    house().limits.check("follow")
    house().limits.failed("follow")
    assert config.smtp is not None
    link = f"{config.address}/outcome/{seminar.token}/follow/{_signer(seminar.token).dumps(wish)}"
    with use(wish["language"]):
        letter = Letter(
            language(), _("News of “%(seminar)s”: is this you?", seminar=seminar.title[:80]),
            [_("Hello!"), _("Somebody, probably you, wants news of “%(seminar)s” at this address. "
                            "If it was not you, do nothing: we have kept nothing.",
                            seminar=seminar.title)],
            [(_("Yes, write to me"), link)],
        )  # fmt: skip
    try:
        mail.send(config.smtp, mail.message(letter, config.smtp, wish["email"], link))
    except mail.Unsent:
        raise Refused("unsent", N_("The e-mail could not be sent just now. What you wrote stands "
                                   "below: try again in a while.")) from None  # fmt: skip
    if len(_written) >= REMEMBERED:
        _written.clear()
    _written[key] = clock.now()


def _kept(token: str, wish: dict[str, str]) -> Page:
    """One more who hears of it; asked twice is kept once."""
    with house().storage.writing() as db:
        seminar = find(db, token)
        about = _agreement(db, seminar, wish["agreement"]) if wish["agreement"] else None
        kind = "member" if about else "news"
        follower = followers.add(db, seminar, about, kind, name=wish["name"], email=wish["email"],
                                 language=wish["language"], asked_by="page")  # fmt: skip
        db.commit()
        own = followers.path(house().config.key(), follower)
    sent = house().config.smtp is not None  # whose address it is, is known only by mail
    return _page(seminar, "kept" if sent else "waits", own=own if sent else "")


def _read(token: str, wish: str) -> dict[str, str]:
    try:
        found: dict[str, str] = _signer(token).loads(wish, max_age=DAYS * 86400)
    except BadSignature:
        raise Refused("old_link", N_("That link is too old, or not whole. Ask once more on the "
                                     "outcome page.")) from None  # fmt: skip
    return found


def _signer(token: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(house().config.key(), salt=f"follow {token}")


def _page(seminar: Seminar, state: str, **told: Any) -> str:
    return render_template("participant/outcome_follow.html", seminar=seminar, token=seminar.token,
                           state=state, **{"typed": {}, "refusal": "", **told})  # fmt: skip
