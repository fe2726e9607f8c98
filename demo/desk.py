"""The facilitator's desk: the console as one who presses its buttons sees it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html import unescape

from demo.browser import Console, Failed
from demo.page import Form

WAIT = 30.0  # seconds for the console to show what it must
GOES = {"open_doors", "open", "skip", "close", "publish", "next", "end", "go_on", "tie", "merge",
        "split"}  # fmt: skip
NOT_NOW = {"end-early"}  # ends the seminar in the middle


class Desk:
    """Reads the console and presses its buttons, one at a time."""

    def __init__(self, console: Console) -> None:
        self.console = console

    def forms(self, command: str) -> list[Form]:
        return [f for f in self.console.forms(command) if f.id not in NOT_NOW]

    def press(self, form: Form, **args: object) -> None:
        """Press a button, and wait until the console has been told of what was done."""
        seq = self.console.seqs.get("console", -1)
        answer = self.console.press(form, **args)
        if not answer["ok"]:
            raise Failed(f"{form.command}: {answer['sentence']}")
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            heard = self.console.seqs.get("console", -1) > seq
            if heard and (form.command not in GOES or form not in self.forms(form.command)):
                return
            time.sleep(0.01)
        raise Failed(f"{form.command}: the console does not show that it was done")

    def press_first(self, *commands: str) -> Form:
        """Press the first of `commands` that the console shows; the form that was pressed."""
        form = self.wait_for(*commands)
        self.press(form)
        return form

    def wait_until(self, ready: Callable[[], object]) -> None:
        """Wait for the console to be as `ready` says."""
        until = time.monotonic() + WAIT
        while not ready():
            if time.monotonic() > until:
                raise Failed("the console does not show what was done")
            time.sleep(0.01)

    def wait_for(self, *commands: str) -> Form:
        """The form of the first of `commands` that stands on the console."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            for command in commands:
                if found := self.forms(command):
                    return found[0]
            time.sleep(0.01)
        raise Failed(f"the console shows none of {', '.join(commands)}")

    def onward(self) -> list[int]:
        """The options of a decision point that lead on, as they are numbered from 0.

        Read while it is open: each says the title of the step it leads to, and the rail knows
        where that stands. What leads to no step simply goes on.
        """
        html = self.console.boards["console"]
        rail = [unescape(title) for title in re.findall(r'class="rail-title">([^<]*)', html)]
        here = re.search(r"<h1>([^<]*)", html)
        now = rail.index(unescape(here.group(1)).strip()) if here else 0
        found = []
        for place, option in enumerate(re.split(r'id="option-\d+"', html)[1:]):
            meta = re.search(r'class="note-meta">([^<]*)', option.partition("</li>")[0])
            told = unescape(meta.group(1)) if meta else ""
            if not any(_named(title, told) for title in rail[: now + 1]):
                found.append(place)
        return found


def _named(title: str, told: str) -> bool:
    """Whether `told` names the step, in whatever quotation marks the language has."""
    return re.search(rf"[«“„\"]{re.escape(title)}[»”“\"]", told) is not None
