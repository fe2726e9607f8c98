"""Somebody comes when the work is under way: the page has a place for them at once."""

from tests.plays import Stage, method, step

METHOD = method(
    "late",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", 'unit = "group"', "solo_min = 1"),
)


def play(stage: Stage) -> None:
    people = stage.arrive(2)
    stage.next()
    people[0].does("note", text="Bussen går ikke")
    stage.time_passes(2)
    late = stage.cast.join("Sein", "nn")
    stage.hall.opens("phone", "nn", late)
    late.does("host", None, group=late.person.table_id)
    late.does("add", title="Ingen møteplass")
    stage.close()
