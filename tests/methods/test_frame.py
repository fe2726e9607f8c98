"""The opening: who asks, where we are, what happens afterwards, and how the day goes."""

from __future__ import annotations

import pytest

from methods.catalogue import parse
from methods.faults import BadMethod
from methods.refusal import Refused
from reports.outcome import outcome
from reports.reading import sections
from storage import Storage
from tests.cast import Cast
from tests.plays import PIXEL, method, step
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


def test_an_address_that_is_not_https_is_refused_with_what_was_expected(cast: Cast) -> None:
    cast.open_doors()
    with pytest.raises(Refused, match="bad_setting") as told:
        cast.facilitator.does("set", "aapning", key="media", value="http://example.org")
    assert "https://" in told.value.sentence()


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
    assert texts[1] == "Hva skal til for at flere blir boende på bygda?"
    assert any("Kommunestyret får svarene i mars." in text for text in texts)
    assert not any("Noe annet." in text for text in texts)


FRAME = {"text": "", "media": "none", "video_max_s": 120, "ask": ("who_asks", "where", "after"),
         "agenda": True, "ack": False}  # fmt: skip


def framed(storage: Storage, *settings: str) -> Cast:
    """A seminar that begins with a framing."""
    made = method("m", step("trygt", "frame", *settings), step("bord", "group", 'by = "table"'))
    return Cast(storage, method=parse(made, "m")).open_doors()


def test_the_settings_are_those_of_the_spec() -> None:
    assert parse(method("m", step("trygt", "frame")), "m").steps[0].settings == FRAME


def test_the_framing_text_can_be_in_three_languages(storage: Storage) -> None:
    cast = framed(storage, 'text = { nb = "Trygt her", nn = "Trygt her no", en = "Safe here" }')
    for language, text in (("nb", "Trygt her"), ("nn", "Trygt her no"), ("en", "Safe here")):
        with use(language):
            assert text in [p["text"] for p in cast.activity().view("phone")["said"]]


@pytest.mark.parametrize(
    ("setting", "key"),
    [
        ('text = { nb = "Trygt" }', "text"),
        (f'text = "{"a" * 601}"', "text"),
        (f'text = {{ nb = "{"a" * 601}", nn = "a", en = "a" }}', "text"),
        ('media = "http://example.org/film"', "media"),
        ('media = "javascript:alert(1)"', "media"),
        ('media = "https://"', "media"),
        ('media = "https://example.org/a https://example.org/b"', "media"),
        (f'media = "https://example.org/{"a" * 500}"', "media"),
        ("video_max_s = 121", "video_max_s"),
        ("slides = true", "slides"),
    ],
)
def test_a_mistake_in_the_framing_is_named(setting: str, key: str) -> None:
    with use("en"), pytest.raises(BadMethod, match=f"step 'trygt', key '{key}") as told:
        parse(method("m", step("trygt", "frame", setting)), "m.toml")
    assert str(told.value).startswith("m.toml")


def test_one_film_is_a_link_with_its_length_and_nothing_is_fetched(storage: Storage) -> None:
    cast = framed(storage, 'media = "https://example.org/film"', "video_max_s = 90")
    view = cast.activity().view("screen")
    with use("nb"):
        assert (view["media"], cast.activity().view("phone")["length"]) == (
            "https://example.org/film", "høyst 90 sekunder",
        )  # fmt: skip


def test_people_say_that_they_have_read_it_and_who_did_is_forgotten(storage: Storage) -> None:
    cast = framed(storage, "ack = true")
    anna, bo, *_ = cast.people(3)
    for person in (anna, bo, anna):
        person.does("ack")
    assert cast.activity().progress() == (2, 3)
    assert anna.own()["acked"]
    bo.person.removed = True
    cast.db.commit()
    assert cast.activity().progress() == (1, 2)
    cast.facilitator.does("close")
    assert (cast.step("trygt").result or {})["acks"] == 1
    assert "acks" not in cast.step("trygt").data
    with use("nb"):
        opening = cast.activity("trygt")
        texts = [block["text"] for block in opening.section(opening.outcome())]
    assert texts[0] == "Oppdraget"
    assert "1 person sa at de hadde lest det" in texts


def test_there_is_nothing_to_confirm_where_the_method_does_not_ask(storage: Storage) -> None:
    cast = framed(storage)
    assert cast.join().refused("ack") == "no_ack"
    assert cast.activity().progress() is None


def overrides(cast: Cast) -> list[tuple[int, str]]:
    """The minutes of each opening that was given more than ten, and why."""
    changes = outcome(cast.db, cast.seminar)["changes"]
    return [(c["data"]["minutes"], c["data"]["reason"]) for c in changes
            if c["what"] == "override"]  # fmt: skip


def test_an_opening_of_more_than_ten_minutes_is_allowed_and_printed(cast: Cast) -> None:
    kari = cast.open_doors().facilitator
    kari.does("plan", "aapning", minutes=10)
    assert overrides(cast) == []
    assert kari.refused("plan", "aapning", minutes=14) == "needs_reason"
    kari.does("plan", "aapning", minutes=14, reason="Ordføreren åpner")
    cast.lead_to("aapning")  # opened as planned: not noted twice
    assert overrides(cast) == [(14, "Ordføreren åpner")]
    assert cast.activity().view("console")["over"] == 4
    with use("nb"):
        told = str(sections(outcome(cast.db, cast.seminar)))
    assert "steget fikk 14 minutter, og skal ta høyst 10. Grunn: Ordføreren åpner" in told


def test_extending_the_opening_past_ten_minutes_is_noted_and_a_pause_is_not(cast: Cast) -> None:
    cast.lead_to("aapning")
    for command in ("pause", "resume"):
        cast.facilitator.does(command)
    assert overrides(cast) == []
    assert cast.facilitator.refused("extend", minutes=2) == "needs_reason"
    cast.facilitator.does("extend", minutes=2, reason="Mange spurte")
    cast.facilitator.does("extend", minutes=-2)
    assert overrides(cast) == [(12, "Mange spurte")]


def test_a_step_of_another_kind_may_take_its_time(cast: Cast) -> None:
    cast.open_doors().facilitator.does("plan", "finn", minutes=90)
    assert overrides(cast) == []


def test_a_picture_takes_the_place_of_the_link_and_is_told_in_the_report(storage: Storage) -> None:
    cast = framed(storage, 'media = "https://example.org/film"')
    cast.facilitator.does("show_picture", file=PIXEL, alt=" Bygda  fra fjorden ")
    for surface in ("phone", "console", "screen"):
        view = cast.activity().view(surface)
        assert view["media"] == "", "one picture or film"
        assert (view["picture"]["alt"], view["picture"]["width"]) == ("Bygda fra fjorden", 1)
    cast.facilitator.does("close")
    opening = cast.activity("trygt")
    with use("nb"):
        texts = [block["text"] for block in opening.section(opening.outcome())]
    assert "Vist i åpningen, et bilde: Bygda fra fjorden" in texts
    assert "/pictures/" not in str(outcome(cast.db, cast.seminar)), "its address is no outcome"


def test_a_picture_without_words_or_after_the_opening_is_refused(storage: Storage) -> None:
    cast = framed(storage)
    kari = cast.facilitator
    assert kari.refused("show_picture", file=PIXEL, alt=" ") == "no_alt"
    assert kari.refused("show_picture", file="PHN2Zy8+", alt="Et svg") == "no_picture"
    assert kari.refused("show_picture", file="æøå", alt="Ikke base64") == "bad_arguments"
    assert kari.refused("drop_picture") == "no_picture"
    kari.does("close")
    assert kari.refused("show_picture", file=PIXEL, alt="For sent") == "closed"
