"""Who may send what: declared where the command is, and refused to everybody else."""

from __future__ import annotations

import pytest

from methods.command import Actor, Command, Declaration, declared
from methods.engine import GENERAL, known, perform
from methods.refusal import Refused
from tests.cast import Cast

ROLES = {"participant", "facilitator", "guest"}
STATES = {"waiting", "open", "paused", "closed", "published", "skipped"}
GENERALLY = {name: d for general in GENERAL for name, d in declared(general).items()}
EVERY = [(kind.id, name, d) for kind in known().values() for name, d in kind.commands().items()]
EVERY += [("", name, declaration) for name, declaration in GENERALLY.items()]


def command_id(row: tuple[str, str, Declaration]) -> str:
    return f"{row[0] or 'any step'}-{row[1]}"


@pytest.fixture
def open_cast(cast: Cast) -> Cast:
    cast.join("Anna")
    return cast


@pytest.mark.parametrize("row", EVERY, ids=command_id)
def test_a_command_says_who_may_send_it_and_when(row: tuple[str, str, Declaration]) -> None:
    declaration = row[2]
    assert declaration.roles and declaration.roles <= ROLES
    assert declaration.states and declaration.states <= STATES


@pytest.mark.parametrize("row", EVERY, ids=command_id)
def test_a_command_is_refused_to_everybody_else(
    open_cast: Cast, row: tuple[str, str, Declaration]
) -> None:
    owner, name, declaration = row
    cast = open_cast
    step = next((s.id for s in cast.seminar.steps if s.activity == owner), None)
    anna = cast.join().id
    actors = [Actor("participant", anna, cast.seminar.id), Actor("guest", 0, cast.seminar.id),
              Actor("screen", 0, cast.seminar.id), Actor("stage", 0, cast.seminar.id),
              Actor("", 0, cast.seminar.id),
              Actor("facilitator", cast.facilitator.id, cast.seminar.id)]  # fmt: skip
    refused = [a for a in actors if a.role not in declaration.roles]
    refused.append(Actor("facilitator", 999, cast.seminar.id))  # another seminar's
    for actor in refused:
        with pytest.raises(Refused) as refusal:
            perform(cast.db, Command(actor, name, step, {}, "an-operation"))
        assert refusal.value.code == "not_allowed", actor.role
        cast.db.rollback()
