"""Method files: a mistake is refused at start, with file, step, key and what was expected."""

from __future__ import annotations

import pytest

from methods.catalogue import LIBRARY, library, parse
from methods.faults import BadMethod
from tests.plays import method, step, words
from translations import use

FRAME = 'do = "frame"\n'
MINUTES = "minutes = { 40 = 10, 100 = 10, 300 = 10 }\nask"
OPENING = 'title = { nb = "Åpning", nn = "Opning", en = "Opening" }'


def told(old: str, new: str) -> str:
    """The sentence with which the Øvre Eiker method is refused when `old` is written as `new`."""
    text = (LIBRARY / "ovre_eiker.toml").read_text("utf-8")
    assert old in text
    with use("en"), pytest.raises(BadMethod) as refused:
        parse(text.replace(old, new, 1), "oe.toml")
    return str(refused.value)


def test_every_method_in_the_library_is_without_fault() -> None:
    assert {f.stem for f in LIBRARY.glob("*.toml")} == set(library())


def test_there_are_minutes_for_every_size() -> None:
    for known in library().values():
        for one in known.steps:
            assert all(one.minutes_for(size) >= 0 for size in (2, 60, 1000))


def test_the_minutes_are_those_of_the_nearest_size() -> None:
    arrival = library()["ovre_eiker"].steps[0]
    assert [arrival.minutes_for(n) for n in (2, 69, 71, 1000)] == [10, 10, 15, 20]


@pytest.mark.parametrize(("new", "sentence"), [
    ('target = 10\ncolour = "red"',
     "oe.toml, step 'huk', key 'colour': not known; expected one of mode, budget, cap"),
    ('target = "ten"', "oe.toml, step 'huk', key 'target': 'ten' cannot be used here; expected "
                       "a whole number, at least 1 or 'third'"),
    ("target = [10]", "oe.toml, step 'huk', key 'target': [10] cannot be used here; expected "
                      "a whole number, at least 1 or 'third'"),
])  # fmt: skip
def test_a_setting_that_the_activity_does_not_know_is_refused(new: str, sentence: str) -> None:
    assert told("target = 10", new).startswith(sentence)


def test_a_setting_out_of_range_is_refused() -> None:
    assert told("size = 8", "size = 0") == (
        "oe.toml, step 'ankomst', key 'size': 0 cannot be used here; "
        "expected a whole number from 1 to 100"
    )


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('type = "text"', 'type = "txt"',
     "key 'sheet[0].type': 'txt' cannot be used here; expected 'choice', 'date', 'items', "
     "'list', 'matrix', 'person', 'text'"),
    ('key = "virkelig"', 'key = "virkelig", size = 1',
     "key 'sheet[0].size': not known; expected one of key, label, type, options, max_months, kind"),
    ('label = { nb = "Hva er det egentlig?", nn', 'label = { nb = "Hva er det egentlig?", nx',
     "key 'sheet[0].label': no text in nn"),
])  # fmt: skip
def test_a_fault_deep_in_a_setting_is_found(old: str, new: str, sentence: str) -> None:
    assert told(old, new) == f"oe.toml, step 'ideer', {sentence}"


@pytest.mark.parametrize(("old", "new", "sentence"), [
    (FRAME, 'do = "slides"\n', "key 'do': 'slides' cannot be used here; expected agree"),
    (FRAME, "", "key 'do': it is missing"),
    (MINUTES, 'minutes = "ten"\nask', "key 'minutes': 'ten' cannot be used here; expected a table"),
    (MINUTES, "minutes = {}\nask", "key 'minutes': {} cannot be used here; expected a table"),
    (MINUTES, "ask", "key 'minutes': it is missing"),
    (OPENING, 'title = "Åpning"', "key 'title': 'Åpning' cannot be used here; expected a text in"),
    (OPENING, 'title = { nb = "Åpning", en = "Opening" }', "key 'title': no text in nn"),
    (OPENING, OPENING.replace("Opning", ""), "key 'title': no text in nn"),
])  # fmt: skip
def test_what_every_step_has_is_checked(old: str, new: str, sentence: str) -> None:
    assert told(old, new).startswith(f"oe.toml, step 'aapning', {sentence}")


def test_a_step_without_a_name_is_refused() -> None:
    assert told('id = "aapning"\n', "") == (
        "oe.toml, step '?', key 'id': it is missing; expected a text like [a-z][a-z0-9_]{0,39}"
    )


def test_two_steps_of_one_name_are_refused() -> None:
    assert "step 'ankomst', key 'id': there is a step" in told('id = "aapning"', 'id = "ankomst"')


@pytest.mark.parametrize("wrong", ["samla", "huk", "de_ti"])
def test_a_step_takes_only_from_an_earlier_one(wrong: str) -> None:
    assert told('from = "samle"', f'from = "{wrong}"') == (
        f"oe.toml, step 'huk', key 'from': no earlier step is called '{wrong}'; "
        "expected one of ankomst, aapning, finn, samle"
    )


def test_what_names_no_earlier_step_takes_from_the_nearest_that_has_what_it_needs() -> None:
    text = (LIBRARY / "ovre_eiker.toml").read_text("utf-8")
    without = parse(text.replace('from = "samle"\n', "", 1), "oe.toml")
    assert next(s for s in without.steps if s.key == "huk").source == "samle"


def test_what_works_on_an_earlier_step_cannot_come_first() -> None:
    words = '{ nb = "a", nn = "a", en = "a" }'
    text = f'id = "x"\nslik = "what"\ntitle = {words}\npurpose = {words}\n[[step]]\nid = "huk"\n' \
           f'do = "vote"\ntitle = {words}\nlead = {words}\nminutes = {{ 40 = 5 }}\n'  # fmt: skip
    with use("en"), pytest.raises(BadMethod) as refused:
        parse(text, "x.toml")
    assert str(refused.value) == (
        "x.toml, step 'huk', key 'from': it is missing; this works on what an earlier step made, "
        "one of –"
    )


@pytest.mark.parametrize("wrong", ["shortlst", "top:0", "top:", "where:status", "all "])
def test_a_step_takes_by_a_known_rule(wrong: str) -> None:
    assert told('take = "shortlist"', f'take = "{wrong}"') == (
        f"oe.toml, step 'de_ti', key 'take': '{wrong}' cannot be used here; expected "
        "all, shortlist, top:n or where:column=value"
    )


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('slik = "what"', "slik = what", "oe.toml: this is not TOML: "),
    ('slik = "what"', "slik = 3", "oe.toml, key 'slik': 3 cannot be used here; expected 'refine'"),
    ('slik = "what"', 'slik = "what"\nauthor = "Kari"', "oe.toml, key 'author': not known; "),
    ('id = "ovre_eiker"\n', "", "oe.toml, key 'id': it is missing"),
    ('nn = "Finn det', 'nx = "Finn det', "oe.toml, key 'purpose': no text in nn"),
    ('[[step]]\nid = "aapning"', '[[steps]]\nid = "aapning"', "oe.toml, key 'steps': not known"),
])  # fmt: skip
def test_the_method_itself_is_checked(old: str, new: str, sentence: str) -> None:
    assert told(old, new).startswith(sentence)


@pytest.mark.parametrize("steps", ["", "step = 3"])
def test_a_method_has_steps(steps: str) -> None:
    words = '{ nb = "a", nn = "a", en = "a" }'
    head = f'id = "x"\nslik = "what"\ntitle = {words}\npurpose = {words}\n'
    with use("en"), pytest.raises(BadMethod, match="^x.toml, key 'step': "):
        parse(head + steps, "x.toml")


def test_a_choice_of_topics_needs_a_step_that_made_them() -> None:
    text = method("liten", step("inn", "frame"), step("velg", "group", 'by = "choice"'))
    with use("en"), pytest.raises(BadMethod) as refused:
        parse(text, "liten.toml")
    assert str(refused.value).startswith(
        "liten.toml, step 'velg', key 'from': it is missing; this works on what an earlier step "
        "made, one of inn")  # fmt: skip
    text = method("liten", step("skriv", "gather"), step("velg", "group", 'by = "choice"'))
    assert parse(text, "liten.toml").steps[1].source == "skriv"


@pytest.mark.parametrize("do", ["gather", "work"])
def test_a_set_of_cards_is_asked_for_by_its_name(do: str) -> None:
    sheet = f"sheet = [{{ key = 'a', type = 'text', label = {words('A')} }}]"
    more = [sheet] if do == "work" else []
    made = parse(method("liten", step("ide", do, *more, 'prompts = "benspenn"')), "liten.toml")
    cards = made.steps[0].settings["prompts"]
    assert len(cards) == 5 and all(set(card) == {"nb", "nn", "en"} for card in cards)
    told = f"prompts = [{words('benspenn')}]"  # as the form of the workshop has it
    assert parse(method("liten", step("ide", do, *more, told)), "l").steps[0].settings[
        "prompts"] == cards  # fmt: skip
    with use("en"), pytest.raises(BadMethod, match="key 'prompts': .*'benspenn', 'har_virket'"):
        parse(method("liten", step("ide", do, *more, 'prompts = "ukjent"')), "liten.toml")
