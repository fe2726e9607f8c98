"""A small seminar played through all thirteen steps, with every command there is, page by page."""

from __future__ import annotations

from typing import Any

from methods.activities.vote.activity import Vote
from tests.cast import Cast, Player
from tests.hall import Hall
from tests.plays import Stage

PEOPLE = ("Anna", "Bo", "Cecilie", "", "Eli", "Finn", "Guro", "Halvor")
NEXT_YEAR = "2027-06-01"


class Played(Stage):
    """Eight people, and everything they can do."""

    names = PEOPLE

    def __init__(self, cast: Cast, hall: Hall, at: dict[str, float]) -> None:
        super().__init__(cast, hall, at)
        self.per = cast.helper()
        hall.opens("helper", "nn", self.per)

    # --- the seminar -------------------------------------------------------------------------

    def play(self) -> None:
        self.welcome()
        self.find()
        self.tick()
        self.go_and_work()
        self.agree()
        self.end()

    def rehearse(self) -> None:
        """A first round in which nothing comes: every state, with empty hands."""
        self.open()
        for command in ("pause", "resume", "close"):
            self.kari.does(command)
        self.publish()
        self.kari.does("reopen")

    def publish(self) -> None:
        if self.cast.step().state == "closed":
            if self.cast.activity().view("console").get("tie"):
                self.kari.does("tie", choice="lot")
            self.kari.does("publish")

    def finish(self) -> None:
        """The work is done: look once at all of it, close, publish, and go on."""
        self.kari.does("extend", minutes=1, reason="Mange spurte")
        self.kari.does("close")
        self.publish()
        self.kari.does("next")

    def welcome(self) -> None:
        kari, cast = self.kari, self.cast
        kari.does("message", None, text="Døra opnar snart")
        for command in ("rehearse", "wipe_rehearsal"):
            kari.does(command, None)
        anna, bo, *_ = self.arrive()
        kari.does("message", None)
        self.rehearse()
        cast.guest.does("come_back", None, participant=anna.id, token_hash="another-phone")
        anna.does("profile", None, name="Ånna")
        anna.does("profile", None, language="en")
        bo.does("sit", table=1)
        table = bo.own()["place"]
        bo.does("host", None, group=table)
        anna.does("host", None, group=table)
        bo.does("help", None, group=table)
        self.per.does("coming", None, group=table)
        kari.does("helped", None, group=table)
        kari.does("add_table")
        kari.does("plan", "aapning", minutes=12, reason="Ordføreren åpner")
        for step, key, value in (("huk", "target", "2"), ("huk", "budget", "free"),
                                 ("saker", "size", "2"), ("saker", "max", "3")):  # fmt: skip
            kari.does("set", step, key=key, value=value)
        self.finish()
        kari.does("skip")
        kari.does("reopen", "aapning")
        self.rehearse()
        self.finish()

    def find(self) -> None:
        anna, bo, _cecilie, other, *_ = self.people
        self.rehearse()
        for text in ("Bussen går ikke", "Ingen å snakke med", "For dyrt"):
            note = bo.does("note", text=text)["note"]
        bo.does("drop_note", note=note)
        bo.does("offer", note=note - 1)
        anna.does("take", note=note - 1)
        items = [anna.does("add", title=f"Sak {n}", body="Slik er det.")["item"] for n in range(6)]
        anna.does("edit", item=items[0], title="Sak null", revision=1)
        anna.does("withdraw", item=items[5])
        other.does("add", title="Sak null, slik er det", source="17")
        self.kari.does("hide", item=items[4], reason="Nevner noen ved navn")
        self.kari.does("show", item=items[4])
        self.time_passes(20)
        self.finish()
        self.rehearse()
        bo.does("same", item=items[1], other=items[2])
        for into in (items[2], items[3]):
            self.kari.does("merge", item=items[1], into=into)
            anna.does("object", item=items[1])
        self.kari.does("merge", item=items[1], into=items[2])
        self.kari.does("unmerge", item=items[1])
        self.kari.does("merge", item=items[4], into=items[3])
        self.kari.does("hide", item=items[2], reason="Handler ikke om saken")
        self.finish()

    def tick(self) -> None:
        kari = self.kari
        self.rehearse()
        ballot = self.on_ballot()
        for place, person in enumerate(self.people[:6]):
            person.does("ballot", items=ballot[: 1 + place % 2])
            person.does("tick", item=ballot[2 + place % 2])
            person.does("confirm")
        for command in ("hide", "show"):
            kari.does(command, item=ballot[0], **({"reason": "?"} if command == "hide" else {}))
        kari.does("close")
        kari.does("cut", size=3)
        kari.does("tie", choice="runoff")
        runoff = self.on_ballot()
        self.people[0].does("tick", item=runoff[0])
        self.finish()
        self.rehearse()
        kari.does("reveal")
        kari.does("reveal_all")
        self.finish()

    def on_ballot(self) -> list[int]:
        vote = self.cast.activity()
        assert isinstance(vote, Vote)
        return vote.on_ballot()

    def go_and_work(self) -> None:
        kari = self.kari
        self.rehearse()
        first, second, third = [g.id for g in self.cast.activity().groups()]
        self.time_passes(6)
        for command in ("call_out", "park", "unpark", "park"):
            kari.does(command, group=third)
        for person in self.people:
            person.does("choose", group=first)
        kari.does("split", group=first)
        self.people[7].does("choose", group=second)
        self.people[6].does("leave")
        self.people[5].does("choose", group=third)
        self.finish()
        self.rehearse()
        for person in self.people[:5]:
            person.does("write", field="berort", text=f"Alle, sier {person.person.name}",
                        **self.revision(person))  # fmt: skip
            ideas = [person.does("add", title=f"Idé {n}")["item"] for n in range(3)]
        last = self.people[4]
        last.does("edit", item=ideas[0], title="En bedre idé", body="Som virker", revision=1)
        last.does("forward", item=ideas[0], on=False)
        last.does("withdraw", item=ideas[1])
        kari.does("hide", item=ideas[2], reason="Nevner noen ved navn")
        last.does("choose", group=second)
        kari.does("draw")
        self.time_passes(20)
        self.finish()

    def revision(self, person: Player) -> dict[str, Any]:
        work = self.cast.activity()
        sheet = work.view("group", work.group_of(person.person))
        return {"revision": next(f["revision"] for f in sheet["fields"] if f["key"] == "berort")}

    def agree(self) -> None:
        anna, bo, cecilie, *_ = self.people
        self.rehearse()
        for person in self.people[:5]:
            person.does("ballot", items=self.on_ballot()[:2])
            self.kari.does("pitch")
        self.finish()
        self.rehearse()
        anna.does("choose", group=self.cast.activity().groups()[0].id)
        anna.does("write", field="mener", text="Alle skal komme seg hjem.")
        self.finish()
        self.rehearse()
        deal, other = (anna.does("propose", what=what)["agreement"] for what in ("Bil", "Kafé"))
        anna.does("edit", agreement=deal, what="Delebil", first_step="Ringe", revision=1,
                  next_date=NEXT_YEAR)  # fmt: skip
        for command in ("join", "leave", "join"):
            bo.does(command, agreement=deal)
        bo.does("collect", agreement=deal, name="Bo Bakken", consent_group=True)
        cecilie.does("deputise", agreement=deal, name="Cecilie")
        bo.does("hand_over", agreement=deal, owner_now="residents", owner_later="municipality")
        self.kari.does("accept_handover", agreement=deal, accept=True)
        self.kari.does("warn", agreement=deal)
        self.kari.does("warn", agreement=deal, on=False)
        bo.does("leave", agreement=deal)
        self.kari.does("hide_agreement", agreement=other, reason="Nevner noen ved navn")
        self.kari.does("show_agreement", agreement=other)
        for agreement in (other, deal):
            self.kari.does("assign", agreement=agreement, name="Dag")
        self.finish()

    def end(self) -> None:
        self.rehearse()
        for person in self.people[:6]:
            person.does("score", criterion="nytte", value=4)
        self.people[0].does("comment", words="En god dag")
        self.people[1].does("comment", words="Per er en tosk")
        self.kari.does("close")
        self.kari.does("hide_words", words="Per er en tosk", reason="Nevner noen ved navn")
        self.kari.does("next")
        self.rehearse()
        self.kari.does("end")
