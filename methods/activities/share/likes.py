"""Likes in a gallery: a small sign that a card is good. Who liked is known only while it is on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, select

from methods.activities.share.deck import key_of
from methods.activities.share.turns import Turns
from methods.command import command
from methods.refusal import Refused
from models import Like, Participant
from translations import N_


class Likes(Turns):
    @command("participant")
    def like(self, card: str, on: bool = True) -> None:
        """A small sign that a card is good; not a vote. It can be taken back."""
        person = self.scope.participant()
        where = self._liked_at(card)
        mine = self.db.scalar(select(Like).where(
            Like.participant_id == person.id, Like.step_id == self.step.id,
            *(getattr(Like, column) == value for column, value in where.items())))  # fmt: skip
        if on and mine is None:
            self.db.add(Like(participant_id=person.id, step_id=self.step.id, **where))
        elif not on and mine is not None:
            self.db.delete(mine)
        self.db.flush()
        self.scope.touch("console", "screen", f"own:{person.id}")

    def likes(self) -> dict[str, int]:
        """How many likes: `{i12: 3, g2: 1}`; as they were handed on, when it is over."""
        if self.step.result is not None:
            kept: dict[str, int] = self.step.result.get("likes", {})
            return kept
        rows = self.db.execute(
            select(Like.item_id, Like.group_id, func.count())
            .where(Like.step_id == self.step.id, Like.question_id.is_(None))
            .group_by(Like.item_id, Like.group_id)
        )
        return {_key(item, group): n for item, group, n in rows}

    def liked_by(self, person: Participant) -> list[str]:
        rows = self.db.execute(
            select(Like.item_id, Like.group_id)
            .where(Like.step_id == self.step.id, Like.participant_id == person.id,
                   Like.question_id.is_(None))
            .order_by(Like.id)
        )  # fmt: skip
        return [_key(*row) for row in rows]

    def forget(self) -> None:
        """It is over: nobody can tell any more who liked what."""
        self.db.execute(delete(Like).where(Like.step_id == self.step.id,
                                           Like.question_id.is_(None)))  # fmt: skip

    def _liked_at(self, card: str) -> dict[str, Any]:
        found = next((c for c in self.noted("cards", []) if key_of(c) == card), None)
        if not self.settings.gallery or found is None or card.startswith("c-"):
            raise Refused("no_item", N_("That is no longer here. The page shows what there is."))
        return {"item_id" if found.get("item") else "group_id": int(card[1:])}


def _key(item: int | None, group: int | None) -> str:
    return f"i{item}" if item else f"g{group}"
