"""A floke in the register: what it takes, and two who write on it at once."""

from __future__ import annotations

import pytest

from methods import floker
from methods.refusal import Refused
from storage import Storage
from tests.cast import kari


def test_a_change_on_an_older_text_is_a_conflict_with_both(storage: Storage) -> None:
    with storage.writing() as db:
        floke = floker.create(db, kari(db), title="Unge utenfor", why="Sju enheter.")
        same = {"title": "Unge utenfor", "others": "", "origin": "trend", "stage": "idea"}
        floker.change(db, floke, revision=1, why="Åtte enheter.", **same)
        with pytest.raises(Refused) as refused:
            floker.change(db, floke, revision=1, why="Ni enheter.", **same)
        assert refused.value.code == "conflict"
        assert refused.value.reply["why"] == floke.why == "Åtte enheter."
        floker.change(db, floke, revision=refused.value.reply["revision"], why="Ni.", **same)
        assert (floke.why, floke.revision) == ("Ni.", 3)


@pytest.mark.parametrize(("wrong", "code"), [
    ({"title": " "}, "no_title"), ({"origin": "mars"}, "bad_origin"), ({"stage": "x"}, "bad_stage"),
    ({"title": "æ" * 161}, "too_long"), ({"why": "æ" * 1201}, "too_long"),
])  # fmt: skip
def test_a_floke_that_cannot_be_is_refused(
    storage: Storage, wrong: dict[str, str], code: str
) -> None:
    with storage.writing() as db, pytest.raises(Refused) as refused:
        floker.create(db, kari(db), **{"title": "Unge", **wrong})
    assert refused.value.code == code
