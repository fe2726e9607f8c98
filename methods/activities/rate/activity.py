"""rate: everyone answers on a scale, in secret; what the room thinks is shown afterwards.

With `from` each taken item is rated; without, the step's own questions are answered.
"""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from sqlalchemy import select

from methods import items, secrecy
from methods.activities.rate import (
    answers,
    assign,
    blank,
    delphi,
    reading,
    redaction,
    results,
    settings,
    views,
)
from methods.activities.rate.entering import Entering
from methods.activity import Block
from methods.blank import Blank
from methods.command import command
from methods.lifecycle import Lifecycle
from methods.redacting import redact
from methods.refusal import Refused
from methods.rounds import Rounds
from methods.text import clean
from models import Group, Item, Participant
from translations import N_

WORDS_MAX = 280


class Rate(Entering):
    id = "rate"
    name = N_("Rating")
    gives = frozenset({"scores"})
    lends = True
    Settings = settings.Settings

    @classmethod
    def looks_for(cls, settings: dict[str, Any]) -> frozenset[str]:
        """Items, unless the step has questions of its own that are shown as a spread or a star."""
        rule = msgspec.convert(settings, cls.Settings)
        return frozenset({"items"}) if rule.rates_things else frozenset()

    @classmethod
    def begins(cls, settings: dict[str, Any]) -> bool:
        """A room can answer questions at once; cards in a grid, or dealt, must be written first."""
        return not msgspec.convert(settings, cls.Settings).must_have_things

    @classmethod
    def hands_on(cls, *, takes: bool) -> frozenset[str]:
        """The scores; and the items, best first, where items were rated."""
        return cls.gives | {"items"} if takes else cls.gives

    def on_open(self) -> None:
        """What is rated stays the same for all; the seed makes the ring."""
        if self.step.source:
            self.step.data = {"items": [i.id for i in self.taken()],
                              "seed": secrets.token_hex(8)}  # fmt: skip

    # --- answering ---------------------------------------------------------------------------

    @command("participant", secret=True)
    def score(self, value: int, criterion: str = "score", item: int | None = None) -> None:
        """One's answer to one question; it can be changed while the step is open."""
        self._check(criterion, item)
        if value not in self.settings.values:
            raise Refused("bad_value", N_("Answer with a number from %(low)s to %(high)s."),
                          low=self.settings.min, high=self.settings.max)  # fmt: skip
        answers.row(self, item, criterion).value = value
        self.scope.touch("progress")

    @command("participant", secret=True)
    def skip(self, criterion: str = "score", item: int | None = None) -> None:
        """«I do not know»: an answer too, but not one that is counted with."""
        self._check(criterion, item)
        if not self.settings.dont_know:
            raise Refused("no_skip", N_("Here everybody answers with a number. Your other answers "
                                        "are kept."))  # fmt: skip
        answers.row(self, item, criterion).value = None
        self.scope.touch("progress")

    @command("participant", secret=True)
    def comment(self, words: str, item: int | None = None) -> None:
        """A few words on an item; or, where the room's own questions are asked, on the day."""
        if item is not None:
            self._check(self.settings.asked[0].key, item)
        kept = clean(words, WORDS_MAX, required=False)
        if item is not None:
            answers.row(self, item, answers.COMMENT).words = kept
        else:
            person = self.scope.participant()
            secrecy.take_ballot(self.scope, self.step, person.id, None).words = kept
        self.scope.touch("progress")

    # --- leading -----------------------------------------------------------------------------

    @command("facilitator")
    def close_round(self) -> None:
        """End this round and open the next at once: phones then show what this one gave."""
        if not self.settings.feedback:
            raise Refused("no_rounds", N_("This step has one round only. Close it to see the "
                                          "result."))  # fmt: skip
        if self.step.round >= delphi.MOST_ROUNDS:
            raise Refused("last_round", N_("Three rounds are the most. Close the step instead: the "
                                           "result is shown as it is."))  # fmt: skip
        Lifecycle(self.scope, self.step).close()
        Rounds(self.scope, self.step).reopen()

    @command("facilitator", states=("published",))
    def reveal(self, item: int | None = None) -> None:
        """Show one item large on the wall; without one, all of them again."""
        if item is not None and item not in (self.step.result or {}).get("items", []):
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        self.step.data = {**self.step.data, "shown": item}
        self.scope.touch("console", "screen")

    @command("facilitator", states=("published",))
    def hide_words(self, words: str, reason: str) -> None:
        """Take a sentence out that harms or names somebody, everywhere and for good."""
        clean(reason, 200)
        redaction.redact(self, words)
        redact(self.scope, words)
        self.scope.lasts = "for_good"
        self.scope.log("hide", self.step)
        self.scope.touch("phone", "console", "screen", "own:*")

    # --- what is shown -----------------------------------------------------------------------

    def publish(self) -> dict[str, Any]:
        return results.result(self)

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        return views.view(self, surface)

    def own(self, person: Participant) -> dict[str, Any]:
        ballot = secrecy.ballot(self.scope, self.step, person.id)
        return views.own(self, person) | ({"words": ballot.words} if ballot else {})

    def blank(self) -> Blank | None:
        return blank.form(self) if self.settings.assign == "all" else None

    def progress(self) -> tuple[int, int]:
        return (done := answers.count(self)), self.audience(done)

    def outcome(self) -> dict[str, Any]:
        """The result as the report has it: items by number and title only."""
        made = {key: v for key, v in self.told().items() if key not in ("items", "by")}
        if "scores" in made:
            made["scores"] = [{k: v for k, v in row.items() if k != "item"}
                              for row in made["scores"]]  # fmt: skip
        made["groups"] = [{k: v for k, v in g.items() if k != "item"} for g in made["groups"]]
        return made

    def told(self) -> dict[str, Any]:
        """The result with what it is read by; of a hidden item only the number."""
        result, rule = self.step.result or {}, self.settings
        found = {i.id: i for i in self._kept(result.get("items", []))}
        numbers = self.numbers()
        made = {
            "labels": {c.key: c.label for c in rule.asked}, "min": rule.min, "max": rule.max,
            "weights": results.weights(self), "show": rule.show, "feedback": rule.feedback,
            "baseline": rule.baseline, "by_what": rule.by, "before": None, **result,
            "groups": [{**g, "number": numbers.get(g["item"])} for g in result.get("by", [])],
        }  # fmt: skip
        if before := result.get("before"):
            things = {numbers[int(i)]: v for i, v in before.get("items", {}).items()}
            made["before"] = {**before, "at": reading.moment(before["at"]), "items": things}
        if "scores" in result:
            made["scores"] = [{**row, "number": numbers[row["item"]],
                               "title": items.title(found[row["item"]])}
                              for row in result["scores"]]  # fmt: skip
        return made

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def rated(self) -> list[Item]:
        """The items of this step that are still there, in the order they were taken."""
        kept = self._kept(self.step.data.get("items", []))
        return [i for i in kept if i.status == "live" and not i.merged_into_id]

    def numbers(self) -> dict[int, int]:
        """What each item is called by: its number; its place here while not all have one."""
        kept = self._kept(self.step.data.get("items", []))
        given = {i.id: i.number for i in kept if i.number is not None}
        return given if len(given) == len(kept) else {i.id: n for n, i in enumerate(kept, 1)}

    def _kept(self, ids: list[int]) -> list[Item]:
        found = {i.id: i for i in self.db.scalars(select(Item).where(Item.id.in_(ids)))}
        return [found[i] for i in ids if i in found]

    def _check(self, criterion: str, item: int | None) -> None:
        if criterion not in {c.key for c in self.settings.asked}:
            raise Refused("no_criterion", N_("That is not one of the questions."))
        if (item is None) == bool(self.step.source):
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        if item is None or item in {i.id for i in assign.mine(self, self.scope.participant())}:
            return
        if item in {i.id for i in self.rated()}:
            raise Refused("not_yours", N_("Somebody else rates that one. Your own cards are on "
                                          "the page."))  # fmt: skip
        raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
