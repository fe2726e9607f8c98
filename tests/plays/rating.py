"""Rating: two rounds of Delphi, a matrix, a grid, a few drawn cards each, and a zero point."""

from typing import Any

from tests.cast import Player
from tests.plays import Stage, method, step, words

PAIR = (
    f'criteria = [{{ key = "interesse", label = {words("Interesse")} }}, '
    f'{{ key = "makt", label = {words("Makt")}, weight = 2 }}, '
    f'{{ key = "berort", label = {words("Berørt")} }}]'
)
METHOD = method(
    "rating",
    step("bord", "group", 'by = "table"'),
    step("skriv", "gather"),
    step("runde", "rate", 'from = "skriv"', "feedback = true", 'show = "spread"', 'by = "table"'),
    step("matrise", "rate", 'from = "runde"', PAIR, 'aggregate = "mean"'),
    step("kart", "rate", 'from = "matrise"', 'take = "top:2"', PAIR, "max = 4",
         'show = "grid:interesse,makt"'),
    step("fem", "rate", 'from = "skriv"', 'assign = "sample:2"', 'show = "sum"'),
    step("egne", "rate", 'from = "skriv"', 'assign = "own"', PAIR, 'show = "radar"'),
    step("skala", "rate", PAIR, 'show = "radar"', "baseline = true"),
    step("slutt", "rate", PAIR, 'show = "radar"', 'compare_to = "skala"'),
)  # fmt: skip


def play(stage: Stage) -> None:
    people = stage.arrive()
    people[0].does("sit", table=2)
    stage.next()
    for person in people[:2]:
        person.does("host", None, group=person.person.table_id)
        person.does("add", title="Bussen går ikke")
        person.does("add", title="Ingen møteplass", body="Etter at kafeen stengte.")
    stage.next()
    delphi(stage, people)
    for key in ("matrise", "kart", "fem", "egne", "skala", "slutt"):
        stage.next()
        assert stage.cast.step().key == key
        if key == "skala":
            on_paper(stage)
        answer(stage, people)
    stage.close()


def delphi(stage: Stage, people: list[Player]) -> None:
    first, *_ = stage.cast.step().data["items"]
    answer(stage, people)
    people[0].does("skip", item=first)
    people[0].does("comment", item=first, words="Den går jo til skolen")
    for command in ("pause", "resume", "close_round"):
        stage.kari.does(command)
    answer(stage, people)
    stage.close()
    stage.kari.does("reveal", item=first)
    stage.kari.does("reveal")


def on_paper(stage: Stage) -> None:
    stage.kari.does("issue", None, count=2, table=1)
    stage.kari.does("enter_for", paper=101, values="1 2 -")
    stage.kari.does("take_out", paper=101)
    stage.kari.does("enter_for", paper=101, values="1 2 3")
    stage.cast.join().does("one_more", paper=102, values=["1", "2", "3"])


def answer(stage: Stage, people: list[Player]) -> None:
    """Everybody answers all they are asked."""
    rate = stage.cast.activity()
    asked = [c.key for c in rate.settings.asked]
    for place, person in enumerate(people):
        hand = person.own().get("hand")
        items = [c["id"] for c in hand] if hand is not None else stage.cast.step().data.get("items")
        for item in items or [None]:
            if items is not None and item is None:
                continue
            for turn, key in enumerate(asked):
                about: dict[str, Any] = {} if item is None else {"item": item}
                person.does("score", value=1 + (place + turn) % 4, criterion=key, **about)
