"""Two tables of six: one of them writes everything, and the console says so when it is over."""

from tests.plays import Stage, method, step

METHOD = method(
    "hearing",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", 'unit = "group"', 'kind = "problem"'),
    step("huk", "vote", "target = 2", 'budget = "free"'),
    step("slutt", "frame"),
)


def play(stage: Stage) -> None:
    people = stage.arrive(12)
    stage.kari.does("add_table")
    for place, person in enumerate(people):
        person.does("sit", table=1 + place % 2)
    stage.next()
    for title in ("Buss", "Bolig", "Kafé", "Jobb", "Skole", "Lys"):
        people[0].does("add", title=title)
    stage.next()
    ballot = stage.cast.activity().on_ballot()  # type: ignore[attr-defined]
    for place, person in enumerate(people):
        person.does("ballot", items=ballot[: 1 + place % 3])
    stage.kari.does("close")
    stage.kari.does("cut", size=2)
    stage.kari.does("publish")
    stage.next()
