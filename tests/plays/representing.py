"""A vote in which most ticks and a shortlist that represents the room part."""

from tests.plays import Stage, method, step

METHOD = method(
    "representing",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather"),
    step("huk", "vote", 'from = "finn"', 'budget = "free"', "target = 2"),
)


def play(stage: Stage) -> None:
    people = stage.arrive()
    stage.next()
    people[0].does("host", None, group=people[0].person.table_id)
    for number in range(3):
        people[0].does("add", title=f"Sak {number}")
    ballot = stage.next().on_ballot()
    for person in people[:4]:
        person.does("ballot", items=ballot[:2])
    for person in people[4:]:
        person.does("ballot", items=ballot[2:])
    stage.kari.does("close")
    for on in (True, False, True):
        stage.kari.does("represent", on=on)
    stage.kari.does("publish")
