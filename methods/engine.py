"""perform(command): find its handler, check who may, do it, and say which boards it touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from methods import crew, roles
from methods.activity import Activity
from methods.by_link import ByLink
from methods.catching_up import CatchingUp
from methods.channels import Channels
from methods.command import Actor, Command, Declaration, arguments, declaration
from methods.corner import Corner
from methods.discovery import discover
from methods.hands import ShowingHands
from methods.inviting import Inviting
from methods.leaving import Leaving, here_again
from methods.lifecycle import Lifecycle
from methods.moderation import Moderation
from methods.paperless import Paperless
from methods.people import People
from methods.planning import Planning
from methods.receipts import Receipts
from methods.recording import recorded
from methods.refusal import Refused
from methods.rehearsal import Rehearsing
from methods.rounds import Rounds
from methods.scope import Scope
from methods.undoing import Undoing
from models import Seminar, Step
from translations import N_

# What can happen in any step.
GENERAL = (Lifecycle, Rounds, Planning, CatchingUp, Channels, People, Leaving, Inviting,
           Paperless, ShowingHands, Moderation, Rehearsing, Corner, Undoing, ByLink)  # fmt: skip


@dataclass
class Done:
    """What a command led to. `reply` is told to its sender, and told again if it asks twice."""

    reply: dict[str, Any]
    seminar_id: int
    touched: set[str] = field(default_factory=set)
    forget: bool = False
    removed: set[int] = field(default_factory=set)
    seq: int = 0  # the seminar's, once this is on disk (live/writer.py)


@cache
def known() -> dict[str, type[Activity]]:
    """Every activity there is, by id."""
    return discover()


def activity(scope: Scope, step: Step) -> Activity:
    """The activity of `step`, ready to be asked."""
    return known()[step.activity](scope, step)


def helping(current: Activity) -> list[Activity]:
    """The step before this one whose helper's part still serves: where people got their places."""
    before = [s for s in current.seminar.steps
              if s.position < current.step.position and known()[s.activity].helps_on
              and s.state not in ("waiting", "skipped")]  # fmt: skip
    return [] if current.helps_on or not before else [activity(current.scope, before[-1])]


def perform(db: Session, command: Command) -> Done:
    """Do `command` alone in the open transaction of `db`, as `perform_among` does it."""
    receipts = Receipts(db, [command])
    done = perform_among(db, command, receipts)
    receipts.write()
    return done


def perform_among(db: Session, command: Command, receipts: Receipts) -> Done:
    """Do `command` in the open transaction of `db`, once; the caller writes the `receipts`.

    Gives its reply and the boards it touched. Raises `Refused`; the caller rolls back.
    """
    seminar = db.get(Seminar, command.actor.seminar_id)
    if seminar is None:
        raise Refused("no_seminar", N_("There is no such seminar."))
    stored = receipts.told_before(command)
    if stored is not None:
        return Done(stored, seminar.id)
    scope = Scope(db, seminar, command.actor)
    step = _step(scope, command)
    handler, declared = _handler(scope, command.name, step)
    _authorise(scope, declared)
    _check_state(handler, declared, step)
    if isinstance(handler, Activity) and command.actor.role == "participant":
        roles.check(scope.participant(), handler.step)
    given = arguments(declared, command.args)
    if command.actor.role == "participant" and (me := scope.participant()).left_at is not None:
        here_again(scope, me)
    with recorded(scope, command, step):
        reply = getattr(handler, command.name)(**given) or {}
    receipts.keep(command, answer := {"ok": True, "reply": reply})
    return Done(answer, seminar.id, scope.touched, scope.forget, scope.removed)


def _step(scope: Scope, command: Command) -> Step | None:
    if command.step_id is None:
        return None
    step = scope.db.get(Step, command.step_id)
    if step is None or step.seminar_id != scope.seminar.id:
        raise Refused("other_seminar", N_("That belongs to another seminar."))
    return step


def _handler(scope: Scope, name: str, step: Step | None) -> tuple[Any, Declaration]:
    """The activity's command of that name, or one of any step: whichever is for this role.

    A participant skips an item, the facilitator a step: one word, and two commands.
    """
    kinds: list[Any] = [known()[step.activity]] if step is not None else []
    kinds += GENERAL
    found = [(kind, told) for kind in kinds if (told := declaration(kind, name))]
    if not found:
        raise Refused("unknown_command", N_("The server does not know that command."))
    mine = [one for one in found if scope.actor.role in one[1].roles]
    kind, told = (mine or found)[0]
    return kind(scope, step), told


def _authorise(scope: Scope, declaration: Declaration) -> None:
    actor = scope.actor
    if actor.role not in declaration.roles or not crew.holds(scope.db, scope.seminar, actor):
        raise Refused("not_allowed", N_("You are not allowed to do that here."))
    if actor.role in ("facilitator", "invited", "follower"):
        return
    if scope.seminar.state == "ended":
        raise Refused("ended", N_("The seminar has ended. Thank you for taking part."))
    if scope.seminar.state == "draft":
        raise Refused("not_open", N_("The doors are not open yet. Wait a moment and try again."))
    if actor.role == "participant":
        scope.participant()


def _check_state(handler: Any, declaration: Declaration, step: Step | None) -> None:
    if not isinstance(handler, Activity) or step is None or step.state in declaration.states:
        return
    if step.state == "paused":
        raise Refused("paused", N_("There is a pause. What you have written is kept."))
    if step.state == "waiting":
        raise Refused("waiting", N_("This step has not been opened yet."))
    raise Refused("closed", N_("This step is closed. What was received before it closed counts."))


def facilitator(seminar: Seminar, language: str = "nb") -> Actor:
    """The seminar's own facilitator, as an actor (tests, the demo)."""
    return Actor("facilitator", seminar.facilitator_id, seminar.id, language)
