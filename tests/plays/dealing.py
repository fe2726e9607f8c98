"""Groups dealt in every way, and people asked for role and unit."""

from tests.plays import Stage, method, step

METHOD = method(
    "dealing",
    step("bord", "group", 'by = "mix"', 'balance = "unit"', "size = 3", "max = 4", "min = 2"),
    step("par", "group", 'by = "pair"', 'balance = "role"'),
    step("fire", "group", 'by = "join2"'),
    step("bytt", "group", 'by = "rotate"', 'stay = "host"', 'from = "bord"'),
    step("behold", "group", 'by = "keep"', "movable = false"),
    step("igjen", "group", 'by = "random"', "size = 2", 'who = "resident"'),
)


def play(stage: Stage) -> None:
    people = stage.arrive()
    anna, bo, cecilie, *_ = people
    for person, role in zip(people, ("resident", "employee") * 3, strict=True):
        person.does("profile", None, role=role, unit=f"Avdeling {role}")
    stage.kari.does("deal")
    stage.kari.does("add_table")
    anna.does("move", group=stage.cast.activity().view("console")["tables"][-1]["id"])
    stage.time_passes(4)
    small = anna.own()["place"]
    to = next(t["id"] for t in stage.cast.activity().view("console")["tables"]
              if t["id"] != small and 0 < t["people"] < 4)  # fmt: skip
    stage.kari.does("merge", group=small, into=to)
    for _step in ("par", "fire", "bytt", "behold", "igjen"):
        stage.next()
        if stage.cast.step().key == "par":
            late = stage.cast.join("Sein", "nn")
            stage.hall.opens("phone", "nn", late)
    group = next(t["id"] for t in stage.cast.activity().view("phone")["tables"]
                 if t["id"] != cecilie.own()["place"])  # fmt: skip
    cecilie.does("move", group=group)
    assert bo.refused("move", group=group) == "not_your_role"
    stage.kari.does("assign", person=bo.id, group=group)
    stage.close()
    stage.kari.does("reopen")
    stage.close()
