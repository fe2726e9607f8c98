"""What becomes of an agreement: the same rules for a phone in the seminar and for a link after it.

Who carries it is always one: the collector, until a receiver has said yes and it is handed over
(spec/reports.md, ansvarsveksling: planned → offered → accepted or declined → done or returned).
"""

from __future__ import annotations

import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from methods import clock, dates, followers
from methods.refusal import Refused
from methods.text import clean
from models import Agreement, Follower, Member, News, Seminar
from translations import N_

TEXT_MAX, NAME_MAX, EVALUATED_WITHIN = 600, 80, 6  # months, spec/reports.md
CARRIED = ("accepted", "done")  # the receiver has said yes


def tell(db: Session, agreement: Agreement, kind: str, text: str = "", status: str = "",
         audience: str = "everyone") -> None:  # fmt: skip
    """Keep what is told, with its time; a status becomes the agreement's own."""
    db.add(News(agreement_id=agreement.id, kind=kind, text=text, status=status,
                audience=audience, at=clock.now()))  # fmt: skip
    agreement.status = status or agreement.status
    if kind == "lesson":
        agreement.lesson = text
    agreement.revision += 1
    db.flush()


def how_it_goes(db: Session, agreement: Agreement, status: str, text: str) -> None:
    """A new status, and why. To end with a lesson takes the lesson."""
    told = clean(text, TEXT_MAX, required=False, lines=True)
    if status == "closed_with_lesson" and not told:
        raise Refused("no_lesson", N_("Write what was learnt, or choose another ending."))
    kind = {"needs_help": "help", "closed_with_lesson": "lesson"}.get(status, "status")
    tell(db, agreement, kind, told, status)


def seen(agreement: Agreement, revision: int) -> None:
    """Refuses what was written on an older state; the reply has how it stands now."""
    if agreement.revision != revision:
        raise Refused("conflict", N_("Somebody else has written while you did. Nothing is lost: "
                                     "what stands now and what you wrote are both below. "
                                     "Send again if yours is still right."),
                      reply={"revision": agreement.revision})  # fmt: skip


def to_come(text: str) -> str:
    """An ISO date that is not past. Refuses anything else in words."""
    try:
        day = datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("bad_date", N_("That is not a date. Write it as 2026-12-24.")) from None
    if day < datetime.date.fromtimestamp(clock.now()):
        raise Refused("past_date", N_("That date has passed. Choose one that is to come."))
    return day.isoformat()


def evaluated_by(seminar: Seminar, day: str) -> str:
    """The day, unless it is later than six months after the seminar began."""
    start = datetime.date.fromtimestamp(seminar.opened_at or clock.now())
    last = dates.months(start, EVALUATED_WITHIN)
    if day > last.isoformat():
        raise Refused("late_date", N_("An agreement is evaluated within six months: by %(day)s."),
                      day=last.isoformat())  # fmt: skip
    return day


# --- who carries it -----------------------------------------------------------------------------


def carrier(db: Session, agreement: Agreement) -> tuple[str, str]:
    """Who carries it now, as a role and a name; «contact» is the municipality."""
    receiver = followers.one(db, agreement, "receiver")
    if receiver is not None and agreement.handover_state == "done":
        return "receiver", receiver.name
    if agreement.collector_name:
        return "collector", agreement.collector_name
    return ("deputy", agreement.deputy_name) if agreement.deputy_name else ("contact", "")


def may_lead(agreement: Agreement, follower: Follower) -> bool:
    """Collector and deputy write for it; a receiver from the yes on."""
    taken = agreement.handover_state in CARRIED
    return follower.kind in ("collector", "deputy") or (follower.kind == "receiver" and taken)


def step_down(agreement: Agreement, role: str) -> None:
    """A collector who leaves hands over to the deputy, or leaves it red."""
    if role == "collector":
        agreement.collector_id = agreement.deputy_id
        agreement.collector_name = agreement.deputy_name
        agreement.collector_contact = ""
        agreement.consent_group = agreement.consent_public = False
    agreement.deputy_id, agreement.deputy_name = None, ""


def offer(db: Session, seminar: Seminar, agreement: Agreement, name: str) -> Follower:
    """Ask somebody to take it over. They get a link of their own, and answer there.

    A yes from the room says that it is wanted; who carries it on has to have a link.
    """
    if followers.one(db, agreement, "receiver") is not None:
        raise Refused("offered", N_("It has been offered already. Wait for the answer, or talk "
                                    "together."))  # fmt: skip
    made = followers.add(db, seminar, agreement, "receiver", name=clean(name, NAME_MAX),
                         asked_by="collector")  # fmt: skip
    agreement.handover_state = "offered"
    tell(db, agreement, "handover")
    return made


MOVES = {  # from where, and what it says of the status
    "accepted": (("offered",), ""),
    "declined": (("offered",), ""),
    "done": (("accepted",), "handed_over"),
    "returned": (CARRIED, "under_way"),
}


def handover(db: Session, agreement: Agreement, state: str, words: str) -> None:
    """The next state of the handover, with a sentence. A receiver who says no is out of it."""
    before, status = MOVES[state]
    told = clean(words, TEXT_MAX, lines=True)
    receiver = followers.one(db, agreement, "receiver")
    moved(agreement, state, before if receiver else ())
    if state == "done":
        agreement.owner_now = agreement.owner_later or agreement.owner_now
    if receiver is not None and state in ("declined", "returned"):
        followers.left(receiver)
    tell(db, agreement, "handover", told, status)


def moved(agreement: Agreement, state: str, before: tuple[str, ...]) -> None:
    """From one of the states `before` to another; in the room and after it."""
    if agreement.handover_state not in before:
        raise Refused("no_handover", N_("Nothing has been offered here."))
    agreement.handover_state = state


def give_on(db: Session, seminar: Seminar, agreement: Agreement, name: str) -> Follower:
    """Somebody else is the collector from now on; who was it stays as a member."""
    was = followers.one(db, agreement, "collector")
    if was is not None:
        was.kind = "member"
    agreement.collector_id, agreement.collector_name = None, clean(name, NAME_MAX)
    agreement.collector_contact = ""
    agreement.consent_group = agreement.consent_public = False
    followers.keep_up(db, seminar, [agreement])
    tell(db, agreement, "collector")
    made = followers.one(db, agreement, "collector")
    assert made is not None
    return made


def leave(db: Session, seminar: Seminar, follower: Follower) -> None:
    """One tap, and they hear nothing more. What they carried goes on to the next in line."""
    agreement = db.get(Agreement, follower.agreement_id or 0)
    kind, participant = follower.kind, follower.participant_id
    followers.left(follower)
    if agreement is None or kind == "news":
        return
    if participant:
        db.execute(delete(Member).where(Member.agreement_id == agreement.id,
                                        Member.participant_id == participant))  # fmt: skip
    if kind in ("collector", "deputy"):
        step_down(agreement, kind)
        followers.keep_up(db, seminar, [agreement])
    elif kind == "receiver" and agreement.handover_state in ("offered", *CARRIED):
        yes = agreement.handover_state in CARRIED
        agreement.handover_state = "returned" if yes else "declined"
        tell(db, agreement, "handover", status="under_way" if yes else "")
