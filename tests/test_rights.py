"""Who may send what: declared where the command is, and refused to everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from methods.command import Actor, Command, Declaration, declared
from methods.engine import GENERAL, known, perform
from methods.refusal import Refused
from tests.cast import Cast
from tests.conftest import fresh

ROLES = {"participant", "facilitator", "helper", "guest", "invited", "follower"}
STATES = {"waiting", "open", "paused", "closed", "published", "skipped"}
GENERALLY = {name: d for general in GENERAL for name, d in declared(general).items()}
EVERY = [(kind.id, name, d) for kind in known().values() for name, d in kind.commands().items()]
EVERY += [("", name, declaration) for name, declaration in GENERALLY.items()]
Row = tuple[str, str, Declaration]


def command_id(row: Row) -> str:
    return f"{row[0] or 'any step'}-{row[1]}"


@dataclass
class Everybody:
    """Those of a seminar by role, and all who have no right in it."""

    cast: Cast
    inside: list[Actor]
    outside: list[Actor]

    def answers(self, actor: Actor, row: Row) -> str:
        """The code with which a command without arguments is refused; empty if it is done."""
        owner, name, _declaration = row
        command = Command(actor, name, self.step_of(owner) if owner else None, {}, "an-operation")
        try:
            perform(self.cast.db, command)
        except Refused as refusal:
            return refusal.code
        finally:
            self.cast.db.rollback()
        return ""

    def step_of(self, owner: str) -> int:
        """A step of this activity; one is turned into it if the method has none."""
        found = next((s for s in self.cast.seminar.steps if s.activity == owner), None)
        if found is None:
            found = self.cast.step("aapning")
            found.activity, found.settings = owner, {}
            self.cast.db.commit()
        return found.id


@pytest.fixture(scope="module")
def everybody(
    migrated: Path | str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everybody]:
    """Of two seminars at the same time. Nothing that is tried here is done."""
    with fresh(migrated, tmp_path_factory.mktemp("rights")) as storage:
        cast, other = Cast(storage).open_doors(), Cast(storage).open_doors()
        yield Everybody(cast, inside(cast), outside(cast, other))
        cast.close()
        other.close()


def inside(cast: Cast) -> list[Actor]:
    """The owner, a colleague, a helper, one invited, a participant, and those who are none."""
    there = (cast.facilitator, cast.colleague("Ola"), cast.helper("Per"), cast.join("Anna"),
             cast.invites("helper", "Siv"), cast.follower())  # fmt: skip
    nobody = (Actor(role, 0, cast.seminar.id) for role in ("guest", "screen", "stage", ""))
    return [*(player.actor for player in there), *nobody]


def outside(cast: Cast, other: Cast) -> list[Actor]:
    """Who has had a right here, who has one elsewhere, and who makes one up."""
    removed = (cast.colleague("Unn"), cast.helper("Tor"), cast.invites("helper", "Vår"))
    for one in removed:
        cast.dismisses(one)
    gone = cast.follower()
    gone.does("stop_following", None)
    elsewhere = (
        other.colleague(),
        other.helper(),
        other.invites("helper", "Åse"),
        other.join(),
        other.follower(),
    )
    there = [replace(player.actor, seminar_id=cast.seminar.id) for player in elsewhere]
    made_up = [Actor(role, 999, cast.seminar.id) for role in ROLES - {"guest"}]
    return [*(player.actor for player in (*removed, gone)), *there, *made_up]


@pytest.mark.parametrize("row", EVERY, ids=command_id)
def test_a_command_says_who_may_send_it_and_when(row: Row) -> None:
    declaration = row[2]
    assert declaration.roles and declaration.roles <= ROLES
    assert declaration.states and declaration.states <= STATES


@pytest.mark.parametrize("row", EVERY, ids=command_id)
def test_a_command_is_refused_to_everybody_else(everybody: Everybody, row: Row) -> None:
    namesake = GENERALLY[row[1]].roles if row[1] in GENERALLY else frozenset()  # has its own row
    may = row[2].roles | namesake
    for actor in everybody.inside:
        if actor.role not in may:
            assert everybody.answers(actor, row) == "not_allowed", actor
    for actor in everybody.outside:
        refused = everybody.answers(actor, row)
        assert refused in ("not_allowed", "not_joined", "other_seminar"), actor


@pytest.mark.parametrize("row", EVERY, ids=command_id)
def test_a_command_is_for_all_whom_it_names(everybody: Everybody, row: Row) -> None:
    for actor in everybody.inside:
        if actor.role in row[2].roles:
            assert everybody.answers(actor, row) != "not_allowed", actor
