"""Roles and units: asked for when the plan needs them, and a step that is for one role."""

from __future__ import annotations

from methods import roles
from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.dealt import grouping, on, seminar
from tests.plays import method, step


def told(cast: Cast, person: Player) -> dict[str, object]:
    """What stands on the person's own page about it."""
    return roles.own(person.person, roles.asked(cast.seminar), cast.step())


def test_a_plan_asks_for_what_its_steps_need_and_until_they_are_over(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'by = "mix"', 'balance = "unit"'),
                   grouping("slutt", 'who = "elected"'), grouping("prat"))  # fmt: skip
    anna = cast.join()
    assert told(cast, anna)["asked"] == ["role", "unit"]
    anna.does("profile", None, unit="  Helse og   omsorg ")
    assert (anna.person.unit, told(cast, anna)["unanswered"]) == ("Helse og omsorg", ["role"])
    on(cast)
    assert told(cast, anna)["asked"] == ["role"]
    on(cast)
    assert told(cast, anna)["asked"] == []
    cast.close()


def test_one_reads_along_in_a_step_for_another_role(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'who = "elected"'), grouping("alle"))
    anna = cast.join()
    assert told(cast, anna)["reads_along"] and told(cast, anna)["step_role"] == "elected"
    anna.does("profile", None, role="elected")
    assert not told(cast, anna)["reads_along"]
    anna.does("profile", None, role="")
    on(cast)
    assert not told(cast, anna)["reads_along"]
    cast.close()


def test_a_step_for_one_role_counts_only_those_of_it(storage: Storage) -> None:
    lines = ['who = "elected"', 'mode = "poll"', "options = ['Ja', 'Nei']"]
    cast = Cast(storage, method=parse(method("liten", step("valg", "vote", *lines)), "liten"))
    people = cast.people(5)
    assert cast.activity().progress() == (0, 0)
    for person in people[:2]:
        person.does("profile", None, role="elected")
    yes = cast.step().data["items"][0]
    people[0].does("tick", item=yes)
    assert people[4].refused("tick", item=yes) == "not_your_role"
    assert cast.activity().progress() == (1, 2)
    people[0].does("profile", None, role="resident")
    people[1].does("profile", None, role="")
    assert cast.activity().progress() == (1, 1), "never fewer than have voted"
    people[1].does("profile", None, role="elected")
    cast.facilitator.does("close")
    cast.facilitator.does("publish")
    assert (cast.step().result or {})["present"] == 1
    cast.close()


def test_what_one_says_about_oneself_is_on_nobody_elses_page(storage: Storage) -> None:
    cast = seminar(storage, grouping("bord", 'by = "mix"', 'balance = "unit"'))
    anna = cast.join("Anna")
    done = anna.sends("profile", None, role="union_rep", unit="Hemmelig avdeling")
    assert f"own:{anna.id}" in done.touched
    step = cast.activity()
    shown = [step.view(s) for s in ("phone", "console", "screen")]
    shown.append(step.view("group", step.group_of(anna.person)))
    assert "Hemmelig" not in str(shown) and "union_rep" not in str(shown)
    cast.close()
