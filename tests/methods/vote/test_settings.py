"""The vote's settings: what cannot be is refused, in the console and in a method file."""

from __future__ import annotations

import pytest

from methods.catalogue import parse
from methods.faults import BadMethod
from methods.refusal import Refused
from tests.cast import Cast
from tests.plays import method, step
from translations import use


@pytest.mark.parametrize("key", ["target", "budget", "cap"])
@pytest.mark.parametrize("value", ["0", "-3"])
def test_none_or_fewer_can_go_on_or_be_ticked(cast: Cast, key: str, value: str) -> None:
    cast.people(1)
    with pytest.raises(Refused) as refusal:
        cast.facilitator.does("set", "huk", key=key, value=value)
    assert refusal.value.code == "bad_setting"
    assert f"{key}: '{value}' kan ikke brukes her; skal være" in refusal.value.sentence()
    assert "et helt tall, minst 1" in refusal.value.sentence()
    text = method("liten", step("finn", "gather"), step("huk", "vote", f"{key} = {value}"))
    with (
        use("en"),
        pytest.raises(BadMethod, match=f"step 'huk', key '{key}': {value} cannot be used here"),
    ):
        parse(text, "liten.toml")
