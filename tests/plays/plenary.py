"""A plenary in its three other ways: by lot with questions, by raised hands, and as a gallery."""

from tests.plays import Stage, method, step, words

TEXT = f'{{ key = "mener", label = {words("Dette mener vi")} }}'
IDEAS = f'{{ key = "ideer", type = "items", label = {words("Ideer")} }}'
METHOD = method(
    "plenary",
    step("start", "frame"),
    step("ark", "work", f"sheet = [{IDEAS}]", "forward = 3"),
    step("runde", "share", 'order = "random"', "max = 2", "qa = true"),
    step("bare", "work", f"sheet = [{TEXT}]"),
    step("hender", "share", 'order = "volunteer"', "seconds = 60"),
    step("galleri", "share", 'from = "bare"', "gallery = true"),
)


def play(stage: Stage) -> None:
    anna, bo, *_ = stage.arrive(3)
    stage.next()
    for title in ("Kafé", "Buss", "Benk"):
        anna.does("add", title=title)
    stage.next()
    by_lot(stage)
    stage.next()
    anna.does("write", field="mener", text="Alle skal\nfå være med")
    stage.next()
    by_hand(stage)
    stage.next()
    card = stage.cast.activity().view("phone")["cards"][0]["id"]
    bo.does("like", card=card)
    anna.does("like", card=card)
    anna.does("like", card=card, on=False)
    stage.close()


def by_lot(stage: Stage) -> None:
    """Two cards have the floor; questions come meanwhile."""
    kari, (anna, bo, *_) = stage.kari, stage.people
    kari.does("turn")
    bo.does("ask", text="Hva koster det?")
    anna.does("wonder", question=stage.asked("koster"))
    kari.does("stop")
    kari.does("take_up", question=stage.asked("koster"))
    kari.does("answered", question=stage.asked("koster"))
    kari.does("turn")
    kari.does("turn")
    stage.close()


def by_hand(stage: Stage) -> None:
    """Three raise a hand; one takes it down, two are called."""
    kari, (anna, bo, cecilie, *_) = stage.kari, stage.people
    for person in (anna, bo, cecilie):
        person.does("raise_hand")
    bo.does("raise_hand", on=False)
    kari.does("turn")
    stage.time_passes(1)
    kari.does("turn")
    kari.does("reveal_all")
    stage.close()
