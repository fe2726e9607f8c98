"""The opening: who asks, where we are, what happens afterwards, and how the day goes."""

from __future__ import annotations

from tests.cast import Cast
from translations import use


def test_the_opening_says_who_asks_and_what_happens_afterwards(cast: Cast) -> None:
    cast.lead_to("aapning")
    view = cast.activity().view("phone")
    assert (view["sponsor"], view["promise"]) == (
        "Granvik kommune", "Kommunestyret får svarene i mars.",
    )  # fmt: skip
    assert [p["key"] for p in view["said"]] == ["who_asks", "where", "after"]
    assert view["missing"] == []


def test_the_agenda_has_the_steps_ahead_with_their_minutes(cast: Cast) -> None:
    cast.lead_to("aapning")
    agenda = cast.activity().view("phone")["agenda"]
    assert (len(agenda), agenda[0]["minutes"], agenda[-1]["minutes"]) == (10, 35, 10)
    assert cast.activity().view("phone")["minutes"] == 165


def test_a_step_left_out_is_not_on_the_agenda(cast: Cast) -> None:
    cast.lead_to("finn", opened=False)
    cast.facilitator.does("skip")
    cast.facilitator.does("reopen", "aapning")
    assert len(cast.activity().view("phone")["agenda"]) == 9


def test_the_framing_text_says_where_we_are_in_the_process(cast: Cast) -> None:
    cast.facilitator.does("open_doors", None)
    cast.facilitator.does("set", "aapning", key="text", value="Planen vedtas i juni.")
    cast.lead_to("aapning")
    assert "Planen vedtas i juni." in [p["text"] for p in cast.activity().view("screen")["said"]]


def test_the_framing_text_has_room_for_600_characters(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("set", "aapning", key="text", value="å" * 600)
    assert cast.facilitator.refused("set", "aapning", key="text", value="å" * 601) == "bad_setting"


def test_the_facilitator_is_told_what_nobody_has_written(cast: Cast) -> None:
    cast.seminar.sponsor = cast.seminar.promise = ""
    cast.lead_to("aapning")
    view = cast.activity().view("console")
    assert len(view["missing"]) == 2
    assert [p["key"] for p in view["said"]] == ["where"]


def test_the_report_says_what_was_said_then(cast: Cast) -> None:
    cast.lead_to("aapning")
    cast.facilitator.does("close")
    cast.seminar.promise = "Noe annet."
    opening = cast.activity("aapning")
    with use("en"):
        texts = [block["text"] for block in opening.section(opening.outcome())]
    assert texts[0] == "Hva skal til for at flere blir boende på bygda?"
    assert any("Kommunestyret får svarene i mars." in text for text in texts)
    assert not any("Noe annet." in text for text in texts)
