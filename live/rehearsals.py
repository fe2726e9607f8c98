"""The simulated people of rehearsals: each rehearsal's are a process of their own.

They come in by the same door as everybody, so what they show holds for real phones too.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from config import Config
from methods.rehearsal import MOST

RUN = Path(__file__).parent.parent / "run.py"
TEMPOS = {"calm": 1, "quick": 5, "fastest": 30}  # how many times as fast as people are
PATIENCE = 5  # seconds they get to leave


@dataclass
class Crowd:
    """So many simulated people, at a tempo of `TEMPOS`."""

    people: int
    tempo: str
    process: subprocess.Popen[str]

    @property
    def here(self) -> bool:
        return self.process.poll() is None

    def tell(self, tempo: str) -> None:
        assert self.process.stdin is not None
        self.tempo = tempo
        self.process.stdin.write(f"{TEMPOS[tempo]}\n")
        self.process.stdin.flush()

    def leave(self) -> None:
        """They go when nobody listens any more; one who does not is sent."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Rehearsals:
    """The crowds of this server, by the rehearsal's number."""

    config: Config
    crowds: dict[int, Crowd] = field(default_factory=dict)
    tell_others: Callable[[str, int, str], None] = lambda *_: None  # processes (live/many.py)

    def room(self) -> int:
        """How many more simulated people this server takes."""
        return max(0, MOST - sum(c.people for c in self.crowds.values() if c.here))

    def start(self, number: int, token: str, people: int, tempo: str) -> None:
        """Let `people` come to the seminar with this join token."""
        words = [sys.executable, str(RUN), "rehearse", "--join", f"{self.base()}/s/{token}",
                 "--people", str(people), "--tempo", str(TEMPOS[tempo]), "--led"]  # fmt: skip
        process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, text=True)  # fmt: skip
        self.crowds[number] = Crowd(people, tempo, process)

    def pace(self, number: int, tempo: str) -> None:
        """Let them act slower or faster from now on, whichever process they are of."""
        if not self.pace_ours(number, tempo):
            self.tell_others("tempo", number, tempo)

    def pace_ours(self, number: int, tempo: str) -> bool:
        """Whether they are this process'."""
        crowd = self.crowds.get(number)
        if crowd is not None and crowd.here:
            crowd.tell(tempo)
        return crowd is not None

    def stop(self, number: int) -> None:
        """Send them home, if there are any."""
        crowd = self.crowds.pop(number, None)
        if crowd is not None:
            crowd.leave()

    def base(self) -> str:
        """Where they reach the server: at the door of this machine, unless it wants TLS."""
        return self.config.address if self.config.secure else f"http://127.0.0.1:{self.config.port}"
