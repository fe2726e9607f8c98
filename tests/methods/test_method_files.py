"""Method files: a mistake is refused at start, with file, step, key and what was expected."""

from __future__ import annotations

import pytest

from methods.catalogue import LIBRARY, library, parse
from methods.faults import BadMethod

FRAME = 'do = "frame"\n'
MINUTES = "minutes = { 40 = 10, 100 = 10, 300 = 10 }\nask"
OPENING = 'title = { nb = "Åpning", nn = "Opning", en = "Opening" }'


def told(old: str, new: str) -> str:
    """The sentence with which the Øvre Eiker method is refused when `old` is written as `new`."""
    text = (LIBRARY / "ovre_eiker.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(BadMethod) as refused:
        parse(text.replace(old, new, 1), "oe.toml")
    return str(refused.value)


def test_every_method_in_the_library_is_without_fault() -> None:
    assert {f.stem for f in LIBRARY.glob("*.toml")} == set(library())


def test_there_are_minutes_for_every_size() -> None:
    for method in library().values():
        for step in method.steps:
            assert all(step.minutes_for(size) >= 0 for size in (2, 60, 1000))


def test_the_minutes_are_those_of_the_nearest_size() -> None:
    arrival = library()["ovre_eiker"].steps[0]
    assert [arrival.minutes_for(n) for n in (2, 69, 71, 1000)] == [10, 10, 15, 20]


@pytest.mark.parametrize(("new", "sentence"), [
    ('target = 10\ncolour = "red"',
     "oe.toml, step 'huk', key 'colour': not known; expected budget, cap, target"),
    ('target = "ten"', "oe.toml, step 'huk', key 'target': Invalid enum value 'ten'; "
                       "expected int, 'third'"),
    ("target = [10]", "oe.toml, step 'huk', key 'target': Expected `int | str`, got `array`"),
])  # fmt: skip
def test_a_setting_that_the_activity_does_not_know_is_refused(new: str, sentence: str) -> None:
    assert told("target = 10", new).startswith(sentence)


def test_a_setting_out_of_range_is_refused() -> None:
    assert told("size = 8", "size = 0") == (
        "oe.toml, step 'ankomst', key 'size': Expected `int` >= 1"
    )


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('type = "text"', 'type = "txt"',
     "key 'sheet[0].type': Invalid enum value 'txt'; expected 'text', 'items'"),
    ('key = "virkelig"', 'key = "virkelig", size = 1',
     "key 'sheet[0].size': not known; expected key, label, type"),
    ('label = { nb = "Hva er det egentlig?", nn', 'label = { nb = "Hva er det egentlig?", nx',
     "key 'sheet[0].label': no text in nn"),
])  # fmt: skip
def test_a_fault_deep_in_a_setting_is_found(old: str, new: str, sentence: str) -> None:
    assert told(old, new) == f"oe.toml, step 'ideer', {sentence}"


@pytest.mark.parametrize(("old", "new", "sentence"), [
    (FRAME, 'do = "slides"\n', "key 'do': 'slides' is none of agree, follow, frame"),
    (FRAME, "", "key 'do': it is missing"),
    (MINUTES, 'minutes = "ten"\nask', "key 'minutes': Expected `object`, got `str`"),
    (MINUTES, "minutes = {}\nask", "key 'minutes': Expected `object` of length >= 1"),
    (MINUTES, "ask", "key 'minutes': it is missing"),
    (OPENING, 'title = "Åpning"', "key 'title': Expected `object`, got `str`"),
    (OPENING, 'title = { nb = "Åpning", en = "Opening" }', "key 'title': no text in nn"),
    (OPENING, OPENING.replace("Opning", ""), "key 'title': no text in nn"),
])  # fmt: skip
def test_what_every_step_has_is_checked(old: str, new: str, sentence: str) -> None:
    assert told(old, new).startswith(f"oe.toml, step 'aapning', {sentence}")


def test_a_step_without_a_name_is_refused() -> None:
    assert told('id = "aapning"\n', "") == "oe.toml, step '?', key 'id': it is missing"


def test_two_steps_of_one_name_are_refused() -> None:
    assert "step 'ankomst', key 'id': there is a step" in told('id = "aapning"', 'id = "ankomst"')


@pytest.mark.parametrize("wrong", ["samla", "huk", "de_ti"])
def test_a_step_takes_only_from_an_earlier_one(wrong: str) -> None:
    assert told('from = "samle"', f'from = "{wrong}"') == (
        f"oe.toml, step 'huk', key 'from': no earlier step is called '{wrong}'; "
        "expected one of ankomst, aapning, finn, samle"
    )


def test_what_works_on_an_earlier_step_names_it() -> None:
    assert told('from = "samle"\n', "") == (
        "oe.toml, step 'huk', key 'from': it is missing; vote works on what an earlier step made, "
        "one of ankomst, aapning, finn, samle"
    )


def test_a_step_takes_all_or_the_shortlist() -> None:
    assert told('take = "shortlist"', 'take = "shortlst"') == (
        "oe.toml, step 'de_ti', key 'take': Invalid enum value 'shortlst'; "
        "expected 'all', 'shortlist'"
    )


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ('slik = "what"', "slik = what", "oe.toml: this is not TOML: "),
    ('slik = "what"', "slik = 3", "oe.toml, key 'slik': Expected `str`, got `int`"),
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
    with pytest.raises(BadMethod, match="^x.toml, key 'step': "):
        parse(head + steps, "x.toml")
