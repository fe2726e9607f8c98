"""The facilitator takes back what was done, does some of it again, and goes on."""

from sqlalchemy import select

from models import Act
from tests.plays import Stage, method, step

METHOD = method(
    "undone",
    step("ord", "gather", 'visible = "live"'),
    step("velg", "vote", "target = 1"),
)


def undo(stage: Stage) -> None:
    """Undo the newest act."""
    newest = stage.cast.db.scalar(select(Act.id).order_by(Act.id.desc()).limit(1))
    stage.kari.does("undo", None, act=newest)


def play(stage: Stage) -> None:
    kari, (anna, bo) = stage.kari, stage.arrive(2)
    first, second = (p.does("add", title=t)["item"] for p, t in ((anna, "Buss"), (bo, "Skole")))
    kari.does("message", None, text="Snart ferdig")
    undo(stage)
    kari.does("hide", item=first, reason="Navngir noen")
    undo(stage)
    kari.does("merge", item=first, into=second)
    undo(stage)
    undo(stage)
    undo(stage)
    kari.does("close")
    undo(stage)
    anna.does("add", title="Benk")
    kari.does("close")
    kari.does("next")
    undo(stage)
    kari.does("next")
    kari.does("open")
    undo(stage)
    kari.does("open")
    anna.does("tick", item=first)
    kari.does("close")
    undo(stage)
    bo.does("tick", item=first)
    stage.close()
