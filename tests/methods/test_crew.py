"""Leading together: invitations, rights, and taking over."""

from __future__ import annotations

import pytest

from methods import crew
from methods.refusal import Refused
from models import Entry
from tests.cast import Cast, Player
from tests.methods.gathering import table_of

# --- invitations ---------------------------------------------------------------------------------


def test_a_helper_is_one_when_the_link_is_used_and_not_before(cast: Cast) -> None:
    siv = cast.invites("helper", "Siv")
    cast.open_doors()
    as_helper = Player(cast, cast.helper().actor.__class__("helper", siv.id, cast.seminar.id))
    assert as_helper.refused("coming", None, group=1) == "not_allowed"
    siv.does("take_part", None, cookie_hash="a-cookie")
    assert as_helper.refused("coming", None, group=1) == "not_calling"


def test_a_link_is_used_once(cast: Cast) -> None:
    siv = cast.invites("helper", "Siv")
    siv.does("take_part", None, cookie_hash="a-cookie")
    assert siv.refused("take_part", None, cookie_hash="another") == "not_allowed"


def test_a_helper_comes_before_the_doors_open_but_does_nothing_yet(cast: Cast) -> None:
    per = cast.helper()
    assert cast.seminar.state == "draft"
    assert per.refused("coming", None, group=1) == "not_open"


def test_a_new_link_takes_over_from_the_old_one(cast: Cast) -> None:
    per = cast.helper()
    cast.facilitator.does("invite_again", None, crew=per.id, link_hash=f"{7:064x}")
    found = crew.by_cookie(cast.db, cast.seminar, "a-new-phone")
    assert found is None
    invited = Player(cast, per.actor.__class__("invited", per.id, cast.seminar.id))
    invited.does("take_part", None, cookie_hash="a-new-phone")
    found = crew.by_cookie(cast.db, cast.seminar, "a-new-phone")
    assert found is not None and found.id == per.id


@pytest.mark.parametrize("link", ["", "Buss", "0" * 63, "Z" * 64])
def test_a_link_that_the_server_did_not_make_is_refused(cast: Cast, link: str) -> None:
    told = {"role": "helper", "name": "Per", "link_hash": link}
    assert cast.facilitator.refused("invite", None, **told) == "bad_link"


def test_the_same_link_is_not_given_twice(cast: Cast) -> None:
    told = {"role": "helper", "name": "Per", "link_hash": f"{9:064x}"}
    cast.facilitator.does("invite", None, **told)
    assert cast.facilitator.refused("invite", None, **told) == "bad_link"


def test_helpers_are_not_invited_to_a_seminar_that_has_ended(cast: Cast) -> None:
    late = cast.invites("helper", "Sein")
    per = cast.helper()
    cast.open_doors().facilitator.does("end")
    told = {"role": "helper", "name": "Per", "link_hash": f"{9:064x}"}
    assert cast.facilitator.refused("invite", None, **told) == "ended"
    assert late.refused("take_part", None, cookie_hash="x") == "ended"
    assert per.refused("helped", None, group=1) == "ended"


def test_an_account_made_with_the_link_is_the_only_one_that_may_use_it(cast: Cast) -> None:
    ola, unn = cast.colleague("Ola"), cast.colleague("Unn")
    invited = cast.invites("facilitator", "Ola")
    found = next(c for c in crew.of(cast.db, cast.seminar) if c.id == invited.id)
    found.facilitator_id = ola.id
    cast.db.commit()
    assert invited.refused("take_part", None, account=unn.id) == "not_yours"


# --- rights --------------------------------------------------------------------------------------


def test_a_colleague_leads_as_the_owner_does(cast: Cast) -> None:
    ola = cast.colleague()
    ola.does("open_doors", None)
    ola.does("close")
    assert cast.step().state in ("closed", "published")
    ola.does("invite", None, role="helper", name="Per", link_hash=f"{3:064x}")


def test_one_who_is_removed_is_out_at_once(cast: Cast) -> None:
    cast.open_doors()
    ola, per = cast.colleague(), cast.helper()
    for one in (ola, per):
        cast.dismisses(one)
    assert ola.refused("close") == "not_allowed"
    assert per.refused("helped", None, group=1) == "not_allowed"
    assert crew.of(cast.db, cast.seminar) == []
    assert cast.facilitator.refused("dismiss", None, crew=per.id) == "no_crew"


def test_the_owner_cannot_be_removed(cast: Cast) -> None:
    ola = cast.colleague()
    assert ola.refused("dismiss", None, crew=0) == "no_crew"
    cast.dismisses(ola)
    assert crew.leads(cast.db, cast.seminar, cast.facilitator.id)


def test_another_seminars_helper_is_not_removed_from_here(cast: Cast) -> None:
    other = Cast(cast.storage)
    number = other.helper().id
    other.db.rollback()
    assert cast.facilitator.refused("dismiss", None, crew=number) == "no_crew"


def test_the_log_tells_who_led_by_number(cast: Cast) -> None:
    cast.open_doors()
    per, ola = cast.helper("Per"), cast.colleague("Ola")
    per.does("add_table")
    ola.does("close")
    actors = [e.actor for e in cast.db.query(Entry).order_by(Entry.id)]
    assert actors[-2:] == [f"helper:{per.id}", f"facilitator:{ola.id}"]
    assert [crew.name(cast.db, actor) for actor in actors[-2:]] == ["Per", "Ola"]


# --- taking over ---------------------------------------------------------------------------------


BEFORE = {"open": ["next"], "pause": [], "resume": ["pause"], "close": [], "next": [],
          "skip": ["next"], "reopen": ["next", "skip"], "end": []}  # fmt: skip


def stands(cast: Cast) -> tuple[object, ...]:
    """Where the seminar is: its own state, the current step, and every step's state."""
    cast.db.expire_all()
    return cast.seminar.state, cast.step().key, [s.state for s in cast.seminar.steps]


@pytest.mark.parametrize("word", BEFORE)
def test_two_who_press_the_same_at_once_do_it_once(cast: Cast, word: str) -> None:
    kari, ola = cast.facilitator, cast.colleague()
    cast.people(3)
    for first in BEFORE[word]:
        kari.does(first)
    step, before = cast.step().key, stands(cast)
    kari.does(word, step)
    after = stands(cast)
    assert after != before
    with pytest.raises(Refused):
        ola.does(word, step)
    assert stands(cast) == after


def test_a_result_is_shown_once_by_two_who_press_at_once(cast: Cast) -> None:
    kari, ola = cast.facilitator, cast.colleague()
    table_of(cast.lead_to("finn"))[0].does("add", title="Bussen går ikke")
    cast.lead_to("huk")
    kari.does("close")
    kari.does("publish")
    shown = cast.step("huk").published_at
    assert ola.refused("publish", "huk") == "moved"
    assert cast.step("huk").published_at == shown


def test_two_who_give_more_time_at_once_give_it_once(cast: Cast) -> None:
    ola = cast.colleague()
    cast.people(3)
    seen = int((cast.step().deadline or 0) * 1000)
    cast.facilitator.does("extend", minutes=5, until=seen)
    end = cast.step().deadline
    assert ola.refused("extend", minutes=5, until=seen) == "moved"
    assert cast.step().deadline == end
    ola.does("extend", minutes=5, until=int((end or 0) * 1000))


def test_two_who_turn_a_card_at_once_turn_one(cast: Cast) -> None:
    ola, anna = cast.colleague(), table_of(cast.lead_to("finn"))[0]
    for number in range(5):
        anna.does("add", title=f"Sak {number}")
    cast.lead_to("de_ti")
    cast.facilitator.does("reveal", after=0)
    assert ola.refused("reveal", after=0) == "moved"
    assert len(cast.activity().view("console")["cards"]) == 1
    ola.does("reveal", after=1)
