"""Facilitators' accounts: one-time links, passwords with argon2."""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

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


def invite(db: Session, account: Facilitator | None = None) -> str:
    """A token for a link by which one account can be made, within a week.

    With an account: by which it gets a new password.
    """
    token = secrets.token_urlsafe(16)
    db.add(Invitation(token_hash=_hash(token), created_at=clock.now(),
                      facilitator_id=account and account.id))  # fmt: skip
    return token


def by_email(db: Session, email: str) -> Facilitator | None:
    return db.scalar(select(Facilitator).where(Facilitator.email == email.strip().lower()))


def any_account(db: Session) -> bool:
    return bool(db.scalar(select(func.count()).select_from(Facilitator)))


def valid(db: Session, token: str, *, renews: bool = False) -> Invitation | None:
    """The invitation of a link that still may be used: to make an account, or to renew one."""
    kind = Invitation.facilitator_id.is_not(None) if renews else Invitation.facilitator_id.is_(None)
    found = db.scalar(select(Invitation).where(Invitation.token_hash == _hash(token), kind))
    usable = found and found.used_at is None and found.created_at > clock.now() - LINK_LIFE
    return found if usable else None


def register(db: Session, invitation: Invitation, name: str, email: str,
             password: str) -> Facilitator:  # fmt: skip
    """Make the account that a one-time link is for."""
    made = make(db, name, email, password)
    invitation.used_at = clock.now()
    return made


def make(db: Session, name: str, email: str, password: str) -> Facilitator:
    """Make an account. Refuses a bad address, a short password, an address already used."""
    name, email = clean(name, 80), clean(email, 200).lower()
    if "@" not in email:
        raise Refused("bad_email", N_("Write an e-mail address, such as kari@example.org."))
    _long_enough(password)
    if by_email(db, email):
        raise Refused("email_used", N_("There is an account with that address. Sign in instead."))
    made = Facilitator(name=name, email=email, password_hash=hasher.hash(password),
                       created_at=clock.now())  # fmt: skip
    db.add(made)
    db.flush()
    return made


def renew(db: Session, invitation: Invitation, password: str) -> Facilitator:
    """Give the account a new password: whoever is signed in with the old one is so no more."""
    _long_enough(password)
    account = db.get_one(Facilitator, invitation.facilitator_id)
    account.password_hash = hasher.hash(password)
    invitation.used_at = account.password_at = clock.now()
    return account


def sign_in(db: Session, email: str, password: str) -> Facilitator:
    """The facilitator, if the password is theirs; the same refusal whatever was wrong."""
    found, nobodys = by_email(db, email), _nobodys_hash()
    try:
        hasher.verify(found.password_hash if found else nobodys, password)
    except Argon2Error:
        found = None
    if found is None:
        raise Refused("bad_sign_in", N_("That address and password do not belong together. "
                                        "Try again."))  # fmt: skip
    return found


def _long_enough(password: str) -> None:
    if len(password) < PASSWORD_MIN:
        raise Refused("short_password", N_("Choose a password of at least %(n)s signs."),
                      n=PASSWORD_MIN)  # fmt: skip


def _hash(token: str) -> str:
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


@cache
def _nobodys_hash() -> str:
    """What the password of an unknown address is held against, so that it takes as long."""
    return hasher.hash(secrets.token_hex(8))
