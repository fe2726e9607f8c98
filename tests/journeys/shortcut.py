"""A facilitator without a browser, who leads a seminar quickly to the step a test is about."""

from __future__ import annotations

import re

from demo.browser import Console, Phone
from demo.server import Running

FIND, GATHER, TICK, TEN, GO, WORK, SIEVE, CAN, AGREE, CLOSING = 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
PROBLEMS = ["Bussen går ikke om kvelden", "Ungdom har ingen plass å være",
            "Nærbutikken kan bli lagt ned", "Det mangler små leiligheter",
            "Få vet hva som skjer", "Vegen er ærlig talt dårlig"]  # fmt: skip


class Lead:
    """`console` is Kari's; a first person, Ola, sits at table one and writes what must be there."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.console = Console(server.base).start(
            server.link, title="Bygda i 2040", size=8, language="nb", sponsor="Granvik kommune",
            question="Hva skal til for at flere blir boende på bygda?",
        )  # fmt: skip
        self.console.must("open_doors")
        self.join = f"{server.base}/s/{self.console.token}"
        self.code = re.findall(r"<dd>([A-Z0-9]{6})</dd>", self.console.boards["console"])[0]
        self.ola = Phone(server.base, self.console.token, "Ola").join()
        self.step = 1

    def to(self, step: int) -> None:
        """Lead on until `step` is open; the problems are written on the way."""
        while self.step < step:
            if self.step == FIND:
                for title in PROBLEMS:
                    self.ola.must("add", FIND, title=title)
            self.console.must("next", self.step)
            self.step += 1
            self.console.must("open", self.step)

    def publish(self) -> None:
        """Close the step that is open, and show its result to everyone."""
        self.console.must("close", self.step)
        self.console.must("publish", self.step)

    def close(self) -> None:
        self.ola.close()
        self.console.close()
