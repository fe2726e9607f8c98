"""People without phones: numbers, ballots one by one and together, taken out, and a run-off."""

from methods.activities.vote.activity import Vote
from tests.plays import Stage, method, step, words

METHOD = method(
    "papir",
    step("bord", "group", 'by = "table"'),
    step("velg", "vote", "budget = 2", "target = 2",
         f"options = [{words('Buss')}, 'Tog', 'Ferje', 'Sykkel']"),
)  # fmt: skip


def play(stage: Stage) -> None:
    people = stage.arrive(6)
    kari = stage.kari
    kari.does("issue", None, count=4, table=1)
    kari.does("issue", None, count=2)
    kari.does("unissue", None, paper=106)
    stage.next()
    vote = stage.cast.activity()
    assert isinstance(vote, Vote)
    items = vote.on_ballot()
    for person in people[:3]:
        person.does("ballot", items=items[:2])
    kari.does("enter_for", paper=105, numbers="3")
    kari.does("take_out", paper=105, reason="Feil nummer")
    kari.does("enter_for", paper=105, numbers="1 2")
    people[3].does("bring")
    people[3].does("one_more", paper=107, items=items[1:2])
    host = next(p for p in people if p.person.table_id and p.own("bord")["is_host"])
    kari.does(
        "issue", None, count=1, table=stage.cast.activity("bord").own(host.person)["place_number"]
    )
    host.does("one_more", paper=108, items=items[:1], host=True)
    kari.does("gone", None, person=people[5].id)
    kari.does("back", None, person=people[5].id)
    kari.does("gone", None, person=people[4].id)
    hands = kari.does("count_hands", question="Skal vi ta en pause?", rows="Ja 4\nNei 2")["hands"]
    kari.does("forget_hands", hands=hands)
    kari.does("count_hands", question="Skal vi ta en pause?", rows="Ja 5\nNei 1")
    made = kari.does("paper_batch", table=1, ballots=3, rows="1 3\n2 2")["batch"]
    kari.does("take_batch_out", batch=made, reason="Talt feil")
    kari.does("paper_batch", table=1, ballots=4, rows="1 4\n2 1\n3 1", numbers="101 102 103 104")
    kari.does("merge", None, item=items[2], into=items[1])
    kari.does("issue", None, count=2)
    stage.kari.does("close")
    stage.kari.does("tie" if stage.cast.activity().view("console")["tie"] else "cut",
                    **({"choice": "include"} if stage.cast.activity().view("console")["tie"]
                       else {"size": 1}))  # fmt: skip
    stage.kari.does("publish")
    stage.kari.does("recount")
    kari.does("add_paper", table=0, ballots=2, rows="1 2", reason="Lå igjen", tie="include")
