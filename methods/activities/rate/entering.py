"""Answers on paper: a form of one without a phone is entered by its number, as secret as any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import delete

from methods import paperless, secrecy
from methods.activities.rate import answers
from methods.activity import Activity
from methods.command import command
from methods.refusal import Refused
from models import Participant, Score
from translations import N_

if TYPE_CHECKING:
    from methods.activities.rate.activity import Rate

Asked = tuple[int | None, str]  # an item (None: the room's own question) and a criterion


class Entering(Activity):
    @command("facilitator", "helper")
    def enter_for(self, paper: int, values: str) -> None:
        """Enter the form of a paper number: an answer to each question in turn, card by card.

        `-` is «I do not know». Refused: a number that has answered, an answer off the scale, and
        where each rates cards of their own, which paper does not have.
        """
        self._enter(paperless.holder(self.scope, paper), values.replace(",", " ").split(), "single")

    @command("participant")
    def one_more(self, paper: int, values: list[str], host: bool = False) -> None:
        """«Stem for en til»: the answers of somebody without a phone, on this one, as `enter_for`.

        `host`: the table's host answers for them, and the account says so. Secret as any answer.
        """
        person = (paperless.hosted if host else paperless.holder)(self.scope, paper)
        if all(value == "-" for value in values):
            raise Refused("empty_ballot", N_("There is nothing on this ballot. A blank one is not "
                                             "entered."))  # fmt: skip
        self._enter(person, values, "host" if host else "self")

    @command("facilitator", "helper")
    def take_out(self, paper: int) -> None:
        """Take an entered form out again; its number may then be entered anew."""
        person = paperless.holder(self.scope, paper)
        found = next((v for v in paperless.lines(self.scope, self.step) if v.number == paper), None)
        ballot = secrecy.ballot(self.scope, self.step, person.id)
        if found is None or ballot is None:
            raise Refused("not_entered", N_("No ballot is entered for number %(n)s by itself."),
                          n=paper)  # fmt: skip
        self.db.execute(delete(Score).where(Score.ballot_id == ballot.id))
        self.db.delete(ballot)
        self.db.delete(found)
        self.scope.log("take_out", self.step, number=paper)
        self.scope.touch("console", "screen")

    def _enter(self, person: Participant, values: list[str], how: str) -> None:
        """A whole form, in the slot of its number: once, or not at all."""
        rate = cast("Rate", self)
        if self.settings.assign != "all":
            raise Refused("no_paper", N_("Here each rates cards of their own. People without a "
                                         "phone rate together with a neighbour."))  # fmt: skip
        given = self._given(values, asked(rate))
        self.db.add(paperless.line(self.scope, self.step, person, how))
        for (item, criterion), value in given.items():
            answers.row(rate, item, criterion, person).value = value
        self.scope.log("enter_for", self.step, number=person.paper, how=how)
        self.scope.touch("console", "screen")

    def _given(self, typed: list[str], wanted: list[Asked]) -> dict[Asked, int | None]:
        if len(typed) != len(wanted):
            raise Refused("answers_differ", N_("There are %(n)s questions, and %(given)s answers. "
                                               "Write - for one that is not answered."),
                          n=len(wanted), given=len(typed))  # fmt: skip
        allowed = {str(v): v for v in self.settings.values}
        if wrong := [v for v in typed if v != "-" and v not in allowed]:
            raise Refused("bad_value", N_("“%(value)s” is not on the scale from %(low)s to "
                                          "%(high)s."), value=wrong[0][:10],
                          low=self.settings.min, high=self.settings.max)  # fmt: skip
        return {key: allowed.get(v) for key, v in zip(wanted, typed, strict=True)}


def asked(rate: Rate) -> list[Asked]:
    """Every question in the order of a paper form."""
    items: list[int | None] = [i.id for i in rate.rated()] if rate.step.source else [None]
    return [(item, criterion.key) for item in items for criterion in rate.settings.asked]


def desk(rate: Rate) -> dict[str, Any] | None:
    """For the one who enters: what a form holds, and who has one; None where there is none."""
    people = paperless.count(rate.scope)
    if rate.step.state != "open" or not people or rate.settings.assign != "all":
        return None
    entered = [v.number for v in paperless.lines(rate.scope, rate.step)]
    return {"people": people, "left": people - len(entered), "entered": entered,
            "questions": len(asked(rate)), "low": rate.settings.min,
            "high": rate.settings.max}  # fmt: skip
