"""Findings for and against what people believe, and the critical friend."""

from tests.methods.gathering import choice
from tests.plays import Stage, method, step

METHOD = method(
    "finding",
    step("bord", "group", "size = 8"),
    step("tror", "gather", 'unit = "group"', 'kind = "hypothesis"'),
    step("spor", "gather", 'kind = "evidence"', 'about = "tror"',
         f"fields = [{choice('syn', 'for', 'mot', 'blandet')}]",
         'tally = { field = "syn", for = "for", against = "mot", min = 2 }'),
    step("venn", "gather", 'unit = "group"', 'about = "tror"', 'assign = "other_group"'),
)  # fmt: skip


def play(stage: Stage) -> None:
    people = stage.arrive()
    stage.next()
    writers = [p for p in people if p.own()["is_host"]]
    for number, writer in enumerate(writers):
        writer.does("add", title=f"Bussen går for sent {number}")
    stage.next()
    for place, person in enumerate(people):
        parent = person.own()["list"]["about"][place % 2]["id"]
        person.does("add", title="Et funn", about=parent, values=[("for", "mot")[place % 2]])
    stage.close()
    stage.next()
    writers[0].does("add", title="Dette liker vi")
    stage.close()
