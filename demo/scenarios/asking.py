"""Three weeks later: one of the hypotheses is asked about, falls, and another group is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from demo.script import Script, shared_out

if TYPE_CHECKING:
    from demo.cast import Room
    from demo.desk import Desk
    from demo.page import Form
    from demo.person import Person

INTERVIEWS = {1: [2, 11, 2], 2: [6, 1, 0]}  # by round: for, against, both
VIEWS = ["stotter", "avkrefter", "blandet"]
ANOTHER_GROUP, STOP = 0, -1  # of the options at the decision point


class Asking(Script):
    method, people = "hypotesetest", 24
    which = 2  # of the eight hypotheses, the third

    def __init__(self, hypothesis: str) -> None:
        super().__init__()
        self.seen["hypothesis"] = hypothesis

    def leaves_out(self, form: Form) -> bool:
        """They brought their hypothesis with them."""
        return self.key(form) == "tror"

    def writes(self, me: Person, form: Form) -> bool:
        """One interview each, of as many as there were."""
        if self.key(form) != "spor":
            return False
        view = shared_out(INTERVIEWS[self.rounds["spor"]], me.number)
        if view is not None:
            me.send(form, title=f"Intervju {me.number + 1}", values=["Ungdom", "17", VIEWS[view]])
        return True

    def chooses(self, form: Form, options: list[str]) -> str | None:
        if self.key(form) != "valg":
            return None
        return options[ANOTHER_GROUP if self.rounds["valg"] == 1 else STOP]

    def at_desk(self, desk: Desk, form: Form, room: Room) -> None:
        """While the second round is open, the first can still be read on the console."""
        if self.key(form) == "spor" and self.rounds["spor"] == 2:
            first = min(step for step, key in self.keys.items() if key == "spor")
            page = desk.console.read_page(f"/facilitator/{desk.console.number}/step/{first}")
            self.seen["round_1"] = {"interviews": len(set(re.findall(r"Intervju \d+", page))),
                                    "refuted": "avkreftet" in page}  # fmt: skip
