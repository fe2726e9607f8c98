"""Following up: who tells how it goes, who is asked, and what is kept for the report."""

from __future__ import annotations

import json
from typing import Any

from methods.activities.follow.statuses import STATUSES
from methods.catalogue import parse
from storage import Storage
from tests.cast import Cast, Player
from tests.plays import method, step


def followed(cast: Cast) -> tuple[Player, Player, Player, int]:
    """Anna's agreement with Bo as its collector, when it is followed up; Cai is not in it."""
    anna, bo, cai = cast.people(3)
    cast.lead_to("avtaler")
    made = anna.does("propose", what="Nattbuss")["agreement"]
    bo.does("collect", agreement=made, name="Bo")
    cast.lead_to("etter")
    return anna, bo, cai, made


def deal(cast: Cast, surface: str = "phone") -> dict[str, Any]:
    found: dict[str, Any] = cast.activity("etter").view(surface)["deals"][0]
    return found


def test_there_are_nine_statuses_and_it_begins_as_new(cast: Cast) -> None:
    followed(cast)
    assert (len(STATUSES), deal(cast)["status"]) == (9, "new")
    assert len(cast.activity().view("phone")["statuses"]) == 9


def test_those_who_take_part_tell_how_it_goes(cast: Cast) -> None:
    anna, bo, cai, made = followed(cast)
    bo.does("set_status", agreement=made, status="under_way")
    anna.does("update", agreement=made, text="Fylket sier ja")
    assert (deal(cast)["status"], deal(cast)["news"][0]["text"]) == ("under_way", "Fylket sier ja")
    assert (anna.own()["follows"], cai.own()["follows"]) == ([made], [])
    assert cai.refused("update", agreement=made, text="Nei") == "not_member"
    assert bo.refused("set_status", agreement=made, status="fin") == "bad_arguments"


def test_asking_for_help_turns_it_red_on_every_page(cast: Cast) -> None:
    anna, _, _, made = followed(cast)
    anna.does("ask_help", agreement=made, text="Vi mangler penger")
    for surface in ("phone", "console", "screen"):
        assert deal(cast, surface)["status"] == "needs_help"
    assert cast.activity().view("console")["help"] == 1


def test_a_lesson_ends_it_and_stands_in_the_report(cast: Cast) -> None:
    anna, _, _, made = followed(cast)
    anna.does("lesson", agreement=made, text="Begynn med å spørre")
    assert deal(cast)["over"]
    outcome = json.loads(json.dumps(cast.activity().outcome()))
    told = json.dumps(cast.activity().section(outcome), ensure_ascii=False)
    assert "Begynn med å spørre" in told
    assert "Bo" not in told


def test_a_reminder_asks_until_somebody_answers(cast: Cast) -> None:
    _, bo, _, made = followed(cast)
    cast.facilitator.does("remind", agreement=made)
    assert deal(cast)["asked"]
    assert deal(cast)["news"] == []
    bo.does("set_status", agreement=made, status="on_hold")
    assert not deal(cast)["asked"]


def test_when_the_collector_leaves_it_is_red_until_another_is_written_in(cast: Cast) -> None:
    _, bo, _, made = followed(cast)
    bo.does("leave", agreement=made)
    assert not deal(cast)["has_collector"]
    cast.facilitator.does("reassign", agreement=made, name="Dag")
    assert deal(cast)["has_collector"]


def test_the_facilitator_writes_down_how_it_ended_also_after_the_seminar(cast: Cast) -> None:
    anna, _, _, made = followed(cast)
    cast.facilitator.does("end")
    assert anna.refused("update", agreement=made, text="Hei") == "ended"
    assert cast.facilitator.refused("close_agreement", agreement=made,
                                    status="closed_with_lesson") == "no_lesson"  # fmt: skip
    cast.facilitator.does("close_agreement", agreement=made, status="done", text="Bussen går")
    assert deal(cast)["status"] == "done"
    assert cast.activity().outcome()["deals"][0]["news"][0]["kind"] == "lesson"


def test_after_a_step_without_agreements_what_it_handed_on_is_followed(storage: Storage) -> None:
    kort = parse(method("feil", step("bord", "group", 'by = "table"'), step("kort", "gather"),
                        step("laerdom", "follow")), "feil.toml")  # fmt: skip
    cast = Cast(storage, size=16, method=kort)
    anna = cast.join()
    cast.lead_to("kort")
    anna.does("host", None, group=anna.person.table_id)
    anna.does("add", title="Vi spurte ingen")
    cast.lead_to("laerdom")
    assert [d["what"] for d in cast.activity().view("screen")["deals"]] == ["Vi spurte ingen"]


def test_without_the_agreements_there_is_nothing_to_follow(cast: Cast) -> None:
    cast.lead_to("avtaler", opened=False)
    cast.facilitator.does("skip")
    cast.lead_to("etter")
    assert cast.activity().view("phone")["deals"] == []
