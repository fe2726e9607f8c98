"""Questions with answers that everybody may read, grown from those of the corner (mission B10).

One list for the whole server; whoever has an account may look after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from methods.refusal import Refused
from methods.text import clean
from models import Faq, Question, Seminar
from translations import N_

QUESTION_MAX, ANSWER_MAX, MOST = 280, 2000, 200


def listed(db: Session) -> Sequence[Faq]:
    """All of them, in their order."""
    return db.scalars(select(Faq).order_by(Faq.position, Faq.id)).all()


def answered(db: Session, owner: int) -> Sequence[Question]:
    """Answered questions of the owner's seminars that are not in the list, the newest first."""
    return db.scalars(
        select(Question)
        .join(Seminar, Seminar.id == Question.seminar_id)
        .where(Seminar.facilitator_id == owner, Seminar.rehearses.is_(None),
               Question.kind == "question", Question.state == "answered", Question.answer != "",
               Question.id.not_in(select(Faq.question_id).where(Faq.question_id.is_not(None))))
        .order_by(Question.id.desc())
        .limit(MOST)
    ).all()  # fmt: skip


def promote(db: Session, owner: int, number: str) -> Faq:
    """Put an answered question last in the list. Refuses one that is not there to be put in."""
    question = next((q for q in answered(db, owner) if str(q.id) == number), None)
    if question is None:
        raise Refused("no_question", N_("That question is in the list already, or not answered."))
    seminar = db.get(Seminar, question.seminar_id)
    assert seminar is not None
    return _add(db, question.text, question.answer, seminar.language, question.id)


def add(db: Session, question: str, answer: str, language: str) -> Faq:
    """A question that nobody has asked in a seminar yet, last in the list."""
    return _add(db, clean(question, QUESTION_MAX), clean(answer, ANSWER_MAX, lines=True), language)


def edit(db: Session, number: str, question: str, answer: str, seen: str) -> None:
    """Other words for what was `seen`. Refuses an empty text, one too long, one changed since."""
    found = one(db, number)
    if seen != written(found):
        raise Refused("conflict", N_("A colleague changed this answer while you wrote. Your words "
                                     "stand below: look at theirs on the public page, and save "
                                     "again if yours shall stand."))  # fmt: skip
    found.question = clean(question, QUESTION_MAX)
    found.answer = clean(answer, ANSWER_MAX, lines=True)


def written(found: Faq) -> str:
    """What tells one text of it from another."""
    return hashlib.sha256(f"{found.question}\n{found.answer}".encode()).hexdigest()[:16]


def move(db: Session, number: str, by: int) -> None:
    """One up (-1) or down (1); the first stays first."""
    every, found = list(listed(db)), one(db, number)
    place = every.index(found)
    every.insert(max(0, place + by), every.pop(place))
    for position, row in enumerate(every, 1):
        row.position = position


def remove(db: Session, number: str) -> None:
    """Take it off the list; an answered question can be put in again."""
    db.delete(one(db, number))


def one(db: Session, number: str) -> Faq:
    found = next((f for f in listed(db) if str(f.id) == number), None)
    if found is None:
        raise Refused("no_faq", N_("That question is not in the list any more."))
    return found


def _add(db: Session, question: str, answer: str, language: str,
         number: int | None = None) -> Faq:  # fmt: skip
    count, last = db.execute(select(func.count(), func.max(Faq.position))).one()
    if count >= MOST:
        raise Refused("too_many", N_("There are %(n)s questions already. Take one off first."),
                      n=count)  # fmt: skip
    made = Faq(question_id=number, question=question, answer=answer, language=language,
               position=(last or 0) + 1)  # fmt: skip
    db.add(made)
    db.flush()
    return made
