"""A small cast for tests: a facilitator, people, and a seminar on a fresh database."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from methods import clock, followers
from methods.activity import Activity
from methods.catalogue import library
from methods.command import Actor, Command
from methods.engine import Done, activity, perform
from methods.method import Method
from methods.refusal import Refused
from methods.scope import Scope
from methods.seminars import Journey, create
from models import Agreement, Crew, Facilitator, Participant, Seminar, Step
from storage import Storage
from translations import use

OPS = itertools.count()
OPEN: list[Cast] = []  # closed after each test: PostgreSQL's tables are emptied for the next one


def kari(db: Session) -> Facilitator:
    """The facilitator of every seminar of the cast."""
    found = db.scalar(select(Facilitator).where(Facilitator.email == "kari@example.org"))
    if found is None:
        found = Facilitator(name="Kari", email="kari@example.org", password_hash="-",
                            created_at=clock.now())  # fmt: skip
        db.add(found)
        db.flush()
    return found


@dataclass
class Player:
    """Somebody who sends commands, each in a transaction of its own."""

    cast: Cast
    actor: Actor

    def does(self, name: str, step: str | None = "", /, *, op_id: str = "", **args: Any) -> Any:
        """Send a command to a step (the current one unless told; None for none); its reply."""
        return self.sends(name, step, op_id=op_id, **args).reply["reply"]

    def sends(self, name: str, step: str | None = "", /, *, op_id: str = "", **args: Any) -> Done:
        step_id = None
        if step is not None and self.cast.seminar.current_id:
            step_id = self.cast.step(step).id if step else self.cast.seminar.current_id
        return self.posts(name, step_id, args, op_id or f"op-{next(OPS):08}")

    def posts(self, name: str, step_id: int | None, args: dict[str, Any], op_id: str) -> Done:
        """As it comes in by the wire: a command to a step by its id, with its operation's."""
        db = self.cast.db
        try:
            done = perform(db, Command(self.actor, name, step_id, args, op_id))
            db.commit()
            return done
        except Refused:
            db.rollback()
            raise

    def refused(self, name: str, step: str | None = "", /, **args: Any) -> str:
        """The code with which a command is refused; fails if it is not, or has no sentence."""
        try:
            self.does(name, step, **args)
        except Refused as refusal:
            for language in ("nb", "nn", "en"):
                with use(language):
                    assert refusal.sentence()
            return refusal.code
        raise AssertionError(f"{name} was not refused")

    @property
    def id(self) -> int:
        return self.actor.id

    @property
    def person(self) -> Participant:
        person = self.cast.db.get(Participant, self.actor.id)
        assert person is not None
        return person

    def own(self, step: str = "") -> dict[str, Any]:
        """This person's own part of a step (the current one unless told)."""
        return self.cast.activity(step).own(self.person)


class Cast:
    """A seminar (by the Øvre Eiker method unless told), its facilitator, and who join it."""

    def __init__(self, storage: Storage, size: int = 96, language: str = "nb",
                 method: Method | None = None, lines: str = "",
                 journey: Journey | None = None) -> None:  # fmt: skip
        self.storage = storage
        self.db: Session = storage.writing()
        OPEN.append(self)
        owner = kari(self.db)
        self.seminar: Seminar = create(
            self.db, owner, method or library()["ovre_eiker"], title="Bygda i 2040",
            question="Hva skal til for at flere blir boende på bygda?", language=language,
            size=size, sponsor="Granvik kommune", promise="Kommunestyret får svarene i mars.",
            lines=lines, journey=journey,
        )  # fmt: skip
        self.db.commit()
        self.facilitator = Player(self, Actor("facilitator", owner.id, self.seminar.id, language))
        self.guest = Player(self, Actor("guest", 0, self.seminar.id, language))

    def close(self) -> None:
        self.db.close()

    def open_doors(self) -> Cast:
        self.facilitator.does("open_doors", None)
        return self

    def join(self, name: str = "", language: str = "nb") -> Player:
        """One more phone; the doors are opened if they were not."""
        if self.seminar.state == "draft":
            self.open_doors()
        number = self.guest.does("join", None, token_hash=f"hash-{next(OPS)}", language=language,
                                 name=name)["participant"]  # fmt: skip
        return Player(self, Actor("participant", number, self.seminar.id, language))

    def people(self, count: int) -> list[Player]:
        return [self.join() for _ in range(count)]

    def invites(self, role: str, name: str) -> Player:
        """Somebody with a link to lead by, not used yet."""
        number = self.facilitator.does("invite", None, role=role, name=name,
                                       link_hash=f"{next(OPS):064x}")["crew"]  # fmt: skip
        return Player(self, Actor("invited", number, self.seminar.id, self.seminar.language))

    def helper(self, name: str = "Per") -> Player:
        """A helper with a phone."""
        invited = self.invites("helper", name)
        invited.does("take_part", None, cookie_hash=f"cookie-{next(OPS)}")
        return Player(self, Actor("helper", invited.id, self.seminar.id, self.seminar.language))

    def follower(self, agreement: Agreement | None = None, kind: str = "news") -> Player:
        """Somebody with a link to an agreement, or to the news of all of them."""
        made = followers.one(self.db, agreement, kind) if agreement else None
        made = made or followers.add(self.db, self.seminar, agreement, kind, name="Eva")
        self.db.commit()
        return Player(self, Actor("follower", made.id, self.seminar.id, self.seminar.language))

    def colleague(self, name: str = "Ola") -> Player:
        """One more facilitator, with an account."""
        account = Facilitator(name=name, email=f"{next(OPS)}@example.org", password_hash="-",
                              created_at=clock.now())  # fmt: skip
        self.db.add(account)
        self.db.commit()
        self.invites("facilitator", name).does("take_part", None, account=account.id)
        return Player(self, Actor("facilitator", account.id, self.seminar.id,
                                  self.seminar.language))  # fmt: skip

    def dismisses(self, player: Player) -> None:
        """Take away the rights of a helper, a colleague, or one who has only a link."""
        account = player.actor.role == "facilitator"
        mine = Crew.facilitator_id == player.id if account else Crew.id == player.id
        found = self.db.scalars(select(Crew.id).where(mine, Crew.seminar_id == self.seminar.id))
        self.facilitator.does("dismiss", None, crew=found.one())

    def step(self, key: str = "") -> Step:
        """The newest round of a step; the current one if no key is given."""
        self.db.refresh(self.seminar, ["steps", "current_id"])
        if not key:
            current = self.db.get(Step, self.seminar.current_id)
            assert current is not None
            return current
        return max((s for s in self.seminar.steps if s.key == key), key=lambda s: s.round)

    def activity(self, key: str = "") -> Activity:
        scope = Scope(self.db, self.seminar, Actor("stage", 0, self.seminar.id))
        return activity(scope, self.step(key))

    def lead_to(self, key: str, *, opened: bool = True) -> Cast:
        """Lead on step by step until `key` is the current step, and open it."""
        if self.seminar.state == "draft":
            self.open_doors()
        while self.step().key != key:
            if self.step().state == "waiting":
                self.facilitator.does("open")
            self.facilitator.does("next")
        if opened and self.step().state == "waiting":
            self.facilitator.does("open")
        return self
