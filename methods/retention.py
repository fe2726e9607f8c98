"""The two clocks: people are forgotten soon, agreements and results after years.

Days after a seminar: names, phones, return codes, helpers. Collectors and deputies stay as long as
their agreement lives, and 12 months after its last news (spec/reports.md). Years after: all of it,
a month after who led it has been told and could take a copy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from methods import clock, removal
from methods.dates import months
from methods.schedule import OFFER
from models import (
    Act,
    Agreement,
    Crew,
    Device,
    Follower,
    News,
    Participant,
    Post,
    Receipt,
    Seminar,
    Step,
)

FORGOTTEN = "—"  # in the place of a name: there was somebody
COLLECTOR_MONTHS = 12
ABANDONED = 90  # days: nobody ended it, and nobody has opened a step since


def keep(db: Session, contact_days: int, years: int) -> Counter[str]:
    """Do what the clocks say; the number of people forgotten, and of seminars offered, removed."""
    today, done = date.fromtimestamp(clock.now()), Counter[str]()
    reachable = _reachable(db)
    for seminar, last in _real(db):
        end = date.fromtimestamp(last)
        if seminar.id in reachable:
            done += _silent(db, seminar, end, today)
        if seminar.forgotten_at is None and today >= end + timedelta(days=contact_days):
            done["people"] += _forget(db, seminar)
        if today >= months(end, 12 * years) - OFFER:
            done[_go(db, seminar)] += 1
    return +Counter({kind: number for kind, number in done.items() if kind})


def _real(db: Session) -> list[tuple[Seminar, float]]:
    """Seminars that are over, each with when that was: ended, or left to itself."""
    last = func.max(func.coalesce(Step.opened_at, Seminar.opened_at))
    rows = db.execute(
        select(Seminar, last).join(Step, Step.seminar_id == Seminar.id)
        .where(Seminar.opened_at.is_not(None), Seminar.rehearses.is_(None))
        .group_by(Seminar.id).order_by(Seminar.id)
    )  # fmt: skip
    over = [(s, s.ended_at or moved + ABANDONED * 86400) for s, moved in rows]
    return [(seminar, end) for seminar, end in over if end <= clock.now()]


def _forget(db: Session, seminar: Seminar) -> int:
    """Names, units, phones and helpers go; who looks after an agreement stays for now."""
    kept = _looking_after(db, seminar)
    people = set(db.scalars(select(Participant.id).where(Participant.seminar_id == seminar.id)))
    _nameless(db, people - kept)
    db.execute(update(Crew).where(Crew.seminar_id == seminar.id, Crew.role == "helper").values(
        name="", link_hash=None, cookie_hash=None, removed_at=clock.now()))  # fmt: skip
    _no_traces(db, seminar)
    seminar.forgotten_at = clock.now()
    return len(people - kept)


def _looking_after(db: Session, seminar: Seminar) -> set[int]:
    rows = db.execute(select(Agreement.collector_id, Agreement.deputy_id)
                      .where(Agreement.seminar_id == seminar.id))  # fmt: skip
    return {one for pair in rows for one in pair if one is not None}


def _nameless(db: Session, people: Iterable[int]) -> None:
    them = list(people)
    db.execute(delete(Device).where(Device.participant_id.in_(them)))
    db.execute(update(Participant).where(Participant.id.in_(them)).values(name="", unit=""))


def _no_traces(db: Session, seminar: Seminar) -> None:
    """What an undo or a repeated operation would need could hold a name."""
    db.execute(update(Act).where(Act.seminar_id == seminar.id).values(changes=[], lasts="ended"))
    db.execute(delete(Receipt).where(Receipt.seminar_id == seminar.id))


def _reachable(db: Session) -> set[int]:
    """Seminars of which somebody who collects, or follows, is still known."""
    named = Agreement.collector_name.not_in(("", FORGOTTEN))
    held = db.scalars(select(Agreement.seminar_id).where(named).distinct())
    return {*held, *db.scalars(select(Follower.seminar_id).distinct())}


def _silent(db: Session, seminar: Seminar, end: date, today: date) -> Counter[str]:
    """Forget who looked after, or wanted news of, what has been silent for 12 months."""
    mine = select(Agreement).where(Agreement.seminar_id == seminar.id).order_by(Agreement.id)
    agreements = list(db.scalars(mine))
    silent = [a for a in agreements if today >= months(_last(db, a, end), COLLECTOR_MONTHS)]
    known = [a for a in silent if a.collector_name not in ("", FORGOTTEN)]
    for agreement in known:
        forget_collector(agreement)
    of_all = [None] if len(silent) == len(agreements) and \
        today >= months(_posted(db, seminar, end), COLLECTOR_MONTHS) else []  # fmt: skip
    gone = sum(_unfollowed(db, seminar, which) for which in [*(a.id for a in silent), *of_all])
    if known:
        db.flush()
        _no_traces(db, seminar)
        people = select(Participant.id).where(Participant.seminar_id == seminar.id)
        _nameless(db, set(db.scalars(people)) - _looking_after(db, seminar))
    return Counter(collectors=len(known), followers=gone)


def _last(db: Session, agreement: Agreement, end: date) -> date:
    """The day of the last that was told of it; nothing was after `end` if nothing was told."""
    told = db.scalar(select(func.max(News.at)).where(News.agreement_id == agreement.id,
                                                     News.kind != "reminder"))  # fmt: skip
    return max(end, date.fromtimestamp(told)) if told else end


def _posted(db: Session, seminar: Seminar, end: date) -> date:
    """The day of the last that whoever runs the seminar put on the outcome page."""
    told = db.scalar(select(func.max(Post.at)).where(Post.seminar_id == seminar.id))
    return max(end, date.fromtimestamp(told)) if told else end


def _unfollowed(db: Session, seminar: Seminar, agreement_id: int | None) -> int:
    """Nobody hears of the agreement any more; None is of those who follow all of it.

    Who has come to it since has 12 months of their own.
    """
    long_ago = clock.now() - COLLECTOR_MONTHS * 30 * 86400
    them = Follower.seminar_id == seminar.id, Follower.agreement_id == agreement_id
    gone = db.execute(delete(Follower).where(*them, Follower.made_at < long_ago))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def forget_collector(agreement: Agreement) -> None:
    """The agreement stays; who looked after it, and how to reach them, does not."""
    agreement.collector_name, agreement.collector_contact = FORGOTTEN, ""
    agreement.collector_id = agreement.deputy_id = None
    agreement.deputy_name = ""
    agreement.consent_group = agreement.consent_public = False


def _go(db: Session, seminar: Seminar) -> str:
    """Say that it will be removed; a month after, remove it. What was done, empty if nothing."""
    if seminar.offered_at is None:
        seminar.offered_at = clock.now()
        return "offered"
    offered = date.fromtimestamp(seminar.offered_at)
    if date.fromtimestamp(clock.now()) < offered + OFFER:
        return ""
    removal.remove(db, seminar)
    return "removed"
