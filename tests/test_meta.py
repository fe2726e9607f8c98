"""What there is of activities and commands is declared, told and written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from methods import describe
from methods.command import declared
from methods.engine import GENERAL, known
from tests.methods.settings_spec import SETTINGS

ROOT = Path(__file__).parent.parent
ROLES = {"participant", "facilitator", "helper", "guest", "invited", "follower"}
OWNERS = [*known().values(), *GENERAL]


def test_the_docs_of_the_activities_are_what_the_code_gives() -> None:
    written = (ROOT / "docs" / "activities.md").read_text("utf-8")
    assert written == describe.document(), "the activities have changed: run `make describe`"


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.__name__)
def test_every_command_has_a_role_states_and_a_sentence(owner: type) -> None:
    for name, declaration in declared(owner).items():
        assert declaration.roles and declaration.roles <= ROLES, name
        assert declaration.states and declaration.states <= set(describe.STATES), name
        told = getattr(owner, name).__doc__ or ""
        assert told.strip()[:1].isupper() or told.startswith("«"), f"{name} says what it does"


def test_every_activity_has_a_name_and_every_surface() -> None:
    for kind in known().values():
        folder = ROOT / "methods" / "activities" / kind.id
        assert kind.name
        for surface in ("phone", "console", "screen"):
            assert (folder / f"{surface}.html").is_file(), f"{kind.id} on the {surface}"


@pytest.mark.parametrize("kind", sorted(SETTINGS))
def test_every_setting_of_the_spec_is_there_with_its_default(kind: str) -> None:
    there = {name: default for name, default, *_ in describe.settings_of(known()[kind].Settings)}
    wanted = SETTINGS[kind]
    assert {name: there.get(name, "missing") for name in wanted} == wanted


def test_the_spec_has_the_activities_there_are() -> None:
    assert set(SETTINGS) == set(known())
