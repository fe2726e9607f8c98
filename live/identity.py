"""Who somebody is: a phone by its cookie, a facilitator by sign-in, a screen by its link."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask, Response, request, session
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from werkzeug.http import parse_cookie

from live.clients import Client
from live.together import Together
from methods import crew
from methods.seminars import ALPHABET, by_token
from models import Crew, Device, Facilitator, Participant, Seminar
from storage import Storage
from translations import LANGUAGES

RETURN_LENGTH = 8
# Built once, and of columns alone: a hall of phones comes in at the same moment.
DEVICES, PEOPLE, SEMINARS = Device.__table__.c, Participant.__table__.c, Seminar.__table__.c
PHONES = select(SEMINARS.token, DEVICES.token_hash, SEMINARS.id, PEOPLE.id, PEOPLE.language).where(
    DEVICES.token_hash.in_(bindparam("held", expanding=True)),
    PEOPLE.id == DEVICES.participant_id,
    PEOPLE.removed.is_(False),
    SEMINARS.id == PEOPLE.seminar_id,
    SEMINARS.token.in_(bindparam("keys", expanding=True)),
)
# A phone: the seminar's key, and for each of its cookies the token's hash and the cookie's name.
Phone = tuple[str, frozenset[tuple[str, str]]]
Known = tuple[int, int, str]  # the seminar, the participant there, and their language


class Identity:
    """Reads and writes identities. Only hashes of tokens are kept in the database."""

    def __init__(self, storage: Storage, key: str, *, secure: bool) -> None:
        self.storage = storage
        self.key = key.encode()
        self.secure = secure
        self.phones: Together[Phone, Known] = Together(self._known)

    def hash(self, token: str) -> str:
        return hmac.new(self.key, f"token:{token}".encode(), hashlib.sha256).hexdigest()

    def return_code(self, participant_id: int) -> str:
        """The participant's own code for coming back on another device: 8 unambiguous signs.

        Made from the secret, so that it stands nowhere in the database.
        """
        made = hmac.new(self.key, f"return:{participant_id}".encode(), hashlib.sha256).digest()
        return "".join(ALPHABET[b % len(ALPHABET)] for b in made[:RETURN_LENGTH])

    def find_returning(self, db: Session, seminar: Seminar, typed: str) -> Participant | None:
        """The participant of this seminar whose return code was typed."""
        tidy = "".join(c for c in typed.upper() if c.isalnum())
        people = db.scalars(
            select(Participant).where(
                Participant.seminar_id == seminar.id, Participant.removed.is_(False)
            )
        )
        matches = [p for p in people if hmac.compare_digest(self.return_code(p.id), tidy)]
        return matches[0] if matches else None

    def cookie(self, seminar: Seminar, role: str = "participant") -> str:
        """Its name: one phone may be both a participant's and a helper's."""
        return self.cookie_name(("helper-" if role == "helper" else "") + str(seminar.id))

    def cookie_name(self, of: str) -> str:
        return f"{'__Host-' if self.secure else ''}floke-{of}"

    def give(self, response: Response, seminar: Seminar, token: str,
             role: str = "participant") -> None:  # fmt: skip
        """Let this browser speak for a participant, or a helper, from now on."""
        response.set_cookie(
            self.cookie(seminar, role), token, max_age=90 * 24 * 3600, path="/",
            secure=self.secure, httponly=True, samesite="Lax",
        )  # fmt: skip

    def new_token(self) -> str:
        return secrets.token_urlsafe(16)

    def participant(self, db: Session, seminar: Seminar) -> Participant | None:
        """Who this request's cookie speaks for in `seminar`; none for a broken or old cookie."""
        token = request.cookies.get(self.cookie(seminar), "")
        if not token:
            return None
        person = db.scalar(
            select(Participant)
            .join(Device, Device.participant_id == Participant.id)
            .where(Device.token_hash == self.hash(token))
        )
        if person is None or person.removed or person.seminar_id != seminar.id:
            return None
        return person

    def helper(self, db: Session, seminar: Seminar) -> Crew | None:
        """The helper whose phone this is; none for one who has been removed."""
        token = request.cookies.get(self.cookie(seminar, "helper"), "")
        return crew.by_cookie(db, seminar, self.hash(token)) if token else None

    def facilitator(self, db: Session) -> Facilitator | None:
        """Who is signed in, unless their password has been renewed since."""
        number = session.get("facilitator")
        found = db.get(Facilitator, number) if isinstance(number, int) else None
        return found if found and session.get("since", 0) >= found.password_at else None

    def client(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> Client | None:
        """The socket's verified client; none if it may not connect. `environ` is its request's."""
        if auth.get("surface") == "phone":
            return self._phone(sid, parse_cookie(environ), str(auth.get("key", "")))
        app: Flask = environ["flask.app"]
        with app.request_context(environ):
            return self._leading(sid, auth)

    def _leading(self, sid: str, auth: dict[str, Any]) -> Client | None:
        key, language = str(auth.get("key", "")), str(auth.get("language", ""))
        with self.storage.reading() as db:
            if auth.get("surface") == "console":
                return self._console(db, sid, key, language)
            if auth.get("surface") == "helper":
                return self._helper(db, sid, key, language)
            if auth.get("surface") == "screen":
                seminar = db.scalar(select(Seminar).where(Seminar.screen_token == key))
                return Client(sid, "screen", seminar.id, seminar.language) if seminar else None
        return None

    def _phone(self, sid: str, cookies: Mapping[str, str], key: str) -> Client | None:
        held = frozenset((self.hash(token), name) for name, token in cookies.items()
                         if name.startswith(self.cookie_name("")) and token)  # fmt: skip
        known = self.phones.of((key, held)) if held else None
        if known is None:
            return None
        seminar, person, language = known
        return Client(sid, "phone", seminar, language, participant_id=person)

    def _known(self, phones: list[Phone]) -> Iterator[tuple[Phone, Known]]:
        """Those of the phones that have joined, by a cookie that is named after the seminar."""
        asked = {"keys": list({key for key, _held in phones}),
                 "held": [token for _key, held in phones for token, _name in held]}  # fmt: skip
        with self.storage.reading() as db:
            found = {(key, (token, self.cookie_name(str(known[0])))): tuple(known)
                     for key, token, *known in db.execute(PHONES, asked)}  # fmt: skip
        for phone in phones:
            key, held = phone
            for cookie in held:
                if (key, cookie) in found:
                    yield phone, found[key, cookie]

    def _console(self, db: Session, sid: str, key: str, language: str) -> Client | None:
        seminar = by_token(db, key)
        leader = self.facilitator(db)
        if seminar is None or leader is None or not crew.leads(db, seminar, leader.id):
            return None
        return Client(sid, "console", seminar.id, _chosen(language, seminar),
                      facilitator_id=leader.id, since=session.get("since", 0))  # fmt: skip

    def _helper(self, db: Session, sid: str, key: str, language: str) -> Client | None:
        seminar = by_token(db, key)
        helper = self.helper(db, seminar) if seminar else None
        if seminar is None or helper is None:
            return None
        return Client(sid, "helper", seminar.id, _chosen(language, seminar), helper_id=helper.id)


def _chosen(language: str, seminar: Seminar) -> str:
    return language if language in LANGUAGES else seminar.language
