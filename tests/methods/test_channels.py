"""Channels: arrivals are counted for each, and nothing tells who came by which."""

from __future__ import annotations

import pytest

from methods import channels
from models import Base, Channel, Participant
from reports.outcome import outcome
from tests.cast import OPS, Cast


def arrives(cast: Cast, channel: str = "", table: int = 0) -> Participant:
    """Somebody comes by a printed link."""
    number = cast.guest.does("join", None, token_hash=f"hash-{next(OPS)}", language="nb",
                             channel=channel, table=table)["participant"]  # fmt: skip
    person = cast.db.get(Participant, number)
    assert person is not None
    return person


def table_of(cast: Cast, person: Participant) -> int:
    return next(t.number for t in cast.activity("ankomst").scope.tables()
                if t.id == person.table_id)  # fmt: skip


def test_arrivals_are_counted_for_each_channel(cast: Cast) -> None:
    school = cast.facilitator.does("channel", None, name="skolen")["channel"]
    library = cast.facilitator.does("channel", None, name="biblioteket")["channel"]
    cast.open_doors()
    for channel in (school, school, library, "", "XXXXX"):
        arrives(cast, channel)
    told = {c.name: c.arrivals for c in channels.of(cast.db, cast.seminar)}
    assert told == {"skolen": 2, "biblioteket": 1}
    assert cast.activity().scope.present() == 5, "an unknown channel stops nobody"


def test_nothing_kept_ties_a_person_to_a_channel() -> None:
    pointing = [c for table in Base.metadata.sorted_tables for c in table.columns
                for key in c.foreign_keys if key.column.table.name == "channel"]  # fmt: skip
    assert pointing == []
    assert not {"participant_id", "device_id"} & set(Channel.__table__.columns.keys())


def test_the_outcome_tells_of_channels_that_brought_five(cast: Cast) -> None:
    school = cast.facilitator.does("channel", None, name="skolen")["channel"]
    library = cast.facilitator.does("channel", None, name="biblioteket")["channel"]
    cast.open_doors()
    for _ in range(5):
        arrives(cast, school)
    for _ in range(4):
        arrives(cast, library)
    assert outcome(cast.db, cast.seminar)["participation"]["channels"] == {"skolen": 5}


def test_a_channel_that_brought_somebody_is_kept(cast: Cast) -> None:
    key = cast.facilitator.does("channel", None, name="skolen")["channel"]
    assert cast.facilitator.refused("channel", None, name="Skolen") == "same_channel"
    assert cast.facilitator.refused("channel", None, name=" ") == "empty"
    cast.open_doors()
    arrives(cast, key)
    assert cast.facilitator.refused("unchannel", None, channel=key) == "used_channel"
    assert cast.facilitator.refused("unchannel", None, channel="XXXXX") == "no_channel"


def test_there_is_room_for_twenty_channels(cast: Cast) -> None:
    for n in range(channels.MOST):
        cast.facilitator.does("channel", None, name=f"vei {n}")
    assert cast.facilitator.refused("channel", None, name="en til") == "many_channels"


@pytest.mark.parametrize("begins", ["i morgen", "2026-13-01T18:00", "18:00"])
def test_a_time_that_is_none_is_refused(cast: Cast, begins: str) -> None:
    assert cast.facilitator.refused("invitation", None, begins=begins) == "bad_moment"


def test_time_and_place_are_kept_and_can_be_emptied(cast: Cast) -> None:
    cast.facilitator.does("invitation", None, begins="2026-12-01T18:00:00", venue=" Bårs  sal ")
    assert (cast.seminar.begins, cast.seminar.venue) == ("2026-12-01T18:00", "Bårs sal")
    cast.facilitator.does("invitation", None)
    assert (cast.seminar.begins, cast.seminar.venue) == ("", "")


def test_nobody_is_invited_to_a_seminar_that_has_ended(cast: Cast) -> None:
    cast.open_doors()
    cast.facilitator.does("end", None)
    assert cast.facilitator.refused("channel", None, name="skolen") == "ended_invite"


def test_a_table_card_seats_at_that_very_table(cast: Cast) -> None:
    cast.open_doors()
    assert table_of(cast, arrives(cast, table=7)) == 7


def test_at_a_full_table_one_gets_the_nearest_with_room(cast: Cast) -> None:
    cast.open_doors()
    for _ in range(10):
        arrives(cast, table=7)
    assert table_of(cast, arrives(cast, table=7)) == 6


def test_an_unknown_table_stops_nobody(cast: Cast) -> None:
    cast.open_doors()
    assert table_of(cast, arrives(cast, table=999)) == 1


def test_a_seminar_without_tables_lets_everybody_in(cast: Cast) -> None:
    cast.open_doors()
    for step in cast.seminar.steps:
        step.state = "waiting"
    cast.db.commit()
    assert arrives(cast, table=3).table_id is None


def test_latecomers_by_a_card_sit_there_too(cast: Cast) -> None:
    cast.lead_to("finn")
    assert table_of(cast, arrives(cast, table=4)) == 4
