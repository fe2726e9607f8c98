"""What a follower does by their private link, without an account and after the seminar."""

from __future__ import annotations

from typing import Literal

from methods import clock, following
from methods.activities.follow.statuses import Status
from methods.command import command
from methods.following import TEXT_MAX
from methods.refusal import Refused
from methods.scope import Scope
from methods.text import address, clean
from models import Agreement, Follower, Step
from translations import N_

BOARDS = ("phone", "console", "screen")


class ByLink:
    def __init__(self, scope: Scope, step: Step | None) -> None:
        self.scope = scope
        self.db = scope.db
        self.seminar = scope.seminar

    # --- who carries it ----------------------------------------------------------------------

    @command("follower")
    def post_news(self, text: str, audience: Literal["everyone", "members"] = "everyone") -> None:
        """Write to those who take part, or also to everyone who asked for news."""
        told = clean(text, TEXT_MAX, lines=True)
        following.tell(self.db, self._led(), "update", told, audience=audience)
        self._changed()

    @command("follower")
    def say_status(self, status: Status, revision: int, text: str = "") -> None:
        """How it goes, in one of the nine words, and why."""
        found = self._led(revision)
        following.how_it_goes(self.db, found, status, text)
        self._changed()

    @command("follower")
    def say_unchanged(self) -> None:
        """Nothing has changed: that is an answer too."""
        found = self._led()
        following.tell(self.db, found, "unchanged", status=found.status)
        self._changed()

    @command("follower")
    def move_date(self, which: Literal["next_date", "evaluate_by"], day: str, why: str,
                  revision: int) -> None:  # fmt: skip
        """Another date, with why. An evaluation is at most six months after the start."""
        found, day = self._led(revision), following.to_come(day)
        if which == "evaluate_by":
            day = following.evaluated_by(self.seminar, day)
        told = clean(why, TEXT_MAX, lines=True)
        setattr(found, which, day)
        following.tell(self.db, found, "date", told)
        self._changed()

    @command("follower")
    def evaluate(self, came: str, learnt: str, goes_on: bool, revision: int) -> None:
        """What came of it, what was learnt, and whether it goes on."""
        found = self._led(revision)
        came, learnt = (clean(text, TEXT_MAX, lines=True) for text in (came, learnt))
        found.came, found.evaluated_at = came, clock.now()
        following.tell(self.db, found, "evaluation", came)
        status = found.status if goes_on else "closed_with_lesson"
        following.tell(self.db, found, "lesson", learnt, status)
        self._changed()

    # --- handing over ------------------------------------------------------------------------

    @command("follower")
    def offer(self, name: str, revision: int) -> dict[str, int]:
        """Ask somebody to take it over; the reply is whose new link it is."""
        made = following.offer(self.db, self.seminar, self._led(revision), name)
        self._changed()
        return {"follower": made.id}

    @command("follower")
    def answer_offer(self, accept: bool, words: str) -> None:
        """The receiver says yes or no, with a sentence."""
        found = self._agreement()
        if self._me().kind != "receiver":
            raise Refused("giver", N_("The one who takes it over answers, by their own link."))
        following.handover(self.db, found, "accepted" if accept else "declined", words)
        self._changed()

    @command("follower")
    def hand_on(self, words: str, back: bool = False) -> None:
        """Everything has been handed over; or `back`, it returns to the collector."""
        following.handover(self.db, self._led(), "returned" if back else "done", words)
        self._changed()

    @command("follower")
    def give_on(self, name: str, revision: int) -> dict[str, int]:
        """Let somebody else be the collector; the reply is whose new link it is."""
        found = self._led(revision)
        if self._me().kind != "collector":
            raise Refused("not_collector", N_("Only the collector gives the collecting on."))
        made = following.give_on(self.db, self.seminar, found, name)
        self._changed()
        return {"follower": made.id}

    # --- everybody with a link ---------------------------------------------------------------

    @command("follower")
    def reach(self, email: str) -> None:
        """Yes to e-mail at this address; empty: on paper from now on."""
        self._me().email = address(email)

    @command("follower")
    def stop_following(self) -> None:
        """Hear nothing more."""
        following.leave(self.db, self.seminar, self._me())
        self._changed()

    def _me(self) -> Follower:
        return self.db.get_one(Follower, self.scope.actor.id)

    def _agreement(self) -> Agreement:
        found = self.db.get(Agreement, self._me().agreement_id or 0)
        if found is None or found.hidden:
            raise Refused("no_agreement", N_("That agreement is not here."))
        return found

    def _led(self, revision: int | None = None) -> Agreement:
        """The agreement, if this link writes for it, and nobody else has since `revision`."""
        found = self._agreement()
        if not following.may_lead(found, self._me()):
            raise Refused("not_yours", N_("Only those who look after it can write here."))
        if revision is not None:
            following.seen(found, revision)
        return found

    def _changed(self) -> None:
        if self.seminar.state == "open":
            self.scope.touch(*BOARDS)
