"""What the demo says while it plays: one living line in a terminal, a few lines in a log."""

from __future__ import annotations

import sys


class Progress:
    """`say` what happens now; `count` how far it has come. A log gets the start and the end."""

    def __init__(self) -> None:
        self.living = sys.stdout.isatty()
        self.open = False

    def say(self, what: str) -> None:
        self._end()
        print(what, flush=True)

    def count(self, what: str, done: int, of: int) -> None:
        bar = "#" * (24 * done // max(1, of))
        line = f"  {what:<28} [{bar:<24}] {done} of {of}"
        if self.living:
            print(f"\r{line}", end="", flush=True)
            self.open = True
        if done == of:
            self._end() if self.living else print(line, flush=True)

    def _end(self) -> None:
        if self.open:
            print()
        self.open = False
