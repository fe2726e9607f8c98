"""Calls for help: heard by all who lead, answered by one, and seen by the group."""

from __future__ import annotations

import pytest

from models import Group
from tests.cast import Cast
from tests.methods.gathering import table_of


@pytest.fixture
def at_tables(cast: Cast) -> Cast:
    """Sixteen people at their tables, writing problems."""
    cast.people(16)
    return cast.lead_to("finn")


def test_two_do_not_go_to_the_same_table(at_tables: Cast) -> None:
    cast = at_tables
    anna, table = table_of(cast)
    per, siv = cast.helper("Per"), cast.helper("Siv")
    anna.does("help", None, group=table)
    per.does("coming", None, group=table)
    assert siv.refused("coming", None, group=table) == "taken"
    siv.does("coming", None, group=table, on=False)  # Per is kept at another table
    siv.does("coming", None, group=table)
    assert cast.facilitator.refused("coming", None, group=table) == "taken"
    cast.facilitator.does("coming", None, group=table, on=False)
    place = cast.db.get(Group, table)
    assert place is not None and (place.help_by, place.help_at is not None) == ("", True)


def test_a_call_that_is_answered_is_over_for_all(at_tables: Cast) -> None:
    cast = at_tables
    anna, table = table_of(cast)
    per = cast.helper()
    anna.does("help", None, group=table)
    per.does("coming", None, group=table)
    per.does("helped", None, group=table)
    for late in (cast.facilitator, cast.helper("Siv")):
        assert late.refused("helped", None, group=table) == "not_calling"
        assert late.refused("coming", None, group=table) == "not_calling"


def test_a_table_that_calls_again_has_waited_since_the_first_time(at_tables: Cast) -> None:
    cast = at_tables
    anna, table = table_of(cast)
    anna.does("help", None, group=table)
    place = cast.db.get(Group, table)
    assert place is not None
    first = place.help_at
    cast.helper().does("coming", None, group=table)
    anna.does("help", None, group=table)
    cast.db.refresh(place)
    assert place.help_at == first and place.help_by
    anna.does("help", None, group=table, on=False)
    cast.db.refresh(place)
    assert (place.help_at, place.help_by) == (None, "")


def test_another_seminars_table_is_not_there(at_tables: Cast) -> None:
    _anna, table = table_of(at_tables)
    at_tables.db.rollback()
    other = Cast(at_tables.storage).open_doors()
    assert other.helper().refused("coming", None, group=table) == "not_calling"


def test_at_half_time_tables_with_nothing_are_pointed_out(
    at_tables: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = at_tables
    anna, table = table_of(cast)
    anna.does("host", None, group=table)
    anna.does("add", title="Bussen går ikke")
    assert cast.activity().stuck() == []
    opened = cast.step().opened_at or 0
    monkeypatch.setattr("methods.clock.now", lambda: opened + 60 * cast.step().minutes * 0.6)
    stuck = cast.activity().stuck()
    assert stuck and table not in [g.id for g in stuck]
