"""A decision that leads back once, and then on past a step, on every page."""

from tests.methods.decide.choosing import BACK_OR_ON, text
from tests.plays import Stage

METHOD = text(BACK_OR_ON, 'when = ["count(saker)<=9", "stable(saker)"]')


def play(stage: Stage) -> None:
    people, kari = stage.arrive(), stage.kari
    people[0].does("host", None, group=people[0].person.table_id)
    stage.next()
    people[0].does("add", title="Bussen går ikke")
    for place in (0, 1):
        decision = stage.next()
        for person in people:
            person.does("opinion", option=decision.step.data["items"][place])
        kari.does("close")
        kari.does("choose", option=decision.step.data["items"][place], reason="Vi vet nok nå")
        kari.does("publish")
        stage.next()
        if place == 0:
            people[0].does("add", title="Ingen møteplass")
    stage.close()
