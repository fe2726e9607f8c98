"""A whole seminar in real browsers, from the QR code to the report."""

from __future__ import annotations

from typing import Any

import pytest

from demo.server import Running
from tests.journeys.conftest import SHOTS
from tests.journeys.in_hall import Hall
from tests.journeys.pictures import PICTURES
from tests.journeys.seminar import play

pytestmark = pytest.mark.browser


def test_thirteen_steps_from_the_qr_code_to_the_report(chromium: Any, server: Running) -> None:
    hall = Hall(chromium, server)
    play(hall)
    for person in hall.everybody:
        assert person.complaints == [], person.name
    hall.close()
    for shot, _surface in PICTURES.values():
        assert (SHOTS / f"{shot}.png").stat().st_size, "the guide shows it"
