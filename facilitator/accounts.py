"""Facilitators' accounts: one-time links, passwords with argon2."""

from __future__ import annotations

import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock
from methods.refusal import Refused
from methods.text import clean
from models import Facilitator, Invitation
from translations import N_

PASSWORD_MIN = 8
LINK_LIFE = 7 * 24 * 3600.0  # seconds
hasher = PasswordHasher()


def invite(db: Session) -> str:
    """A token for a link by which one account can be made, within a week."""
    token = secrets.token_urlsafe(16)
    db.add(Invitation(token_hash=_hash(token), created_at=clock.now()))
    return token


def any_account(db: Session) -> bool:
    return bool(db.scalar(select(func.count()).select_from(Facilitator)))


def valid(db: Session, token: str) -> Invitation | None:
    """The invitation of a link that still may be used."""
    found = db.scalar(select(Invitation).where(Invitation.token_hash == _hash(token)))
    usable = found and found.used_at is None and found.created_at > clock.now() - LINK_LIFE
    return found if usable else None


def register(db: Session, invitation: Invitation, name: str, email: str,
             password: str) -> Facilitator:  # fmt: skip
    """Make the account. Refuses a bad address, a short password, an address already used."""
    name, email = clean(name, 80), clean(email, 200).lower()
    if "@" not in email:
        raise Refused("bad_email", N_("Write an e-mail address, such as kari@example.org."))
    if len(password) < PASSWORD_MIN:
        raise Refused("short_password", N_("Choose a password of at least %(n)s signs."),
                      n=PASSWORD_MIN)  # fmt: skip
    if db.scalar(select(Facilitator.id).where(Facilitator.email == email)):
        raise Refused("email_used", N_("There is an account with that address. Sign in instead."))
    made = Facilitator(name=name, email=email, password_hash=hasher.hash(password),
                       created_at=clock.now())  # fmt: skip
    invitation.used_at = clock.now()
    db.add(made)
    db.flush()
    return made


def sign_in(db: Session, email: str, password: str) -> Facilitator:
    """The facilitator, if the password is theirs; the same refusal whatever was wrong."""
    found = db.scalar(select(Facilitator).where(Facilitator.email == email.strip().lower()))
    try:
        hasher.verify(found.password_hash if found else NOBODY, password)
    except Argon2Error:
        found = None
    if found is None:
        raise Refused("bad_sign_in", N_("That address and password do not belong together. "
                                        "Try again."))  # fmt: skip
    return found


def _hash(token: str) -> str:
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


NOBODY = hasher.hash(secrets.token_hex(8))  # so that an unknown address takes as long
