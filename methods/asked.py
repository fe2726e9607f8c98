"""What there is in the question corner: hands, questions, and «room for failure» cards.

The corner stands beside any step. Who sent what is known only while it waits, to them alone; what
is counted is others' «I wonder too», which is no vote.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from methods.scope import Scope
from models import Group, Like, Participant, Question, Seminar, Step
from translations import N_, _

KINDS = {
    "question": N_("Questions, without a name"),
    "hand": N_("A raised hand"),
    "failure": N_("“Room for failure” cards: what went wrong, and what was learnt"),
}
SHOWN = 20  # of each kind on a phone: those most people wonder about, and the newest cards
DONE = ("answered", "parked")
READABLE = ("waiting", "up", "answered", "parked")


def hands(db: Session, step_id: int | None) -> list[Question]:
    """The hands raised in a step that nobody has called yet, the first one first."""
    return list(db.scalars(
        select(Question)
        .where(Question.step_id == step_id, Question.kind == "hand", Question.state == "waiting",
               Question.participant_id.is_not(None))
        .order_by(Question.id)
    ))  # fmt: skip


def wonders(db: Session, seminar: Seminar) -> dict[int, int]:
    """How many wonder too, by question; as it was kept, when the seminar has ended."""
    rows = db.execute(
        select(Like.question_id, func.count())
        .join(Question, Question.id == Like.question_id)
        .where(Question.seminar_id == seminar.id)
        .group_by(Like.question_id)
    )
    return {question: n for question, n in rows if question is not None}


def cards(db: Session, seminar: Seminar, kind: str) -> list[dict[str, Any]]:
    """Every card of a kind that is not hidden, as anybody may read it.

    Questions: those most people wonder about first, the answered and parked last.
    """
    counted = wonders(db, seminar)
    found = db.scalars(
        select(Question)
        .where(Question.seminar_id == seminar.id, Question.kind == kind,
               Question.state.in_(READABLE))
        .order_by(Question.id)
    )  # fmt: skip
    made = [{"id": q.id, "kind": q.kind, "step": q.step_id, "text": q.text, "learnt": q.learnt,
             "state": q.state, "answer": q.answer, "wonders": counted.get(q.id, q.wonders)}
            for q in found]  # fmt: skip
    return sorted(made, key=lambda c: (c["state"] in DONE, -c["wonders"], c["id"]))


def lifted(db: Session, seminar: Seminar) -> dict[str, Any] | None:
    """The one card that the facilitator has lifted up on the wall."""
    both = [*cards(db, seminar, "question"), *cards(db, seminar, "failure")]
    return next((card for card in both if card["state"] == "up"), None)


def board(db: Session, seminar: Seminar, leads: frozenset[str]) -> dict[str, Any]:
    """The phones' corner. `leads`: what the step itself is about, shown whether kept or not."""
    questions, failures = cards(db, seminar, "question"), cards(db, seminar, "failure")
    kept = set(seminar.corner) | leads if seminar.state == "open" else set()
    return {
        "leads": "question" in leads and seminar.state == "open",
        "hand": "hand" in kept and "hand" not in leads,
        "question": "question" in kept, "failure": "failure" in kept,
        "questions": questions[:SHOWN], "failures": failures[-SHOWN:],
        "waiting": sum(q["state"] not in DONE for q in questions),
        "shown": bool(kept - (leads & {"hand"}) or questions or failures),
    }  # fmt: skip


def desk(db: Session, seminar: Seminar) -> dict[str, Any]:
    """The console's corner: the queue of hands with name and table, and every card."""
    questions = cards(db, seminar, "question")
    queue = hands(db, seminar.current_id) if seminar.state == "open" else []
    return {
        "on": bool(seminar.corner), "hands": [_hand(db, q) for q in queue],
        "questions": [q for q in questions if q["state"] not in DONE],
        "done": [q for q in questions if q["state"] in DONE],
        "waiting": sum(q["state"] not in DONE for q in questions),
        "failures": cards(db, seminar, "failure"),
    }  # fmt: skip


@dataclass(frozen=True)
class Sent:
    """Who has sent what, by person: read once for a whole room, and kept nowhere."""

    queue: list[int]
    cards: dict[int, list[tuple[int, str]]]  # id, and if it is hidden what and why
    wonders: dict[int, list[int]]


def sent(db: Session, seminar: Seminar) -> Sent:
    """What everybody has in the corner now, in the language of now."""
    found = db.scalars(
        select(Question)
        .where(Question.seminar_id == seminar.id, Question.participant_id.is_not(None),
               Question.kind != "hand")
        .order_by(Question.id)
    )  # fmt: skip
    liked = db.execute(
        select(Like.participant_id, Like.question_id)
        .join(Question, Question.id == Like.question_id)
        .where(Question.seminar_id == seminar.id)
        .order_by(Like.question_id)
    )
    made = Sent([q.participant_id or 0 for q in hands(db, seminar.current_id)],
                defaultdict(list), defaultdict(list))  # fmt: skip
    for q in found:
        told = _("“%(text)s”: %(why)s", text=q.text, why=q.reason) if q.state == "hidden" else ""
        made.cards[q.participant_id or 0].append((q.id, told))
    for person, question in liked:
        made.wonders[person].append(question or 0)
    return made


def own(person: Participant, sent: Sent) -> dict[str, Any]:
    """`hand_place` in the queue; `wonders`, `my_questions`: ids; `hidden_questions`: and why."""
    mine, queue = sent.cards.get(person.id, []), sent.queue
    return {
        "hand_place": queue.index(person.id) + 1 if person.id in queue else None,
        "wonders": sent.wonders.get(person.id, []),
        "my_questions": [card for card, hidden in mine if not hidden],
        "hidden_questions": " · ".join(hidden for _card, hidden in mine if hidden),
    }


def outcome(db: Session, seminar: Seminar) -> dict[str, Any]:
    """What the corner hands on: nothing that leads to who sent it."""
    keys = {s.id: s.key for s in seminar.steps}
    return {
        "questions": [
            {"step": keys.get(q["step"] or 0), "wonders": q["wonders"], "text": q["text"],
             "state": "waiting" if q["state"] == "up" else q["state"], "answer": q["answer"]}
            for q in cards(db, seminar, "question")
        ],
        "failures": [{"step": keys.get(f["step"] or 0), "happened": f["text"],
                      "learnt": f["learnt"]} for f in cards(db, seminar, "failure")],
    }  # fmt: skip


def forget(scope: Scope) -> None:
    """The seminar is over: who sent and who wondered are gone, and the counts are kept."""
    counted = wonders(scope.db, scope.seminar)
    for question in scope.db.scalars(
        select(Question).where(Question.seminar_id == scope.seminar.id)
    ):
        question.wonders = counted.get(question.id, question.wonders)
        question.participant_id = None
    scope.db.flush()
    for like in scope.db.scalars(select(Like).where(Like.question_id.in_(counted))):
        scope.db.delete(like)
    scope.db.flush()


def lower(scope: Scope, step: Step) -> None:
    """The step is over, and so are the hands raised in it: nobody can tell whose they were."""
    scope.db.execute(delete(Question).where(Question.step_id == step.id,
                                            Question.kind == "hand"))  # fmt: skip


def _hand(db: Session, hand: Question) -> dict[str, Any]:
    person = db.get(Participant, hand.participant_id or 0)
    table = db.get(Group, (person and person.table_id) or 0)
    return {"id": hand.id, "name": (person and person.name) or _("No name"),
            "table": table and table.number}  # fmt: skip
