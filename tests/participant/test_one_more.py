"""«Stem for en til» in a rating, and after the close: a phone is handed on, each voter secret."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app import create_app
from config import Config
from methods import secrecy
from methods.command import Actor
from models import Participant, Score
from storage import Storage
from tests.cast import Cast, Player
from tests.methods.rate.room import CRITERIA, everybody, rating
from tests.methods.vote.room import open_vote

FORM = ["2", "3", "4", "5", "1", "-"]


def phone(cast: Cast, storage: Storage, tmp_path: Path) -> SimpleNamespace:
    """The page of the newest phone, known by its cookie."""
    app = create_app(Config(data=tmp_path, secret="x" * 32), storage)
    page = app.test_client()
    at = f"/s/{cast.seminar.token}"
    cast.db.commit()  # the pages write for themselves
    page.post(f"{at}/join", data={"language": "nb"})
    page.post(f"{at}/do", data={"command": "profile"})
    return SimpleNamespace(page=page, at=f"{at}/one-more")


@pytest.fixture
def room(storage: Storage) -> Cast:
    cast = rating(storage, CRITERIA, cards=2, people=5)
    cast.facilitator.does("issue", None, count=2)
    return cast


def test_one_phone_answers_for_each_number_once(room: Cast) -> None:
    anna = everybody(room)[0]
    anna.does("score", item=room.step().data["items"][0], criterion="letthet", value=5)
    before = anna.own()
    anna.does("one_more", paper=101, values=FORM)
    anna.does("one_more", paper=102, values=["1"] * 6)
    assert anna.own() == before, "one's own answers are as they were"
    assert anna.refused("one_more", paper=101, values=FORM) == "number_used"
    assert anna.refused("one_more", paper=101, values=["1"] * 6, host=True) == "not_your_table"
    assert room.activity().progress() == (3, 7)
    room.facilitator.does("close")
    told = room.activity("vurder").outcome()["entries"]
    assert [(e["number"], e["how"], e["by"]) for e in told] == [
        (101, "self", "participant"), (102, "self", "participant")]  # fmt: skip


def test_what_is_wrong_is_refused_and_nothing_is_half_entered(room: Cast) -> None:
    anna = everybody(room)[0]
    for values, code in ((FORM[:5], "answers_differ"), (["-"] * 6, "empty_ballot"),
                         (["9", *FORM[1:]], "bad_value")):  # fmt: skip
        assert anna.refused("one_more", paper=101, values=values) == code
    assert anna.refused("one_more", paper=999, values=FORM) == "unknown_number"
    assert room.activity().progress() == (0, 7)
    room.facilitator.does("close")
    assert anna.refused("one_more", paper=101, values=FORM) == "closed"


def test_a_voter_is_secret_from_the_next_on_the_pages_of_one_phone(
    room: Cast, storage: Storage, tmp_path: Path
) -> None:
    lent = phone(room, storage, tmp_path)
    shown = lent.page.get(lent.at.replace("/one-more", "")).text
    assert f'href="{lent.at}"' in shown, "the way there stands on the phone"
    step = room.step().id
    room.db.commit()
    ballot = lent.page.post(lent.at, data={"paper": "101"}).text
    assert ballot.count('name="values[]"') == 6 and "Kort 2" in ballot
    assert " selected" not in ballot and f'data-forget="{lent.at}"' in ballot
    handed = {"paper": "101", "step": step}
    wrong = lent.page.post(f"{lent.at}/vote", data=handed | {"values[]": ["2", *["-"] * 4]})
    assert wrong.status_code == 422
    full = lent.page.post(f"{lent.at}/vote", data=handed | {"values[]": ["-"] * 5 + ["-"]})
    assert full.status_code == 422, "blank, and said in words"
    done = lent.page.post(f"{lent.at}/vote", data=handed | {"values[]": FORM})
    assert done.status_code == 303
    again = lent.page.post(lent.at, data={"paper": "101"})
    assert again.status_code == 422 and " selected" not in again.text
    following = lent.page.post(lent.at, data={"paper": "102"})
    assert following.status_code == 200 and " selected" not in following.text
    person = room.db.scalars(select(Participant).where(Participant.paper == 101)).one()
    cast_in = secrecy.ballot(room.activity().scope, room.step(), person.id)
    assert cast_in is not None
    rows = room.db.scalars(select(Score).where(Score.ballot_id == cast_in.id))
    first, second = room.step().data["items"]
    assert {(row.item_id, row.criterion): row.value for row in rows} == {
        (first, "letthet"): 2, (first, "gevinst"): 3, (first, "politisk"): 4,
        (second, "letthet"): 5, (second, "gevinst"): 1, (second, "politisk"): None,
    }  # fmt: skip


def test_where_each_rates_cards_of_their_own_no_phone_is_handed_on(
    storage: Storage, tmp_path: Path
) -> None:
    cast = rating(storage, 'assign = "sample:2"')
    cast.facilitator.does("issue", None, count=1)
    assert everybody(cast)[0].refused("one_more", paper=101, values=["1"]) == "no_paper"
    lent = phone(cast, storage, tmp_path)
    assert "one-more" not in lent.page.get(lent.at.replace("/one-more", "")).text
    assert 'id="lend-form"' not in lent.page.get(lent.at).text


def test_the_pages_let_only_a_host_enter_after_the_close(cast: Cast, tmp_path: Path) -> None:
    cast.open_doors()
    lent = phone(cast, cast.storage, tmp_path)
    (me,) = cast.db.scalars(select(Participant))
    table = cast.activity().scope.tables()[0].id
    person = Player(cast, Actor("participant", me.id, cast.seminar.id, "nb"))
    person.does("host", None, group=table)
    bo = cast.join()
    bo.does("sit", table=1)
    cast.facilitator.does("issue", None, count=2, table=1)
    items = open_vote(cast, [person, bo])
    cast.facilitator.does("close")
    cast.db.commit()
    assert 'id="one-more"' in lent.page.get(lent.at.replace("/one-more", "")).text
    asks = lent.page.get(lent.at).text
    assert 'name="host" value="true"' in asks and 'id="bring-form"' not in asks
    ballot = lent.page.post(lent.at, data={"paper": "101", "host": "true"}).text
    assert f'id="lent-{items[0]}"' in ballot
    handed = {"paper": "101", "host": "true", "step": cast.step().id, "items": items[0]}
    cast.db.commit()
    assert lent.page.post(f"{lent.at}/vote", data=handed).status_code == 303
    bo.does("host", None, group=table)
    cast.db.commit()
    assert 'id="lend-form"' not in lent.page.get(lent.at).text, "another writes for it now"
