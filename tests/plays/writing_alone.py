"""Everybody writes alone, with cards and seeds; then pairs choose, and topics take turns."""

from tests.plays import Stage, method, step, words

METHOD = method(
    "writing",
    step("en", "gather", "solo_min = 1", 'visible = "live"', f"prompts = [{words('Uten penger?')}]",
         f"seed_items = [{words('Åpne dører')}]", 'kind = "need"'),
    step("par", "group", 'by = "pair"'),
    step("to", "gather", 'from = "en"', 'unit = "group"', "max_items = 2"),
    step("torg", "gather", 'kind = "topic"',
         f'fields = [{{ key = "vert", type = "person", label = {words("Vert")} }}]'),
    step("rom", "group", 'by = "choice"', 'from = "torg"', "slots = 2", "max = 0"),
)  # fmt: skip


def play(stage: Stage) -> None:
    anna, bo, *rest = stage.arrive(5)
    item = anna.does("add", title="Flere benker", body="Langs elva")["item"]
    anna.does("edit", item=item, title="Mange benker", revision=1)
    bo.does("withdraw", item=bo.does("add", title="Færre biler")["item"])
    stage.kari.does("hide", item=item, reason="Nevner noen ved navn")
    stage.kari.does("show", item=item)
    stage.time_passes(1.5)
    stage.kari.does("draw")
    stage.kari.does("seed", title="Og kaffe")
    stage.kari.does("close")
    stage.kari.does("reopen")
    stage.next()
    stage.next()
    before = {p.id: stage.cast.activity().group_of(p.person) for p in (anna, bo, *rest)}
    writer = next(
        p for p in (anna, bo, *rest) if p.own()["is_host"] and before[p.id] == before[anna.id]
    )
    writer.does("accept", item=item)
    writer.does("add", title="Og et bord")
    topics = stage.next()
    for person in (anna, bo, *rest):
        person.does("add", title=f"Sak fra {person.id}", values=[person.person.name])
    rooms = stage.next()
    first, second, *more = [g.id for g in rooms.groups()]
    for group in (first, second):
        bo.does("choose", group=group)
    bo.does("leave", group=second)
    bo.does("move", group=second)
    stage.kari.does("assign")
    stage.close()
    assert topics
