"""The seminar «Bygda i 2040» in Granvik: 96 people who do what spec/scenarios.md (a) says."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import Any

from methods import paperless
from storage import Storage
from tests.cast import Cast, Player

PROBLEMS = [7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6]  # by table: 79
TAIL = [(15, 2), (14, 4), (13, 5), (12, 6), (11, 7), (10, 8), (9, 6), (8, 5), (7, 4), (6, 4),
        (5, 3), (4, 3), (3, 2), (2, 1), (1, 1), (0, 1)]  # fmt: skip
VOTES = [41, 38, 37, 33, 30, 29, 27, 24, 22, 21, 21, 21] + [v for v, n in TAIL for _ in range(n)]
SIEVE = [52, 47, 44, 40, 36, 33, 31, 22, 20, 18, 16, 15, 14, 13, 12, 10, 8, 6, 4]
WALKS = [22, 15, 12, 11, 9, 8, 7, 6, 4, 0]
ANSWERS = {1: 1, 2: 4, 3: 12, 4: 41, 5: 30}


class Granvik:
    """Each method plays one step, and leaves it as the facilitator then finds it."""

    def __init__(self, storage: Storage) -> None:
        self.cast = Cast(storage, size=96)
        self.kari = self.cast.facilitator
        self.cast.open_doors()
        self.kari.does("issue", None, count=4, table=12)  # four without a phone, 101–104
        self.people = self.cast.people(89)
        self.ballots: list[list[int]] = []  # the items each of the 90 with phones ticked
        self.batch: Counter[int] = Counter()  # and what the four on paper did

    def room(self) -> list[Player]:
        """All phones by table: eight at the first, eight at the second …, four at the last."""
        return sorted(self.people, key=lambda p: (p.person.table_id or 0, p.id))

    def table(self, number: int) -> list[Player]:
        return self.room()[8 * (number - 1) : 8 * number]

    def write(self) -> None:
        """Each table's writer writes its problems."""
        self.cast.lead_to("finn")
        writers = {p.person.table_id: p for p in self.people if p.own()["is_host"]}
        for number, (_table, writer) in enumerate(sorted(writers.items())):
            for turn in range(PROBLEMS[number]):
                writer.does("add", title=f"Bord {number + 1}, problem {turn + 1}: ærlig talt")

    def merge(self) -> int:
        """Six that somebody marked are merged into others; the last of these."""
        self.cast.lead_to("samle")
        cards: list[dict[str, Any]] = self.cast.activity().view("phone")["problems"]
        for pair in range(6):
            self.people[0].does("same", item=cards[-1 - pair]["id"], other=cards[pair]["id"])
        for pair in range(6):
            self.kari.does("merge", None, item=cards[-1 - pair]["id"], into=cards[pair]["id"])
        return int(cards[-1]["id"])

    def gather(self) -> None:
        """Six are merged, and one home table takes its own out again."""
        item = self.merge()
        found = self.cast.activity().item(item)
        home = next(p for p in self.people if p.person.table_id == found.group_id)
        home.does("object", item=item)

    def tick(self) -> None:
        """94 of them tick, three of these having come late; nothing is closed yet.

        Voters 90–93 have no phone: a helper enters their four ballots together.
        """
        self.cast.lead_to("huk")
        self.people += self.cast.people(3)
        ballots: dict[int, list[int]] = {}
        turn = count()
        for item, votes in zip(self.cast.activity().step.data["items"], VOTES, strict=True):
            for _vote in range(votes):
                ballots.setdefault(35 * next(turn) % 94, []).append(item)
        room = self.room()
        for voter, items in ballots.items():
            if voter < 90:
                room[voter].does("ballot", items=items)
        self.ballots = [items for voter, items in ballots.items() if voter < 90]
        self.batch = Counter(item for voter in range(90, 94) for item in ballots[voter])
        numbers = self.numbers()
        rows = "\n".join(f"{numbers[item]} {n}" for item, n in self.batch.items())
        self.kari.does("paper_batch", table=12, ballots=4, rows=rows, numbers="101 102 103 104")

    def vote(self) -> None:
        """Everything up to the closed vote: a tie stands at the tenth place."""
        self.write()
        self.gather()
        self.tick()
        self.kari.does("close")

    def run_off(self, *votes: int) -> None:
        """So many choose the first of the tied, the second …; then it closes."""
        self.kari.does("tie", choice="runoff")
        tied = self.cast.activity().step.data["runoff"]["items"]
        ahead = iter(self.room())
        for item, many in zip(tied, votes, strict=True):
            for _vote in range(many):
                next(ahead).does("tick", item=item)
        self.kari.does("close")

    def walk(self) -> None:
        """94 walk to a topic, two fly about; five change their minds once."""
        self.cast.lead_to("saker")
        groups = [g.id for g in self.cast.activity().groups()]
        for without in paperless.people(self.cast.activity().scope):
            self.kari.does("assign", group=groups[0], person=without.id)
        ahead = iter(self.people)
        with_phones = [WALKS[0] - 4, *WALKS[1:]]
        there = [[next(ahead) for _ in range(many)] for many in with_phones]
        for mover in there[2][:5]:
            mover.does("choose", group=groups[3])  # and then to their own
        for group, people in zip(groups, there, strict=True):
            for person in people:
                person.does("choose", group=group)
        self.kari.does("split", group=groups[0])
        self.kari.does("split", group=groups[1])
        self.kari.does("call_out", group=groups[9])
        self.kari.does("park", group=groups[9])
        self.kari.does("close")

    def think(self) -> None:
        """The twelve groups bring nineteen ideas: two each from seven of them."""
        self.cast.lead_to("ideer")
        work = self.cast.activity()
        writers = {g.id: p for p in self.people if (g := work.group_of(p.person))}
        for turn, writer in enumerate(writers.values()):
            for n in range(2 if turn < 7 else 1):
                writer.does("add", title=f"Idé {turn + 1}.{n + 1}")

    def sieve(self) -> None:
        """91 tick ideas, five each at most: 441 ticks."""
        self.cast.lead_to("sil")
        items = self.cast.activity().step.data["items"]
        turn = count()
        ballots: dict[int, list[int]] = {}
        for item, votes in zip(items, SIEVE, strict=True):
            for _vote in range(votes):
                ballots.setdefault(next(turn) % 91, []).append(item)
        for voter, ticks in ballots.items():
            self.people[voter].does("ballot", items=ticks)
        self.kari.does("close")

    def work_out(self) -> None:
        """Somebody at each of the seven ideas writes what they mean and what can be done."""
        self.cast.lead_to("kan")
        for person, group in zip(self.people, self.cast.activity().groups(), strict=False):
            person.does("choose", group=group.id)
            person.does("write", field="mener", text="Vi trenger et sted å være.")
            person.does("write", field="gjores", text="Skolen åpner døra hver torsdag.")

    def agree(self, *, signs: int = 61) -> None:
        """Seven agreements from the seven ideas: six find a collector, one does not."""
        self.cast.lead_to("avtaler")
        ideas = self.cast.activity().taken()
        made = [
            self.people[n].does("propose", what=f"Avtale {n + 1}", first_step="Kaffe",
                                next_date="2099-09-01", item=idea.id)["agreement"]
            for n, idea in enumerate(ideas)
        ]  # fmt: skip
        for n, agreement in enumerate(made[:6]):
            self.people[n].does("collect", agreement=agreement, name=f"Samler {n + 1}",
                                contact="900 00 000", consent_group=True,
                                consent_public=n % 2 == 0)  # fmt: skip
        for n in range(signs - len(made)):
            self.people[20 + n].does("join", agreement=made[n % len(made)])
        self.hand_over(made[0], "municipality", "volunteers", accept=True)
        self.hand_over(made[1], "volunteers", "municipality", accept=False)

    def hand_over(self, agreement: int, now: str, later: str, *, accept: bool) -> None:
        """One of its members offers it, and one who was asked to take it over answers."""
        member = next(p for p in self.people if agreement in p.own()["joined"])
        member.does("hand_over", agreement=agreement, owner_now=now, owner_later=later,
                    when="våren 2099")  # fmt: skip
        self.people[-1].does("accept_handover", agreement=agreement, accept=accept)

    def answer(self) -> None:
        self.cast.lead_to("slutt")
        ahead = iter(self.people)
        for value, many in ANSWERS.items():
            for _person in range(many):
                next(ahead).does("score", criterion="nytte", value=value)

    def row(self, place: int, step: str = "huk") -> dict[str, Any]:
        """The published line of a place in the ranking, 1 the first."""
        ranking: list[dict[str, Any]] = (self.cast.step(step).result or {})["ranking"]
        return ranking[place - 1]

    def numbers(self) -> dict[int, int]:
        """The number of each item on the first ballot."""
        vote = self.cast.activity("huk")
        return {i: vote.item(i).number or 0 for i in vote.step.data["items"]}

    def to_the_end(self) -> None:
        """The whole day, with ten stands and therefore a run-off for the tenth place."""
        self.vote()
        self.run_off(35, 31, 22)
        self.kari.does("publish")
        self.afterwards()

    def afterwards(self) -> None:
        """What follows when the topics are known."""
        self.walk()
        self.think()
        self.sieve()
        self.kari.does("publish")
        self.work_out()
        self.agree()
        self.answer()
        self.cast.lead_to("etter")
        self.kari.does("next")
        self.kari.does("end", None)
