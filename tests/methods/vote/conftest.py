"""A room with phones and paper, for the tests of voting."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.methods.vote.room import open_vote


@pytest.fixture
def room(cast: Cast) -> Cast:
    """An open vote with two ticks each on five problems; 101–104 at table 1, 105 at none."""
    people = cast.people(8)
    cast.facilitator.does("issue", None, count=4, table=1)
    cast.facilitator.does("issue", None, count=1)
    items = open_vote(cast, people, problems=5, target="3")
    for person in people[:6]:
        person.does("ballot", items=items[:2])
    return cast
