"""A collector's own page: a year with an agreement, by a link and without an account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from config import Config
from methods import followers
from models import Agreement, Follower, News
from storage import Storage
from tests.cast import Cast
from tests.methods.test_followers import agreed

KEY = "x" * 32


@dataclass
class Deal:
    """What was agreed in a seminar that is over, and a browser that knows nobody."""

    cast: Cast
    found: Agreement
    page: FlaskClient

    def link(self, kind: str, agreement: Agreement | None = None) -> str:
        made = followers.one(self.cast.db, agreement or self.found, kind)
        assert made is not None
        self.cast.db.commit()
        return followers.path(KEY, made)

    def get(self, path: str, code: int = 200) -> str:
        self.cast.db.rollback()
        answer = self.page.get(path)
        assert answer.status_code == code, answer.text
        return answer.text

    def post(self, path: str, command: str, code: int = 303, /, **data: Any) -> str:
        took = ("say_status", "move_date", "evaluate", "offer", "give_on")
        sent = {"revision": self.now.revision, **data} if command in took else data
        self.cast.db.rollback()  # the page writes for itself
        answer = self.page.post(path, data={"command": command, **sent})
        assert answer.status_code == code, answer.text
        return answer.text

    @property
    def now(self) -> Agreement:
        self.cast.db.rollback()
        self.cast.db.expire_all()
        return self.cast.db.get_one(Agreement, self.found.id)

    def told(self) -> list[str]:
        rows = self.cast.db.query(News).order_by(News.id).all()
        return [n.kind for n in rows if n.agreement_id == self.now.id]


@pytest.fixture
def deal(cast: Cast, storage: Storage, tmp_path: Path) -> Deal:
    found = agreed(cast)
    cast.facilitator.does("end", None)
    app = create_app(Config(data=tmp_path, secret=KEY), storage)
    cast.db.commit()
    return Deal(cast, found, app.test_client())


def test_to_open_a_notices_link_changes_nothing_and_the_button_does(deal: Deal) -> None:
    bo = deal.link("collector")
    for say, command in (("unchanged", "say_unchanged"), ("done", "say_status"),
                         ("help", "say_status")):  # fmt: skip
        page = deal.get(f"{bo}?say={say}")
        assert re.findall(r'name="command" value="(\w+)"', page) == [command, "reach"]
    deal.get(f"{bo}/leave")
    assert (deal.now.status, deal.told()) == ("new", [])
    deal.post(bo, "say_unchanged")
    assert (deal.now.status, deal.told()) == ("new", ["unchanged"])
    deal.post(bo, "say_status", status="done")
    assert deal.now.status == "done"


def test_news_for_those_who_take_part_are_read_by_nobody_else(deal: Deal) -> None:
    bo, cai = deal.link("collector"), deal.link("deputy")
    eva = followers.add(deal.cast.db, deal.cast.seminar, None, "news", name="Eva")
    deal.cast.db.commit()
    eva_at = followers.path(KEY, eva)
    deal.post(bo, "post_news", text="Møte hos Bo", audience="members")
    deal.post(bo, "post_news", text="Bussen går")
    assert "Møte hos Bo" in deal.get(cai)
    told = deal.get(eva_at)
    assert "Bussen går" in told and "Møte hos Bo" not in told
    outcome = deal.get(f"/outcome/{deal.cast.seminar.token}.json")
    assert "Bussen går" in outcome and "Møte hos Bo" not in outcome
    assert 'value="post_news"' not in told
    deal.post(eva_at, "post_news", 422, text="Ikke min")
    assert "Ikke min" not in deal.get(cai)


def test_two_who_write_at_once_both_see_what_the_other_wrote(deal: Deal) -> None:
    bo, cai, seen = deal.link("collector"), deal.link("deputy"), deal.now.revision
    deal.post(bo, "move_date", which="next_date", day="2099-01-02", why="Salen er opptatt")
    page = deal.post(cai, "say_status", 409, status="on_hold", text="Vi venter", revision=seen)
    assert "Salen er opptatt" in page and page.count("Vi venter") == 2
    assert f'name="revision" value="{deal.now.revision}"' in page
    assert deal.now.status == "new"
    deal.post(cai, "say_status", status="on_hold", text="Vi venter")
    assert deal.now.status == "on_hold"


def test_what_is_refused_stands_in_the_form_still(deal: Deal) -> None:
    bo = deal.link("collector")
    late = {"which": "evaluate_by", "day": "2099-01-02", "why": "Vi rekker det ikke"}
    page = deal.post(bo, "move_date", 422, **late)
    assert "Vi rekker det ikke" in page and 'value="2099-01-02"' in page
    page = deal.post(bo, "say_status", 422, status="closed_with_lesson", text="")
    assert '<option value="closed_with_lesson" selected>' in page
    assert "bo(at)example" in deal.post(bo, "reach", 422, email="bo(at)example")
    assert deal.told() == []


def test_it_is_always_clear_who_carries_it_while_it_is_handed_over(deal: Deal) -> None:
    bo = deal.link("collector")
    page = deal.post(bo, "offer", 200, name="Bygdelaget")
    lag = deal.link("receiver")
    assert lag in page and "Bo er samler" in deal.get(lag)
    deal.post(lag, "say_status", 422, status="done")
    deal.post(lag, "answer_offer", accept="true", words="Vi gleder oss")
    assert (deal.now.handover_state, deal.now.status) == ("accepted", "new")
    assert "Bo er samler" in deal.get(lag)
    deal.post(bo, "hand_on", words="Nøkler og kasse")
    assert (deal.now.handover_state, deal.now.status) == ("done", "handed_over")
    assert "Bygdelaget har overtatt" in deal.get(bo)
    deal.post(lag, "hand_on", words="Vi fikk det ikke til", back="true")
    assert (deal.now.handover_state, deal.now.status) == ("returned", "under_way")
    assert "Bo er samler" in deal.get(bo)
    assert "Du er meldt av" in deal.get(lag, 410)


def test_a_yes_from_the_room_still_needs_somebody_who_carries_it(deal: Deal) -> None:
    deal.found.handover_state = "accepted"
    bo = deal.link("collector")
    assert 'id="offer-button"' in deal.get(bo) and 'id="hand_on-button"' not in deal.get(bo)
    deal.post(bo, "hand_on", 422, words="Nøkler og kasse")
    deal.post(bo, "offer", 200, name="Bygdelaget")
    deal.post(deal.link("receiver"), "answer_offer", accept="true", words="Vi gleder oss")
    deal.post(bo, "hand_on", words="Nøkler og kasse")
    assert deal.now.handover_state == "done" and "Bygdelaget har overtatt" in deal.get(bo)


def test_a_no_keeps_the_collector_and_another_can_be_asked(deal: Deal) -> None:
    bo = deal.link("collector")
    deal.post(bo, "offer", 200, name="Bygdelaget")
    deal.post(bo, "offer", 422, name="Kommunen")
    lag = deal.link("receiver")
    deal.post(lag, "answer_offer", 422, accept="false", words="")
    deal.post(lag, "answer_offer", accept="false", words="Ikke i år")
    assert deal.now.handover_state == "declined" and "Ikke i år" in deal.get(bo)
    deal.post(bo, "offer", 200, name="Kommunen")


def test_an_evaluation_ends_it_with_a_lesson_or_lets_it_go_on(deal: Deal) -> None:
    bo = deal.link("collector")
    answers: dict[str, Any] = {"came": "Buss hver fredag", "learnt": "Spør sjåførene først"}
    deal.post(bo, "evaluate", **answers, goes_on="true")
    assert (deal.now.came, deal.now.lesson, deal.now.status) == (*answers.values(), "new")
    deal.post(bo, "evaluate", **answers, goes_on="false")
    assert deal.now.status == "closed_with_lesson" and deal.now.evaluated_at


def test_the_collecting_is_given_on_and_the_giver_reads_along(deal: Deal) -> None:
    bo = deal.link("collector")
    page = deal.post(bo, "give_on", 200, name="Dag")
    assert deal.link("collector") in page and deal.now.collector_name == "Dag"
    assert 'value="post_news"' not in deal.get(bo)
    deal.post(deal.link("collector"), "post_news", text="Hei fra Dag")
    assert "Hei fra Dag" in deal.get(bo)


def test_leaving_is_one_tap_and_for_good(deal: Deal) -> None:
    bo = deal.link("collector")
    deal.get(f"{bo}/leave")
    mail = deal.page.post(f"{bo}/leave", data={"List-Unsubscribe": "One-Click"})
    assert mail.status_code == 200
    assert deal.now.collector_name == "Cai"
    deal.get(bo, 410)
    assert deal.page.post(f"{bo}/leave").status_code == 200, "twice is once"
    deal.post(bo, "post_news", 410, text="Er jeg her?")
    left = [f for f in deal.cast.db.query(Follower).order_by(Follower.id) if f.left_at]
    assert [(f.name, f.email) for f in left] == [("Bo", "")]


def test_a_link_that_is_nobodys_or_of_a_hidden_agreement_opens_nothing(deal: Deal) -> None:
    bo = deal.link("collector")
    deal.get(f"{bo[:-1]}_", 404)
    deal.cast.facilitator.does("hide_agreement", "avtaler", agreement=deal.found.id, reason="Navn")
    deal.get(bo, 404)
    deal.post(f"{bo[:-2]}00", "post_news", 404, text="Hei")
