"""Who hears of an agreement after the seminar, and the private link that each of them has.

A link is made of the server's secret and the follower's number and salt, so that a stolen database
opens nothing, and a letter can be printed again. Who leaves gets nothing more; to come back is to
say yes again, and to get another link.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from methods import clock
from methods.command import whole
from methods.retention import FORGOTTEN
from methods.text import email_in
from models import Agreement, Follower, Participant, Seminar

KINDS = ("collector", "deputy", "receiver", "member", "news")
BITS = 128


def token(key: bytes | str, follower: Follower) -> str:
    """The secret part of the follower's link: the number, and 128 bits that only `key` can make."""
    secret = key.encode() if isinstance(key, str) else key
    made = hmac.new(secret, f"follower:{follower.id}:{follower.salt}".encode(), hashlib.sha256)
    return f"{follower.id}-{made.hexdigest()[: BITS // 4]}"


def path(key: bytes | str, follower: Follower) -> str:
    """The address of the follower's own page, below the server's."""
    return f"/deal/{token(key, follower)}"


def find(db: Session, key: bytes | str, given: str) -> Follower | None:
    """Whose link it is, also of one who has left; none if nobody's."""
    number = whole(given.partition("-")[0])
    found = db.get(Follower, number) if number else None
    mine = found is not None and hmac.compare_digest(token(key, found).encode(), given.encode())
    return found if mine else None


def add(db: Session, seminar: Seminar, agreement: Agreement | None, kind: str, *,
        name: str = "", email: str = "", language: str = "", participant: int | None = None,
        asked_by: str = "") -> Follower:  # fmt: skip
    """One more who hears of it. Who is there already by the same address or phone stays the one.

    `email` is only what the person gave with a yes; without it they are reached on paper.
    """
    there = [one for one in _there(db, seminar.id, agreement, [kind])
             if (email and one.email.casefold() == email.casefold())
             or (participant and one.participant_id == participant)]  # fmt: skip
    if there:
        return there[0]
    made = Follower(seminar_id=seminar.id, agreement_id=agreement and agreement.id, kind=kind,
                    name=name, email=email, language=language or seminar.language,
                    participant_id=participant, salt=secrets.token_hex(16), made_at=clock.now(),
                    asked_by=asked_by)  # fmt: skip
    db.add(made)
    db.flush()
    return made


def left(follower: Follower) -> None:
    """They get nothing more from now on, and their address is forgotten."""
    if follower.left_at is None:
        follower.left_at, follower.email = clock.now(), ""


# --- of an agreement ----------------------------------------------------------------------------


def one(db: Session, agreement: Agreement, kind: str) -> Follower | None:
    """The collector, deputy or receiver of an agreement who has a link now."""
    found = _there(db, agreement.seminar_id, agreement, [kind])
    return found[-1] if found else None


def members(db: Session, agreement: Agreement) -> list[Follower]:
    """The inner ring: everyone who takes part and has a link."""
    return _there(db, agreement.seminar_id, agreement, ["collector", "deputy", "receiver",
                                                        "member"])  # fmt: skip


def news_readers(db: Session, agreement: Agreement) -> list[Follower]:
    """The outer ring: who said yes to news of it, or of everything."""
    mine = Follower.agreement_id == agreement.id, Follower.agreement_id.is_(None)
    return list(db.scalars(
        select(Follower)
        .where(Follower.seminar_id == agreement.seminar_id, Follower.kind == "news", or_(*mine),
               Follower.left_at.is_(None))
        .order_by(Follower.id)
    ))  # fmt: skip


def of(db: Session, seminar: Seminar) -> list[Follower]:
    """All who hear of anything in the seminar, and have not left."""
    return list(db.scalars(
        select(Follower)
        .where(Follower.seminar_id == seminar.id, Follower.left_at.is_(None))
        .order_by(Follower.id)
    ))  # fmt: skip


def keep_up(db: Session, seminar: Seminar, made: Iterable[Agreement], given: str = "") -> None:
    """Each collector and deputy has a link, and nobody who no longer is one has theirs.

    `given` is an address that the collector has said yes to beside the agreement.
    """
    for agreement in made:
        if agreement.collector_name == FORGOTTEN:
            continue
        yes = agreement.consent_group or agreement.consent_public
        email = given or (email_in(agreement.collector_contact) if yes else "")
        _hold(db, seminar, agreement, "collector", agreement.collector_name,
              agreement.collector_id, email)  # fmt: skip
        _hold(db, seminar, agreement, "deputy", agreement.deputy_name, agreement.deputy_id)


def _hold(db: Session, seminar: Seminar, agreement: Agreement, kind: str, name: str,
          participant: int | None, email: str = "") -> None:  # fmt: skip
    """Who has the role now has a link; a deputy who becomes collector keeps theirs."""
    now = one(db, agreement, kind)
    if now is not None and (now.name, now.participant_id) == (name, participant):
        now.email = now.email or email
        return
    if now is not None:
        left(now)
    there = [f for f in members(db, agreement) if participant and f.participant_id == participant]
    if name and there:
        there[0].kind, there[0].name = kind, name
        there[0].email = there[0].email or email
    elif name:
        person = db.get(Participant, participant) if participant else None
        add(db, seminar, agreement, kind, name=name, email=email, participant=participant,
            language=person.language if person else "", asked_by="seminar")  # fmt: skip


def _there(db: Session, seminar: int, agreement: Agreement | None,
           kinds: list[str]) -> list[Follower]:  # fmt: skip
    conditions: list[Any] = [Follower.seminar_id == seminar, Follower.kind.in_(kinds),
                             Follower.left_at.is_(None)]  # fmt: skip
    conditions.append(Follower.agreement_id == agreement.id if agreement
                      else Follower.agreement_id.is_(None))  # fmt: skip
    return list(db.scalars(select(Follower).where(*conditions).order_by(Follower.id)))
