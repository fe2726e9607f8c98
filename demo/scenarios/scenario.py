"""What the laid-down seminars have in common: who sits where, and what is merged and split."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from demo.script import Script
from demo.words import PROBLEMS
from demo.writing import write_card

if TYPE_CHECKING:
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person

PLACES = ["nord for elva", "i Granvik sentrum", "på Solsida", "langs fjorden"]


class Scenario(Script):
    merges: dict[str, int] = {}  # step -> how many the facilitator merges
    objections = 0  # tables that take theirs out again
    at_a_table = 8

    def __init__(self) -> None:
        super().__init__()
        self.seats: dict[str, int] = {}  # each one's number, table by table
        self.written: dict[str, int] = {}  # of what has been counted, by where it stands

    def voter(self, me: Person) -> int:
        """The person's number counted table by table, as the spec deals ballots.

        Who comes late gets the first at their table.
        """
        for who, phone in sorted(me.room.phones.items(), key=lambda each: int(each[0])):
            if who not in self.seats:
                last = self.at_a_table * int(str(phone.own["table_number"])) - 1
                taken = set(self.seats.values())
                self.seats[who] = next(seat for seat in range(last, -1, -1) if seat not in taken)
        return self.seats[me.who]

    def room_for(self, place: str, most: int, whole: str, of: int) -> bool:
        """Whether `place` has room for one more of at most `most`, and all together of `of`."""
        if self.written.get(place, 0) >= most or self.written.get(whole, 0) >= of:
            return False
        for counted in (place, whole):
            self.written[counted] = self.written.get(counted, 0) + 1
        return True

    def write_many(self, me: Person, form: Form, count: int) -> None:
        """Who writes for the table writes `count` cards, each with words of its own."""
        if not me.phone.own.get("is_host"):
            return
        first = 8 * (int(str(me.phone.own["table_number"])) - 1)
        for n in range(first, first + count):
            title, body = PROBLEMS[n % len(PROBLEMS)]
            write_card(me, form, f"{title} {PLACES[n // len(PROBLEMS)]}", body, turn=n)

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        for _ in range(self.merges.get(self.key(form), 0)):
            merge = next(f for f in desk.forms("merge") if f.id == "merge-form")
            cards = merge.choices["item"]
            desk.press(merge, item=cards[-1], into=cards[len(cards) // 2])
        if self.merges.get(self.key(form)) and self.objections:
            time.sleep(0.6)  # until the phones show what was merged
            owners = [(p, f) for p in room.phones.values()
                      for f in p.forms("object") if f.seen(p.own)]  # fmt: skip
            for phone, found in owners[: self.objections]:
                phone.press(found)
