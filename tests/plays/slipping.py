"""Time slips: the console proposes what to cut, it is cut, and given back; one table is told."""

from tests.plays import Stage, method, step

METHOD = method(
    "slipping",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", 'unit = "group"', "solo_min = 2"),
    step("mer", "gather", 'late = { way = "leave_out" }'),
    step("ideer", "gather", "late = { place = 1, least = 40 }"),
    step("slutt", "frame"),
)


def play(stage: Stage) -> None:
    kari = stage.kari
    anna, bo, *_ = stage.arrive()
    table = stage.cast.activity().groups()[0].id
    kari.does("message", None, text="Kom fram til bordet mitt", group=table)
    stage.time_passes(12)
    kari.does("catch_up", None, minutes=7)
    kari.does("shorten", "ideer", minutes=0)
    kari.does("shorten", "ideer", minutes=2)
    kari.does("leave_out", "mer", on=False)
    kari.does("leave_out", "mer")
    stage.next()
    kari.does("message", None, group=table)
    kari.does("pause")
    stage.time_passes(30)
    kari.does("resume")
    stage.time_passes(3)
    bo.does("ask", None, text="Når er det kaffe?")
    stage.next()
    stage.next()
