"""A sheet with every kind of field, at tables made on the spot; then a new sheet that goes on."""

from tests.plays import Stage, method, step, words


def field(key: str, kind: str, more: str = "") -> str:
    return f'{{ key = "{key}", type = "{kind}", label = {words(key.capitalize())}{more} }}'


CHOICE = ", options = [" + ", ".join(
    f'{{ key = "{key}", label = {words(key)} }}' for key in ("ja", "nei")
) + "]"  # fmt: skip
FIELDS = [field("mener", "text"), field("hvem", "list"), field("enig", "choice", CHOICE),
          field("evalueres", "date"), field("leder", "person"), field("raci", "matrix"),
          field("ideer", "items", ', kind = "hypothesis"')]  # fmt: skip
CARD = f"prompts = [{words('Hva om alt var gratis?')}]"
METHOD = method(
    "sheets",
    step("start", "frame"),
    step("ark", "work", f"sheet = [{', '.join(FIELDS)}]", CARD, "draw_at = 0.9"),
    step("mer", "work", f"sheet = [{FIELDS[0]}, {FIELDS[5]}]", 'editors = "host"'),
    step("hver", "work", f"sheet = [{FIELDS[0]}]", 'from = "ark"', 'per = "item"'),
)


def play(stage: Stage) -> None:
    kari, (anna, bo) = stage.kari, stage.arrive(2)
    stage.next()
    late = stage.cast.join("Sein", "nn")
    stage.hall.opens("phone", "nn", late)
    group = stage.cast.activity().groups()[0].id
    kari.does("nudge", group=group)
    anna.does("lock_line", field="mener")
    anna.does("write", field="mener", text="Bygda trenger\nen møteplass")
    anna.does("write", field="enig", text="ja")
    bo.does("write", field="evalueres", text="2027-02-01")
    for public in (False, True):
        bo.does("write", field="leder", text="Lise Lund", revision=int(public), public=public)
    for text in ("Naboen", "Rektor", "Ola"):
        line = bo.does("list_add", field="hvem", text=text)["line"]
    bo.does("list_edit", field="hvem", line=line, text="Ola N", revision=1)
    fill(stage)
    anna.does("add", title="En kafé hver torsdag")
    stage.close()
    kari.does("put_up", group=group)
    kari.does("hide_line", group=group, field="hvem", line=line, reason="Navngir en person")
    kari.does("hide_line", group=group, field="mener", reason="Handler ikke om saken")
    kari.does("show_line", group=group, field="mener")
    go_on(stage)


def fill(stage: Stage) -> None:
    """The matrix: a task, two roles, and a list line that is taken away again."""
    anna, bo = stage.people
    row = anna.does("list_add", field="raci", text="Låse opp")["line"]
    roles = [anna.does("list_add", field="raci", text=t, column=True)["line"]
             for t in ("Rektor", "Vaktmester")]  # fmt: skip
    anna.does("mark", field="raci", row=f"r{row}", column=roles[0], value="A")
    assert bo.refused("mark", field="raci", row=f"r{row}", column=roles[1], value="A") == "two_a"
    gone = bo.does("list_add", field="hvem", text="Feil")["line"]
    bo.does("list_remove", field="hvem", line=gone, revision=1)


def go_on(stage: Stage) -> None:
    """The next sheet starts from what stood on the first, and one writes."""
    kari, (anna, bo) = stage.kari, stage.people
    stage.next()
    kari.does("copy", field="mener", source=stage.cast.step("ark").id)
    assert bo.refused("write", field="mener", text="x", revision=1) == "not_host"
    anna.does("write", field="mener", text="Mer", revision=1)
    stage.time_passes(5)
    stage.close()
    stage.next()
    anna.does("write", field="mener", text="Om kafeen")
    stage.close()
    kari.does("reopen")
    stage.close()
