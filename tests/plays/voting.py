"""Voting in all its ways: ticks with a run-off and another cut, dots, places, a poll, support."""

from methods.activities.vote.activity import Vote
from tests.plays import Stage, method, step, words

METHOD = method(
    "valg",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", "solo_min = 1"),
    step("huk", "vote", 'budget = "free"', "target = 2", "not_own = true", 'tally = "voters"'),
    step("prikk", "vote", 'mode = "dots"', "budget = 4", "target = 2", "from = 'finn'"),
    step("rang", "vote", 'mode = "rank"', "target = 2", 'order = "list"', "from = 'finn'"),
    step("velg", "vote", 'mode = "poll"', f"options = [{words('Ja')}, 'Nei', 'Kanskje']"),
    step("enig", "vote", 'mode = "agree"'),
    step("to", "vote", 'mode = "agree"', "options = ['Skolen', 'Bussen']"),
)


def play(stage: Stage) -> None:
    people = stage.arrive(9)
    stage.next()
    stage.time_passes(2)
    people[0].does("host", None, group=people[0].person.table_id)
    items = [people[0].does("add", title=f"Sak {n}")["item"] for n in range(1, 5)]
    ticks(stage, items)
    dots(stage, items)
    ranks(stage, items)
    poll(stage)
    agree(stage, ("enig", "to"))


def ticks(stage: Stage, items: list[int]) -> None:
    """A run-off; then another cut, which forgets it."""
    stage.next()
    others = [p for p in stage.people if p.person.table_id != stage.people[0].person.table_id]
    for person in others[:2]:
        person.does("ballot", items=items)
    others[2].does("ballot", items=items[:1])
    stage.kari.does("close")
    stage.kari.does("tie", choice="runoff")
    others[0].does("tick", item=items[1])
    stage.kari.does("close")
    stage.kari.does("cut", size=3)
    stage.kari.does("tie", choice="include")
    others[2].does("tick", item=items[1])  # in the grace: another tie
    stage.kari.does("tie", choice="lot")
    stage.kari.does("publish")
    stage.kari.does("recount")
    stage.kari.does("hide", None, item=items[3], reason="Gjelder en person")
    stage.kari.does("recount")
    stage.kari.does("recount", reason="Saken gjelder en person", tie="lot")
    stage.kari.does("show", None, item=items[3])
    stage.kari.does("together", item=items[1], into=items[0], reason="Samme sak", tie="lot")
    stage.kari.does("take_back")


def dots(stage: Stage, items: list[int]) -> None:
    stage.next()
    for number, person in enumerate(stage.people):
        person.does("dots", item=items[number % 3], weight=3)
    stage.people[0].does("clear")
    stage.people[0].does("dots", item=items[0], weight=3)
    stage.people[0].does("confirm")
    stage.kari.does("close")
    stage.kari.does("tie", choice="runoff")
    stage.people[0].does("tick", item=on_ballot(stage)[0])
    stage.close()
    stage.kari.does("void", ballot="1:3", reason="Stemte to ganger", tie="lot")


def ranks(stage: Stage, items: list[int]) -> None:
    stage.next()
    for person in stage.people[:5]:
        person.does("rank", first=items[0], second=items[1], third=items[2])
    stage.people[5].does("rank", first=items[1])
    stage.close()


def poll(stage: Stage) -> None:
    stage.next()
    choices = on_ballot(stage)
    for number, person in enumerate(stage.people):
        person.does("ballot", items=[choices[number % 2]])
    stage.close()


def agree(stage: Stage, steps: tuple[str, ...]) -> None:
    for _step in steps:
        stage.next()
        for item in on_ballot(stage):
            for number, person in enumerate(stage.people):
                person.does("agree", item=item, level=1 + number % 6)
            stage.people[5].does("reason", item=item, words="Veien blir for lang")
        stage.close()


def on_ballot(stage: Stage) -> list[int]:
    vote = stage.cast.activity()
    assert isinstance(vote, Vote)
    return vote.on_ballot()
