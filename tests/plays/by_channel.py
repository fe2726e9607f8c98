"""Invited by channels, arrived by the card on a table, and moved by another card."""

from __future__ import annotations

from tests.plays import Stage, method, step

METHOD = method("invited", step("bord", "group", 'by = "table"', "size = 8", "max = 10"))


def play(stage: Stage) -> None:
    stage.kari.does("invitation", None, begins="2026-12-01T18:00", venue="Granvik samfunnshus")
    school = stage.kari.does("channel", None, name="skolen")["channel"]
    unused = stage.kari.does("channel", None, name="avisa")["channel"]
    stage.kari.does("unchannel", None, channel=unused)
    anna, *_ = stage.arrive(3)
    guest = stage.cast.guest
    guest.does("join", None, token_hash="by-card", language="nn", channel=school, table=2)
    anna.does("sit", table=2)
    stage.close()
