"""share: what the room made is shown and told, one at a time, and questions are answered."""

from __future__ import annotations

from typing import Any

from methods.activities.share import reading
from methods.activities.share.likes import Likes
from methods.activities.share.turns import minutes
from methods.activity import Block
from methods.command import command
from methods.refusal import Refused, still
from models import Group, Participant
from translations import N_


class Share(Likes):
    """Four ways: cards turned from the last to the first; a turn for each card, in order or by

    lot; a turn for whoever raises a hand; or a gallery, where all is shown at once.
    """

    id = "share"
    name = N_("Plenary")
    needs = frozenset({"items", "sheets", "scores", "groups"})
    gives = frozenset({"items"})

    # --- what happens ------------------------------------------------------------------------

    def on_open(self) -> None:
        self.step.data = self.deal()
        ranked = any(card.get("rank") for card in self.noted("cards", []))
        if self.settings.gallery or (self.countdown and not ranked):
            self._show(self._turns())

    @command("facilitator")
    def reveal(self, after: int | None = None) -> None:
        """Turn one more card, the last first; after the first of them, show them as sheets."""
        still(after, int(self.noted("shown", 0)))
        if self.by_turns:
            raise Refused("no_countdown", N_("Here the cards come one at a time. Give the floor to "
                                             "the next one."))  # fmt: skip
        if self.done:
            raise Refused("all_shown", N_("They are all shown already."))
        self._show(int(self.noted("shown", 0)) + 1)

    @command("facilitator")
    def reveal_all(self) -> None:
        """Show all the cards; nobody has the floor any more."""
        self.rest()
        self.changed()

    def on_resume(self, stood: float) -> None:
        """The speaker's clock goes on from where it stood."""
        until, spoke = self.noted("until", None), self.noted("spoke", [])
        if until is not None and spoke:
            last = {**spoke[-1], "began": spoke[-1]["began"] + stood}
            self.note(until=until + stood, spoke=[*spoke[:-1], last])

    def on_close(self) -> None:
        self.rest()
        self.changed()

    def publish(self) -> dict[str, Any]:
        """The items in the order shown; and what there was of turns and likes."""
        kept = self.noted("cards", [])
        spoke = [
            {"item": None, "group": row.get("group"), "seconds": row.get("seconds", 0)}
            if "card" not in row else
            {"item": kept[row["card"]].get("item"), "group": kept[row["card"]].get("group"),
             "seconds": row.get("seconds", 0)}
            for row in self.noted("spoke", [])
        ]  # fmt: skip
        more = {"log": spoke, "likes": self.likes(),
                "seed": self.noted("seed", "")}  # fmt: skip
        self.forget()
        return {"items": [card["item"] for card in kept if card.get("item")],
                **{key: value for key, value in more.items() if value}}  # fmt: skip

    # --- what is shown -----------------------------------------------------------------------

    def view(self, surface: str, group: Group | None = None) -> dict[str, Any]:
        """A countdown shows the cards turned so far; hidden ones are not in the view at all."""
        cards = turned = self.cards()
        if self.countdown:
            shown = int(self.noted("shown", 0))
            turned = cards[max(0, len(cards) - shown) :] if shown else []
        left = cards[: len(cards) - len(turned)]
        done = self.done and bool(cards)
        over = self.step.state in ("closed", "published")
        likes = self.likes() if over or surface != "phone" else {}  # phones like by themselves
        return {
            "way": self._way(), "cards": [{**c, "likes": likes.get(c["id"], 0)} for c in turned],
            "hidden": list(range(1, len(left) + 1)), "left": len(left), "all": len(cards),
            "after": int(self.noted("shown", 0)),
            "done": done or (self.settings.gallery and bool(cards)),
            "upcoming": left[-1] if left and surface == "console" else None,
            "misses": self.titles(self.noted("near", [])) if done else [],
            "ticks": f"ticks_{self.step.source}",
            "rated": any(c["rank"] is not None for c in cards),
            **self._floor(surface), "qa": self.settings.qa,
        }  # fmt: skip

    def leads(self) -> frozenset[str]:
        """Questions, if the method asks for them; hands, where those who raise one have turns."""
        about = {"question": self.settings.qa, "hand": self.volunteers}
        return frozenset(kind for kind, led in about.items() if led)

    def own(self, person: Participant) -> dict[str, Any]:
        """`called`: one has the floor; `liked`: what one likes. The queue is the corner's."""
        if self.step.state == "waiting":
            return {}
        called = self.called()
        return {"called": called is not None and called.id == person.id,
                "liked": self.liked_by(person) if self.settings.gallery else []}  # fmt: skip

    def progress(self) -> tuple[int, int] | None:
        if not self.by_turns or self.step.state == "waiting":
            return None
        spoken = len(self.noted("spoke", []))
        return spoken, max(spoken, self.settings.max if self.volunteers else self.speakers())

    def outcome(self) -> dict[str, Any]:
        return reading.outcome(self)

    @staticmethod
    def section(outcome: dict[str, Any]) -> list[Block]:
        return reading.section(outcome)

    # --- how ---------------------------------------------------------------------------------

    def _way(self) -> str:
        if self.settings.gallery:
            return "gallery"
        return str(self.settings.order)

    def _floor(self, surface: str) -> dict[str, Any]:
        """Who has the floor and until when, and how long it all takes."""
        waiting = self.step.state == "waiting"
        count = len(self.deal()["cards"]) if waiting else len(self.noted("cards", []))
        speakers = min(count, self.settings.max) if self.settings.max else count
        if self.volunteers:
            speakers = self.settings.max
        until, called = self.noted("until", None), self.called()
        return {
            "turns": self.by_turns, "speaking": self.speaking(), "speakers": speakers,
            "until": int(until * 1000) if until and self.step.state == "open" else None,
            "seconds": self.settings.seconds, "takes": minutes(speakers, self.settings.seconds),
            "spoken": len(self.noted("spoke", [])), "raised": len(self.hands()),
            "caller": called.name if called and surface == "console" else "",
        }  # fmt: skip

    def _turns(self) -> int:
        return len(self.noted("cards", [])) + 1

    def _show(self, count: int) -> None:
        self.note(shown=count)
        self.scope.touch("phone", "console", "screen")
