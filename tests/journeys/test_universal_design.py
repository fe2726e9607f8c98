"""Every page is for everyone: with eyes, thumbs, keyboards and phones of every kind."""

from __future__ import annotations

from typing import Any

import pytest

from demo.server import Running
from tests.journeys.in_hall import Hall
from tests.journeys.inspector import Inspector
from tests.journeys.seminar import play

pytestmark = pytest.mark.browser


def test_every_page_of_a_whole_seminar(chromium: Any, server: Running) -> None:
    """WCAG 2.2 AA by axe, targets of 44 px, no sideways scroll at 320 px, nothing that moves."""
    inspector = Inspector()
    hall = Hall(chromium, server, inspector)
    play(hall)
    hall.close()
    assert inspector.pages > 100
    assert not inspector.faults, "\n".join(inspector.faults)
