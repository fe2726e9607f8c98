"""Texts find their columns: named on the way, moved, renamed, left out with a reason."""

from __future__ import annotations

from tests.plays import Stage, method, step

METHOD = method(
    "sorted",
    step("bord", "group", 'by = "table"'),
    step("finn", "gather", 'kind = "idea"', 'unit = "group"'),
    step("rydd", "sort", 'mode = "categories"',
         'categories = [{ key = "naa", label = { nb = "Nå", nn = "No", en = "Now" } }]'),
    step("videre", "sort", 'take = "where:category=naa"'),
)  # fmt: skip


def play(stage: Stage) -> None:
    anna, bo, *_ = stage.arrive(3)
    kari = stage.kari
    stage.next()
    anna.does("host", None, group=anna.person.table_id)
    titles = ("Bussen går om kvelden", "Det går buss om kveldane", "Ein kafé", "For dyrt")
    bus, night, cafe, dear = [anna.does("add", title=title)["item"] for title in titles]
    stage.next()
    bo.does("same", item=bus, other=night)
    later = kari.does("add_category", label="Senere, kanskje")["category"]
    empty = kari.does("add_category", label="Aldri")["category"]
    kari.does("drop_category", category=empty)
    kari.does("rename", category=later, label="Etter sommeren")
    kari.does("move", item=bus, category="naa")
    kari.does("move", item=cafe, category=later)
    kari.does("move", item=cafe)
    kari.does("merge", item=night, into=bus)
    anna.does("object", item=night)
    summer = anna.does("propose", label="Til sommeren")["proposal"]
    never = bo.does("propose", label="Aldri i verden")["proposal"]
    kari.does("accept", proposal=summer)
    kari.does("decline", proposal=never, reason="Vi tar med alt")
    bo.does("propose", label="Kanskje")
    kari.does("exclude", item=dear, reason="Handler ikke om bygda")
    kari.does("include", item=dear)
    kari.does("exclude", item=dear, reason="Ingen kan gjøre noe med det")
    kari.does("move", item=cafe, category=later)
    stage.close()
    stage.next()
    stage.close()
