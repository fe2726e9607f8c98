"""Agreements are followed up until they end, on every page; also one with a plan and a warning."""

from models import Agreement
from tests.plays import Stage, method, step

METHOD = method(
    "etter",
    step("bord", "group", 'by = "table"'),
    step("avtaler", "agree", 'required = ["what", "plan_link", "evaluate_by"]'),
    step("etter", "follow"),
)


def play(stage: Stage) -> None:
    anna, bo, cecilie, *_ = stage.arrive(4)
    kari = stage.kari
    stage.next()
    first, second = (
        anna.does("propose", what=what, plan_link="Handlingsdelen")["agreement"]
        for what in ("Nattbuss", "Åpen kafé")
    )
    bo.person.role = "elected"
    stage.cast.db.commit()
    bo.does("collect", agreement=first, name="Bo", consent_public=True)
    cecilie.does("deputise", agreement=first, name="Cecilie")
    kari.does("warn", agreement=first)
    stage.next()
    kari.does("remind", agreement=first)
    bo.does("update", agreement=first, text="Vi har snakket med fylket")
    bo.does("set_status", agreement=first, status="under_way")
    anna.does("ask_help", agreement=second, text="Vi mangler et lokale")
    cecilie.does("lesson", agreement=first, text="Begynn med å spørre")
    bo.does("leave", agreement=first)
    kari.does("reassign", agreement=second, name="Dag")
    by_link(stage, stage.cast.db.get_one(Agreement, second))
    kari.does("close_agreement", agreement=second, status="done")
    stage.close()


def by_link(stage: Stage, found: Agreement) -> None:
    """Dag looks after it by a link, and Eva hears of it and leaves again."""
    dag, day = stage.cast.follower(found, "collector"), "2099-01-01"
    dag.does("reach", None, email="dag@example.org")
    dag.does("post_news", None, text="Vi har fått låne skolen")
    dag.does("say_unchanged", None)
    dag.does("say_status", None, status="on_hold", revision=found.revision)
    dag.does("move_date", None, which="next_date", day=day, why="Skolen pusses opp",
             revision=found.revision)  # fmt: skip
    dag.does("offer", None, name="Frivilligsentralen", revision=found.revision)
    stage.cast.follower(found, "receiver").does("answer_offer", None, accept=True, words="Gjerne")
    dag.does("hand_on", None, words="Nøklene er levert")
    dag.does("evaluate", None, came="Kafé hver torsdag", learnt="Spør tidlig", goes_on=True,
             revision=found.revision)  # fmt: skip
    dag.does("give_on", None, name="Finn", revision=found.revision)
    stage.cast.follower().does("stop_following", None)
