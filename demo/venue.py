"""Where a demo is played: one database, and a server on it that may be stopped and started."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.browser import Console, Failed
from demo.cast import Room
from demo.keep import standing_alone
from demo.lead import Lead
from demo.progress import Progress
from demo.recorded import Recording
from demo.script import Script
from demo.server import running
from demo.words import ABOUT


@dataclass
class Venue:
    """`open` it for a day, and hold a `seminar` there. `out` is where the outcomes are written."""

    data: Path
    port: int = 0
    language: str = "nb"
    fast: bool = True
    out: Path | None = None
    base: str = ""
    link: str = ""
    day: datetime.date | None = None
    first: Console | None = None  # the facilitator's first window, and who is signed in there

    @contextmanager
    def open(self, day: datetime.date | None = None) -> Iterator[None]:
        """The server runs in this block, on the morning of `day`, or now."""
        with running(self.data, self.port, day=day) as server:
            self.base, self.link, self.day = server.base, server.link, day
            self.port = int(server.base.rpartition(":")[2])
            yield

    def seminar(self, people: list[str], script: Script | None = None,
                recording: Recording | None = None, **told: Any) -> Lead:  # fmt: skip
        """Plan a seminar for `people`, by the script's method unless told; doors are closed."""
        plan = {"method": script.method if script else "", "size": max(2, len(people)),
                "language": self.language, **ABOUT, **told}  # fmt: skip
        if self.first is None:
            console = self.first = Console(self.base).start(self.link, **plan)
        else:
            console = self.first.another().plan(**plan)
        self._greet(console)
        room = Room(self.base, console.token, people, recording, self.language, script,
                    fast=self.fast, day=self.day)  # fmt: skip
        return Lead(console, room, Progress(), fast=self.fast)

    def _greet(self, console: Console) -> None:
        assert self.first is not None
        print(f"Console: {self.base}/facilitator/{console.number}\n"
              f"         sign in with {self.first.email} and {self.first.password}\n"
              f"Screen:  {self.base}{console.screen}\n"
              f"Phone:   {self.base}/s/{console.token}")  # fmt: skip
        if not self.fast and sys.stdin.isatty():
            input("Open them in a browser, then press Enter to begin. ")

    def done(self, lead: Lead, name: str = "") -> None:
        """Everybody leaves; the outcome, and what was seen on the way, is written as `name`."""
        if self.out is not None:
            self._write(lead, self.out / name)
        lead.room.close()
        lead.console.leave()

    def _write(self, lead: Lead, folder: Path) -> None:
        """The outcome as everyone can fetch it: outcome.json, and report.html as one file."""
        console, page = lead.console, f"/outcome/{lead.console.token}"

        def fetch(path: str) -> bytes:
            answer = console.http.get(console.base + path, timeout=120)
            if answer.status_code != 200:
                raise Failed(f"{path}: {answer.status_code}")
            return answer.content

        folder.mkdir(parents=True, exist_ok=True)
        (folder / "outcome.json").write_bytes(fetch(f"{page}.json"))
        (folder / "report.html").write_text(
            standing_alone(fetch(f"{page}/report").decode(), fetch), "utf-8"
        )
        if seen := lead.script.seen:
            (folder / "seen.json").write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
        print(f"Written: {folder / 'outcome.json'}, {folder / 'report.html'}")
