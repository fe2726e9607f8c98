"""The simulated facilitator: reads the console and presses what a facilitator would press."""

from __future__ import annotations

import time

from demo.browser import Console, Failed
from demo.cast import Room
from demo.page import Form
from demo.progress import Progress

WAIT = 30.0  # seconds for the console to show what it must
TURN = 1.5  # seconds between two cards that are turned
PACE = 4.0  # seconds a person gets to look at each turn, unless it is fast


class Lead:
    """Leads a seminar from closed doors to its end. `fast` does not wait for anybody to look."""

    def __init__(self, console: Console, room: Room, progress: Progress, *, fast: bool) -> None:
        self.console = console
        self.room = room
        self.progress = progress
        self.fast = fast

    def through(self) -> None:
        """The whole seminar; progress is printed."""
        self._plan()
        self._press("open_doors")
        self.room.join(self.progress)
        while True:
            self._step()
            if self._wait_for("next", "end")[0].command == "end":
                break
            self._press("next")
        self._press("end")
        self.progress.say("The seminar has ended.")

    def _plan(self) -> None:
        settings = self.room.settings()
        steps = self.room.step_ids(self.console) if settings else {}
        for key, value in settings:
            step, _dot, setting = key.partition(".")
            self.console.must("set", steps[step], key=setting, value=value)

    def _step(self) -> None:
        """Open the step if it is not, let the room work, close it, decide, show the result."""
        form = self._wait_for("open", "close")[0]
        if form.command == "open":
            self._press("open")
            form = self._wait_for("close")[0]
        self._work(form)
        self._reveal()
        self._pause()
        self._press("close")
        self._decide()

    def _work(self, form: Form) -> None:
        self.progress.say(self.console.heading())
        self._pause()
        self.room.work(form.step, self.progress)

    def _reveal(self) -> None:
        """Turn the cards: one by one for who looks on, else all at once."""
        while not self.fast and (turns := self.console.forms("reveal")):
            self.console.press(turns[0])
            self._changed(turns[0])
            time.sleep(TURN)
        for form in self.console.forms("reveal_all"):
            self.console.press(form)

    def _decide(self) -> None:
        """Follow the suggestion for a tie, with a run-off if need be; then show the result."""
        while True:
            form = self._wait_for("publish", "next", "end", "close")[0]
            if form.command in ("next", "end"):
                return
            if form.command == "close":  # a run-off is open
                self.room.work(form.step, self.progress)
                self._press("close")
                continue
            ties = self.console.forms("tie")
            if ties:
                answer = self.console.press(ties[0], **self._first_choice(ties[0]))
            else:
                answer = self.console.press(form)
            if not answer["ok"]:
                raise Failed(answer["sentence"])
            self._changed(form)

    def _first_choice(self, form: Form) -> dict[str, str]:
        """The console puts its suggestion first."""
        return {name: values[0] for name, values in form.choices.items() if name not in form.given}

    def _press(self, command: str) -> None:
        form = self._wait_for(command)[0]
        answer = self.console.press(form)
        if not answer["ok"]:
            raise Failed(f"{command}: {answer['sentence']}")
        self._changed(form)

    def _changed(self, form: Form) -> None:
        """Wait until the console has been told of what was just done."""
        seq = self.console.seqs.get("console", -1)
        until = time.monotonic() + WAIT
        while self.console.seqs.get("console", -1) <= seq and time.monotonic() < until:
            if not any(f == form for f in self.console.forms(form.command)):
                return
            time.sleep(0.01)

    def _wait_for(self, *commands: str) -> list[Form]:
        """The forms of the first of `commands` that stands on the console."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            for command in commands:
                if found := self.console.forms(command):
                    return found
            time.sleep(0.01)
        raise Failed(f"the console shows none of {', '.join(commands)}")

    def _pause(self) -> None:
        if not self.fast:
            time.sleep(PACE)
