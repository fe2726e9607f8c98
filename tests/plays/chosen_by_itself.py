"""Decision points that decide by themselves, by the room or by the method, also among items."""

from tests.methods.decide.choosing import BACK_OR_ON, options
from tests.plays import Stage, method, step

METHOD = method(
    "selv",
    step("bord", "group", 'by = "table"'),
    step("saker", "gather"),
    step("rom", "decide", options(), 'rule = "majority"'),
    step("selv", "decide", BACK_OR_ON, 'rule = "auto"', 'when = ["round>=1"]', 'from = "saker"'),
    step("vis", "share", 'from = "rom"'),
)


def play(stage: Stage) -> None:
    people = stage.arrive(4)
    people[0].does("host", None, group=people[0].person.table_id)
    stage.next()
    for title in ("Bussen går ikke", "Ingen møteplass"):
        people[0].does("add", title=title)
    room = stage.next()
    for place, person in enumerate(people):
        person.does("opinion", option=room.step.data["items"][place % 2])
    stage.kari.does("close")
    stage.kari.does("choose", option=room.step.data["items"][1], reason="Likt: vi tok denne")
    stage.kari.does("publish")
    stage.next()
    stage.next()
    stage.close()
