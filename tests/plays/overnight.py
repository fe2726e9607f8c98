"""A seminar over a night and some weeks, with a step in people's own time and one left out."""

from tests.plays import Stage, method, step

METHOD = method(
    "natt",
    step("bord", "group", 'by = "table"', 'pause_after = "coffee"'),
    step("tror", "gather", 'pause_after = "overnight"'),
    step("funn", "gather", "async = true", "optional = true", 'pause_after = "weeks"'),
    step("mer", "gather", "optional = true"),
)


def play(stage: Stage) -> None:
    stage.arrive(3)
    stage.next()
    stage.close()
    stage.kari.does("next")
    stage.kari.does("go_on", None)
    stage.open()
    stage.kari.does("close")
    stage.kari.does("next")
    stage.kari.does("skip")
    stage.kari.does("end")
