"""What is due now, of all seminars or of one: the schedule's rules over what the database knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods import clock, readers, schedule
from methods.readers import Reader
from methods.schedule import Deal, Due
from models import Agreement, Follower, News, Seminar, Step

BY_DAY = timedelta(hours=clock.MORNING.hour)  # nobody is woken: before nine it is still yesterday
DAYS = ("first_days", "check_days", "then_days", "evaluate_months")


@dataclass(frozen=True)
class Wanted:
    """A notice that ought to be: to whom, of what, and until when that makes sense."""

    key: str
    seminar: Seminar
    agreement: Agreement | None
    deal: Deal | None
    due: Due
    reader: Reader


def wanted(db: Session, seminar_id: int = 0) -> dict[str, Wanted]:
    """Every notice that is due by the clock, by its key; of one seminar if it is named."""
    real = select(Seminar).where(Seminar.rehearses.is_(None), Seminar.opened_at.is_not(None))
    lately = Seminar.ended_at > clock.now() - schedule.NEWS.total_seconds() - 86400
    followed = Seminar.id.in_(select(Follower.seminar_id))  # not those of ten years
    real = real.where(Seminar.id == seminar_id) if seminar_id else real.where(
        lately | followed | Seminar.offered_at.is_not(None))  # fmt: skip
    found = (each for s in db.scalars(real.order_by(Seminar.id)) for each in _of_seminar(db, s))
    return {each.key: each for each in found}


def _of_seminar(db: Session, seminar: Seminar) -> Iterator[Wanted]:
    now = datetime.fromtimestamp(clock.now())
    if seminar.ended_at is not None:
        for due in schedule.of_seminar(_day(seminar.ended_at), now.date()):
            yield from _each(seminar, None, None, due, _all(db, seminar, due.to[0]))
    if seminar.offered_at is not None:
        for due in schedule.of_removal(_day(seminar.offered_at), now.date()):
            yield from _each(seminar, None, None, due, _all(db, seminar, due.to[0]))
    for agreement, made in _agreements(db, seminar):
        deal = facts(db, seminar, agreement, made)
        for due in schedule.of_agreement(deal, (now - BY_DAY).date()):
            roles = (readers.in_role(db, seminar, agreement, role) for role in due.to)
            yield from _each(seminar, agreement, deal, due, next(filter(None, roles), []))


def _all(db: Session, seminar: Seminar, role: str) -> list[Reader]:
    found = readers.everyone(db, seminar)
    return found if role == "everyone" else [readers.facilitator(db, seminar)]


def _each(seminar: Seminar, agreement: Agreement | None, deal: Deal | None, due: Due,
          found: list[Reader]) -> Iterator[Wanted]:  # fmt: skip
    for reader in found:
        of = (seminar.id, agreement.id if agreement else 0, due.kind, due.on, reader.key)
        yield Wanted("/".join(map(str, of)), seminar, agreement, deal, due, reader)


def _agreements(db: Session, seminar: Seminar) -> list[tuple[Agreement, float]]:
    """What was agreed and published, and is not over; with the moment it was."""
    rows = db.execute(
        select(Agreement, Step.published_at, Step.opened_at)
        .join(Step, Step.id == Agreement.step_id)
        .where(Agreement.seminar_id == seminar.id, Agreement.hidden.is_(False),
               Agreement.status.not_in(schedule.OVER))
        .order_by(Agreement.id)
    )  # fmt: skip
    moments = ((a, at or (opened if seminar.ended_at else None)) for a, at, opened in rows)
    return [(a, at) for a, at in moments if at]


def facts(db: Session, seminar: Seminar, agreement: Agreement, made: float) -> Deal:
    """What the schedule has to know of it, with the days that the method gives."""
    days = next((s.settings for s in reversed(seminar.steps) if "check_days" in s.settings), {})
    heard = db.scalar(select(func.max(News.at)).where(News.agreement_id == agreement.id,
                                                      News.kind != "reminder"))  # fmt: skip
    return Deal(
        start=_day(made), status=agreement.status, hidden=agreement.hidden,
        next_date=_date(agreement.next_date), handover=_date(agreement.handover_when),
        handover_state=agreement.handover_state, evaluate_by=_date(agreement.evaluate_by),
        evaluated=agreement.evaluated_at is not None,
        heard=_day(heard) if heard else None,
        deputy=bool(readers.in_role(db, seminar, agreement, "deputy")),
        **{name: days[name] for name in DAYS if name in days},
    )  # fmt: skip


def _day(moment: float) -> date:
    return date.fromtimestamp(moment)


def _date(text: str) -> date | None:
    """The day in a text that people wrote, if it is one: «to be agreed» is not."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
