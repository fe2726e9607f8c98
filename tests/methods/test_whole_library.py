"""The library as a whole: nothing of the spec is missing, and there is something for everyone."""

from __future__ import annotations

from methods.catalogue import library
from tests.methods.compositions import COMPOSITIONS


def test_the_library_has_the_twenty_methods() -> None:
    assert set(library()) == set(COMPOSITIONS)
    assert sum(len(m.steps) for m in library().values()) == 128


def test_every_component_of_slik_has_a_method() -> None:
    assert {m.slik for m in library().values()} == {"what", "who", "system", "use", "refine"}


def test_there_is_something_for_every_level_and_phase() -> None:
    assert {m.level for m in library().values()} == {"beginner", "under_way", "experienced"}
    assert {m.phase for m in library().values()} == {
        "understanding", "idea", "test", "scaling", "sustaining"
    }  # fmt: skip
