"""A table has nothing to write, and reads and votes; somebody comes late and is told all."""

from __future__ import annotations

from tests.plays import Stage, method, step

METHOD = method(
    "reading_only",
    step("bord", "group", 'by = "table"', "size = 2", "max = 3"),
    step("finn", "gather", 'unit = "group"'),
    step("huk", "vote", 'from = "finn"'),
)


def play(stage: Stage) -> None:
    anna, bo, *_ = stage.arrive(3)
    stage.next()
    stage.time_passes(4)
    writes, reads = anna.person.table_id, bo.person.table_id
    anna.does("host", None, group=writes)
    anna.does("add", title="Ingen møteplass")
    if reads != writes:
        stage.kari.does("reads_only", group=reads)
        stage.kari.does("reads_only", group=reads, on=False)
        stage.kari.does("reads_only", group=reads)
    stage.time_passes(1)
    stage.next()
    late = stage.cast.join("Sein", "en")
    stage.hall.opens("phone", "en", late)
    late.does("profile", None, name="Seint")
    stage.close()
