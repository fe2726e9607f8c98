"""The notices of the follow-up: planned once, claimed once, and what became of each.

A row is `sending` before the mail server hears of it and `sent` after. One that is still `sending`
long after is `uncertain`: it may have gone out, so it is never sent again but by a person.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from methods import clock
from methods.due import Wanted, wanted
from methods.refusal import Refused
from models import Notice, Seminar
from translations import N_

DELAYS = (300, 1800, 7200, 21600, 86400)  # seconds until a failed one is tried again
STUCK = 900  # seconds: no conversation with a mail server lasts so long
OPEN = ("waiting", "failed")  # may still be sent
ASKING = ("failed", "uncertain")  # somebody ought to look at it
ERRORS = {
    "unreachable": N_("The mail server cannot be reached. We try again by ourselves."),
    "refused": N_("The mail server does not take mail from us now. We try again by ourselves."),
    "login": N_("The mail server did not accept user and password. Tell who runs the server; we "
                "try again by ourselves."),
    "insecure": N_("The mail server could not show that it is the right one, or takes no "
                   "encryption, so it got nothing from us. Tell who runs the server; we try again "
                   "by ourselves."),
    "address": N_("The mail server does not know the address. Print the letter instead."),
    "uncertain": N_("The server stopped while it was sent, so it may have gone out or not. "
                    "We do not send it again unless you say so."),
}  # fmt: skip


def plan(db: Session, now: Mapping[str, Wanted]) -> int:
    """Add what is wanted now and not there, and drop what is waiting and no longer wanted.

    The number that was added. The caller commits; another process that plans at the same time
    makes that fail on the notice's key, and has then done it.
    """
    known = set(db.scalars(select(Notice.key).where(Notice.key.in_(now))))
    made = [_made(each) for key, each in now.items() if key not in known]
    db.add_all(made)
    for notice in db.scalars(select(Notice).where(Notice.state.in_(OPEN)).order_by(Notice.id)):
        if notice.key not in now:
            notice.state, notice.next_at, notice.at = "dropped", None, clock.now()
    stuck = Notice.state == "sending", Notice.at < clock.now() - STUCK
    db.execute(update(Notice).where(*stuck).values(state="uncertain", error="uncertain"))
    db.flush()
    return len(made)


def _made(each: Wanted) -> Notice:
    return Notice(key=each.key, seminar_id=each.seminar.id, kind=each.due.kind,
                  agreement_id=each.agreement.id if each.agreement else None,
                  due=each.due.on.isoformat(), reader=each.reader.key, at=clock.now())  # fmt: skip


def ready(db: Session) -> list[Notice]:
    """What may be sent now, the oldest first."""
    now = clock.now()
    tried = (Notice.state == "failed") & (Notice.next_at <= now)
    return list(db.scalars(select(Notice).where((Notice.state == "waiting") | tried)
                           .order_by(Notice.id)))  # fmt: skip


def claim(db: Session, notice: Notice) -> bool:
    """Take it to send, before anybody else does. The caller commits before anything is sent."""
    mine = Notice.id == notice.id, Notice.state == notice.state, Notice.tries == notice.tries
    taken = db.execute(update(Notice).where(*mine).values(
        state="sending", tries=Notice.tries + 1, next_at=None, at=clock.now()))  # fmt: skip
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def settle(db: Session, number: int, error: str = "") -> None:
    """Note what became of a claimed one: sent, or the error (a key of `ERRORS`)."""
    notice = db.get_one(Notice, number)
    notice.error, notice.at = error, clock.now()
    if error in ("", "uncertain"):
        notice.state = error or "sent"
        return
    notice.state = "failed"
    wait = DELAYS[min(notice.tries, len(DELAYS)) - 1]
    notice.next_at = None if error == "address" else clock.now() + wait


# --- by hand ------------------------------------------------------------------------------------


def of(db: Session, seminar: Seminar) -> list[Notice]:
    """All of a seminar, by the day they were due."""
    return list(db.scalars(select(Notice).where(Notice.seminar_id == seminar.id)
                           .order_by(Notice.due, Notice.id)))  # fmt: skip


def to_give(db: Session, seminar: Seminar, mail: bool) -> list[tuple[Notice, Wanted]]:
    """Those that go on paper or by a link that is copied: all if no `mail` is set up; else of
    people without an address that works.
    """
    now = wanted(db, seminar.id)
    found = [(n, now[n.key]) for n in of(db, seminar) if n.key in now and n.state in OPEN]
    return [(n, w) for n, w in found if not mail or not w.reader.email or n.error == "address"]


def printed(db: Session, seminar: Seminar, number: int) -> None:
    """It was given on paper, or its link was sent in another way."""
    _by_hand(db, seminar, number, ("waiting", *ASKING), "printed")


def again(db: Session, seminar: Seminar, number: int) -> None:
    """Send it once more: somebody has seen that it did not come."""
    _by_hand(db, seminar, number, ASKING, "waiting")


def _by_hand(db: Session, seminar: Seminar, number: int, states: tuple[str, ...],
             state: str) -> None:  # fmt: skip
    mine = Notice.id == number, Notice.seminar_id == seminar.id, Notice.state.in_(states)
    done = db.execute(update(Notice).where(*mine).values(
        state=state, error="", next_at=None, at=clock.now()))  # fmt: skip
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("settled_notice", N_("That notice is settled already. Nothing was changed."))
