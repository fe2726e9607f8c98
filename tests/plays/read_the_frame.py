"""An opening that asks to be read: a text in three languages, a film, and who has read it."""

from __future__ import annotations

from tests.plays import PIXEL, Stage, method, step, words

METHOD = method(
    "framed",
    step("trygt", "frame", f"text = {words('Her kan vi si det som det er.')}",
         'media = "https://example.org/film"', "video_max_s = 90", "ack = true"),
    step("bord", "group", 'by = "table"'),
)  # fmt: skip


def play(stage: Stage) -> None:
    anna, bo, *_ = stage.arrive(3)
    anna.does("ack")
    bo.does("ack")
    stage.kari.does("show_picture", file=PIXEL, alt="Bygda sett fra fjorden")
    stage.kari.does("drop_picture")
    stage.kari.does("show_picture", file=PIXEL, alt="Bygda om vinteren")
    stage.kari.does("slides", address="https://example.org/lysark", reason="Vedtatt kart")
    stage.kari.does("slides")
    stage.kari.does("extend", minutes=10, reason="Mange spurte")
    stage.close()
    stage.kari.does("reopen")
    anna.does("ack")
    stage.close()
