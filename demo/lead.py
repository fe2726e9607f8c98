"""The simulated facilitator: reads the console and presses what a facilitator would press."""

from __future__ import annotations

import time

from demo.browser import Console
from demo.cast import Room
from demo.desk import Desk
from demo.page import Form
from demo.progress import Progress
from demo.script import Script

TURN = 1.5  # seconds between two cards that are turned
PACE = 4.0  # seconds a person gets to look at each turn, unless it is fast
BECAUSE = "Det er dette rommet har fått mest ut av, og det går an å begynne nå."


class Lead:
    """Leads a seminar from closed doors to its end. `fast` does not wait for anybody to look."""

    def __init__(self, console: Console, room: Room, progress: Progress, *, fast: bool) -> None:
        self.console = console
        self.desk = Desk(console)
        self.room = room
        self.progress = progress
        self.fast = fast
        self.script = room.script or Script()
        self.keys: list[str] = []  # the method's steps, in order
        self.ways: list[int] = []  # the options that lead on, at a decision point

    def through(self) -> None:
        """The whole seminar; progress is printed."""
        self.begin()
        while self.on():
            for form in self.desk.forms("go_on"):  # after a night or some weeks: at once
                self.desk.press(form)
        self.progress.say("The seminar has ended.")

    def begin(self) -> None:
        """From the plan to a room full of people."""
        self._plan()
        self.desk.press_first("open_doors")
        self.script.opens(self.desk)
        self.room.join(self.progress)

    def on(self) -> bool:
        """Lead on until the seminar rests; or to its end, and then it is False."""
        while True:
            self._step()
            if self.desk.press_first("next", "end").command == "end":
                return False
            if self.desk.forms("go_on"):
                return True

    def _plan(self) -> None:
        steps = self.room.step_ids(self.console)
        self.keys = list(steps)
        for key, value in self.room.settings():
            step, _dot, setting = key.partition(".")
            self.console.must("set", steps[step], key=setting, value=value)

    def _step(self) -> None:
        """Open the step if it is not, let the room work, close it, decide, show the result."""
        form = self._opened()
        self._work(form)
        self._turn()
        self._help(form)
        self._pause()
        self.desk.press_first("close")
        self._decide()

    def _opened(self) -> Form:
        """The form that closes the step, opened if need be; or the next, if this is left out."""
        form = self.desk.wait_for("open", "close")
        self.script.reaches(form.step or 0, self.keys[self.console.place() - 1])
        if form.command == "close":
            return form
        if self.script.leaves_out(form):
            self.desk.press_first("skip")
        else:
            self.desk.press(form)
        return self._opened()

    def _work(self, form: Form) -> None:
        self.progress.say(self.console.heading())
        self._pause()
        self.ways = self.desk.onward()
        for draw in self.desk.forms("draw"):
            self.desk.press(draw)
        self.room.work(form.step, self.console.at(), self.progress)

    def _turn(self) -> None:
        """Turn the cards, or give the floor: one by one for who looks on, else all at once."""
        while not self.fast and (turns := self.desk.forms("reveal") or self.desk.forms("turn")):
            self.desk.press(turns[0])
            time.sleep(TURN)
        for form in self.desk.forms("turn")[:1]:
            self.desk.press(form)
        while shown := self.desk.forms("reveal_all"):
            self.desk.press(shown[0])

    def _help(self, form: Form) -> None:
        """What else stands on the desk: merge what is suggested once, answer one question.

        What is recorded or laid down is merged by nobody.
        """
        self.script.at_desk(self.desk, form, self.room)
        if self.room.script or self.room.recording:
            return
        merges = [f for f in self.desk.forms("merge") if {"item", "into"} <= set(f.given)]
        for found in (merges or self.desk.forms("answered"))[:1]:
            self.desk.press(found)

    def _decide(self) -> None:
        """Follow the suggestion for a tie, with a run-off if need be; then show the result."""
        while True:
            form = self.desk.wait_for("next", "end", "close", "tie", "publish", "choose")
            if form.command in ("next", "end"):
                return
            if form.command == "close":  # a run-off is open
                self.room.work(form.step, self.console.at(), self.progress)
                self.desk.press_first("close")
            elif form.command == "tie":
                self.desk.press(form, **self._first_choice(form))
            elif form.command == "choose":
                self._choose(form)
            else:
                self.script.decides(self.desk, form)
                self.desk.press(form)

    def _choose(self, form: Form) -> None:
        """At a decision point: the way that leads on, and why."""
        options = form.choices["option"]
        place = next((n for n in self.ways if n < len(options)), 0)
        chosen = self.script.chooses(form, options) or options[place]
        self.desk.press(form, option=chosen, reason=BECAUSE)

    def _first_choice(self, form: Form) -> dict[str, str]:
        """What is laid down for the tie; else the suggestion, which the console puts first."""
        if self.room.script and "choice" in form.choices:
            return {"choice": self.room.script.tie(form.choices["choice"])}
        return {name: values[0] for name, values in form.choices.items() if name not in form.given}

    def _pause(self) -> None:
        if not self.fast:
            time.sleep(PACE)
