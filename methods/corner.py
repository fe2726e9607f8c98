"""The question corner: a question, a raised hand or a «room for failure» card, beside any step.

The plan says which of them are taken in (`Seminar.corner`); a step may be about one of them
itself (`Activity.leads`). Nobody but the asker sees who asks, and when it is answered not the
server either. A question goes on the wall only when the facilitator lifts it up.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import delete, select

from methods import asked, clock
from methods.command import command
from methods.redacting import redact
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import clean
from models import Like, Question, Step
from translations import N_

Kind = Literal["question", "hand", "failure"]
TEXT_MAX, ANSWER_MAX, REASON_MAX, WAITING_MAX, WONDERS_MAX = 280, 400, 200, 5, 200


class Corner:
    """Commands that belong to no step: they work from the doors open until the seminar ends."""

    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db
        self.seminar = scope.seminar

    # --- people ------------------------------------------------------------------------------

    @command("participant")
    def ask(self, text: str) -> None:
        """Send a question; at most five of one's own wait at a time."""
        self._taken_in("question")
        self._add("question", clean(text, TEXT_MAX))

    @command("participant")
    def share_failure(self, happened: str, learnt: str) -> None:
        """Room for failure: what went wrong, and what was learnt. It stands in the report."""
        self._taken_in("failure")
        self._add("failure", clean(happened, TEXT_MAX), clean(learnt, TEXT_MAX))

    @command("participant")
    def take_back(self, question: int) -> None:
        """Take back what one has sent and nobody has answered: it is gone."""
        found = self._card(question)
        if found.participant_id != self.scope.participant().id:
            raise Refused("not_yours", N_("Only the one who sent it can take it back, until it "
                                          "is answered."))  # fmt: skip
        self.db.execute(delete(Like).where(Like.question_id == found.id))
        self.db.delete(found)
        self.db.flush()
        self._changed(found)
        self.scope.touch("own:*")  # somebody may have wondered too

    @command("participant")
    def wonder(self, question: int, on: bool = True) -> None:
        """«I wonder too»: a small sign, not a vote. It can be taken back."""
        person, found = self.scope.participant(), self._card(question)
        mine = self.db.scalar(select(Like).where(Like.participant_id == person.id,
                                                 Like.question_id == found.id))  # fmt: skip
        if on and mine is None:
            self.db.add(Like(participant_id=person.id, step_id=found.step_id,
                             question_id=found.id))  # fmt: skip
        elif not on and mine is not None:
            self.db.delete(mine)
        self.db.flush()
        self.scope.touch("corner", "console", f"own:{person.id}")
        if found.state == "up":
            self.scope.touch("screen")

    @command("participant")
    def raise_hand(self, on: bool = True) -> None:
        """Ask for the floor, or take it back. Who asked is forgotten when they have spoken."""
        person = self.scope.participant()
        queue = asked.hands(self.db, self.seminar.current_id)
        mine = next((q for q in queue if q.participant_id == person.id), None)
        if on and mine is None:
            self._taken_in("hand")
            self._add("hand", "")
        elif not on and mine is not None:
            self._lower(mine)

    # --- the facilitator, and helpers --------------------------------------------------------

    @command("facilitator", "helper")
    def lower_hand(self, question: int) -> None:
        """The one who raised a hand has been heard."""
        hand = self.db.get(Question, question)
        if hand is None or hand.seminar_id != self.seminar.id or hand.kind != "hand":
            raise Refused("no_hand", N_("That hand is down already."))
        self.scope.log("lower_hand", self.db.get(Step, hand.step_id or 0))
        self._lower(hand)

    @command("facilitator", "helper")
    def take_up(self, question: int, on: bool = True) -> None:
        """Lift one card up on the wall, or take it down again. Only one is there at a time."""
        found = self._card(question)
        for other in self.db.scalars(
            select(Question).where(Question.seminar_id == self.seminar.id, Question.state == "up")
        ):
            other.state = "answered" if other.answer else "waiting"
        if on:
            found.state = "up"
        self._changed(found)

    @command("facilitator", "helper")
    def answered(self, question: int, answer: str = "") -> None:
        """It has been answered, maybe also in writing; nobody can tell any more who asked."""
        found = self._card(question)
        found.answer = clean(answer, ANSWER_MAX, required=False) or found.answer
        found.state = "answered"
        self._changed(found)
        found.participant_id = None

    @command("facilitator", "helper")
    def put_aside(self, question: int) -> None:
        """Park a question: it is answered another time, and stands in the report."""
        found = self._card(question)
        found.state = "parked"
        self._changed(found)

    @command("facilitator", "helper")
    def hide_question(self, question: int, reason: str) -> None:
        """Take a card off every page; the one who sent it reads why, while it is known who."""
        found = self._card(question)
        found.reason = clean(reason, REASON_MAX)
        found.state = "hidden"
        redact(self.scope, found.text, found.learnt, found.answer)
        self.scope.log("hide", self.db.get(Step, found.step_id or 0), number=None)
        self._changed(found)

    @command("facilitator")
    def corner(self, kinds: list[Kind] | None = None) -> None:
        """What people may send beside any step: questions, hands, «room for failure» cards."""
        self.seminar.corner = [k for k in asked.KINDS if k in (kinds or [])]
        self.scope.log("corner", kinds=len(self.seminar.corner))
        self.scope.touch("corner", "console", "own:*")

    # --- how ---------------------------------------------------------------------------------

    def _taken_in(self, kind: str) -> None:
        if kind not in self.seminar.corner and kind not in self._leads():
            raise Refused("not_taken_in", N_("That is not taken in here. Ask the facilitator."))

    def _leads(self) -> frozenset[str]:
        from methods.engine import activity  # what a step is about, only its activity knows

        step = self.db.get(Step, self.seminar.current_id or 0)
        return activity(self.scope, step).leads() if step else frozenset()

    def _add(self, kind: str, text: str, learnt: str = "") -> None:
        person = self.scope.participant()
        waiting = self.scope.count(
            Question, Question.seminar_id == self.seminar.id, Question.kind == kind,
            Question.participant_id == person.id, Question.state.in_(("waiting", "up")),
        )  # fmt: skip
        if kind != "hand" and waiting >= WAITING_MAX:
            raise Refused("full", N_("You have %(n)s waiting. Your text is kept: send it when "
                                     "one of them is answered."), n=WAITING_MAX)  # fmt: skip
        made = Question(seminar_id=self.seminar.id, step_id=self.seminar.current_id, kind=kind,
                        participant_id=person.id, at=clock.now(), text=text,
                        learnt=learnt, state="waiting")  # fmt: skip
        self.db.add(made)
        self.db.flush()
        self._changed(made)

    def _lower(self, hand: Question) -> None:
        behind = [q for q in asked.hands(self.db, hand.step_id) if q.id > hand.id]
        self.scope.touch(*(f"own:{q.participant_id}" for q in behind))
        self._changed(hand)
        self.db.delete(hand)
        self.db.flush()

    def _card(self, number: int) -> Question:
        found = self.db.get(Question, number)
        if found is None or found.seminar_id != self.seminar.id or found.kind == "hand" \
                or found.state == "hidden":  # fmt: skip
            raise Refused("no_question", N_("That question is no longer here."))
        return found

    def _changed(self, card: Question) -> None:
        self.scope.touch("console", "screen", f"own:{card.participant_id or 0}")
        if card.kind != "hand":
            self.scope.touch("corner")
