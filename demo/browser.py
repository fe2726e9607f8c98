"""A simulated browser: cookies and forms over HTTP, boards and commands over Socket.IO."""

from __future__ import annotations

import json
import re
import secrets
import time
from html import unescape
from typing import Any

import requests
import socketio
from socketio.exceptions import SocketIOError

from demo.page import Form, forms

PAINTED = 10.0  # seconds that one looks at a page without a board before one goes on
TRIES = 120  # times that a command is sent, a second apart, before one gives up


class Failed(Exception):
    """The server did not do what a simulated person expected."""


class Browser:
    """One page of a surface, kept up to date by the boards the server sends."""

    surface = "phone"

    def __init__(self, base: str) -> None:
        self.base = base
        self.http = requests.Session()
        self.http.headers["Origin"] = base
        self.boards: dict[str, str] = {}
        self.seqs: dict[str, int] = {}
        self.moved = 0  # the `seq` with which the seminar came to where it is
        self.own: dict[str, Any] = {}
        self.wire: Any = None

    def connect(self, key: str, language: str = "nb") -> None:
        """Open the socket as the page's script would, with the cookies of this browser."""
        # Checking UTF-8 in pure Python would make the phones slower than the server they load.
        wire = socketio.Client(reconnection_delay=0.2, reconnection_delay_max=1,
                               request_timeout=30,
                               websocket_extra_options={"skip_utf8_validation": True})  # fmt: skip
        wire.on("board", self._on_board)
        wire.on("own", self._on_own)
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies)
        auth = {"surface": self.surface, "key": key, "language": language}
        wire.connect(self.base, headers={"Cookie": cookies}, auth=auth,
                     transports=["websocket"], wait_timeout=30)  # fmt: skip
        self.wire = wire
        until = time.monotonic() + PAINTED
        while self.surface not in self.boards and time.monotonic() < until:
            time.sleep(0.005)

    def leave(self) -> None:
        """Close the page; what the browser keeps, it keeps."""
        if self.wire is not None:
            self.wire.shutdown()  # which also gives up coming back to a server that is gone
            self.wire = None
        self.boards, self.seqs, self.moved = {}, {}, 0

    def close(self) -> None:
        self.leave()
        self.http.close()

    def do(self, command: str, step: int | None = None, **args: Any) -> dict[str, Any]:
        """Send a command until it is acknowledged; the answer, refused or not."""
        message = {"op_id": secrets.token_hex(12), "step": step, "command": command, "args": args}
        answer = self._sent(message)
        if "own" in answer:
            self.own = answer["own"]
        return answer

    def _sent(self, message: dict[str, Any]) -> dict[str, Any]:
        """The answer to `message`; sent again, as from the outbox, when it was not taken."""
        for _turn in range(TRIES):
            try:
                answer: dict[str, Any] = self.wire.call("do", message, timeout=60)
            except SocketIOError:
                answer = {"code": "busy"}
            if answer.get("code") != "busy":
                return answer
            time.sleep(1)
        raise Failed(f"{message['command']}: the server does not answer")

    def must(self, command: str, step: int | None = None, **args: Any) -> dict[str, Any]:
        """As `do`, for what cannot be refused; the reply."""
        answer = self.do(command, step, **args)
        if not answer["ok"]:
            raise Failed(f"{command}: {answer['sentence']}")
        reply: dict[str, Any] = answer["reply"]
        return reply

    def press(self, form: Form, **args: Any) -> dict[str, Any]:
        """Send a form as it stands, with `args` filled in."""
        return self.do(form.command, form.step, **{**form.args, **args})

    def forms(self, command: str) -> list[Form]:
        """The forms of `command` on the page now."""
        return [f for html in self.boards.values() if f'data-command="{command}"' in html
                for f in forms(html) if f.command == command]  # fmt: skip

    def at(self) -> str:
        """Where the page says that the seminar is, such as «open 3 closed»."""
        found = re.search(r'data-at="([^"]*)"', self.boards.get(self.surface, ""))
        return found.group(1) if found else ""

    def read_page(self, path: str) -> str:
        """Fetch the page and take its boards as the first paint."""
        page = self.http.get(f"{self.base}{path}", timeout=60)
        if page.status_code != 200:
            raise Failed(f"{path}: {page.status_code}")
        if found := re.search(r' data-own="([^"]*)"', page.text):
            self.own = json.loads(unescape(found.group(1)))
        return page.text

    def current(self) -> bool:
        """Whether the own part, and the group's board before it, came after the last move."""
        return self.seqs.get("own", 0) >= self.moved

    def _on_board(self, message: dict[str, Any]) -> None:
        name, was = message["board"], self.at()
        if message.get("fresh") or message["seq"] >= self.seqs.get(name, -1):
            self.boards[name], self.seqs[name] = message["html"], message["seq"]
        if self.at() != was:
            self.moved = message["seq"]

    def _on_own(self, message: dict[str, Any]) -> None:
        self.seqs["own"] = message["seq"]
        self.own = message["data"]
        self.boards["own"] = message["html"]


class Phone(Browser):
    """A participant who joins by the address in the QR code."""

    def __init__(self, base: str, token: str, name: str = "", language: str = "nb") -> None:
        super().__init__(base)
        self.token, self.name, self.language = token, name, language

    def join(self, role: str = "") -> Phone:
        told = {"name": self.name, "language": self.language, "role": role}
        self.http.post(f"{self.base}/s/{self.token}/join", data=told, timeout=60)
        return self.open()

    def open(self) -> Phone:
        """Open the page, as the one whom this browser speaks for."""
        self.own = {}
        self.read_page(f"/s/{self.token}")
        if not self.own:
            raise Failed("the page does not know me")
        self.connect(self.token, self.language)
        return self

    def elsewhere(self) -> Phone:
        """The same person on another device, by the code that stands on this one."""
        other = Phone(self.base, self.token, self.name, self.language)
        other.http.post(f"{self.base}/s/{self.token}/back", data={"code": self.own["code"]},
                        timeout=60)  # fmt: skip
        return other.open()


class Console(Browser):
    """A facilitator who makes an account from the printed link, plans a seminar and leads it."""

    surface = "console"

    def start(self, link: str, **seminar: Any) -> Console:
        """From the link in the terminal to the open console. `seminar` fills in the plan's form."""
        self.email = f"demo-{secrets.token_hex(3)}@example.org"
        self.password = secrets.token_urlsafe(12)
        told = {"name": "Demo", "email": self.email, "password": self.password}
        self.http.post(link, data=told, timeout=60)
        return self.plan(**seminar)

    def plan(self, **seminar: Any) -> Console:
        """As one who is signed in: make the seminar, and open its console."""
        page = self.http.post(f"{self.base}/facilitator/new", data=seminar, timeout=60)
        found = re.search(r"/facilitator/(\d+)/plan", page.url)
        if not found:
            raise Failed("the seminar could not be made")
        self.number, self.language = int(found.group(1)), seminar.get("language", "nb")
        return self.open()

    def open(self) -> Console:
        """Open the seminar's console, as the one who is signed in."""
        html = self.read_page(f"/facilitator/{self.number}")
        self.token = re.search(r'data-key="([^"]+)"', html).group(1)  # type: ignore[union-attr]
        self.screen = re.search(r'src="(/screen/[^"]+)"', html).group(1)  # type: ignore[union-attr]
        self.connect(self.token, self.language)
        return self

    def another(self) -> Console:
        """One more window of the same browser, for another seminar."""
        other = Console(self.base)
        other.http.cookies.update(self.http.cookies)
        return other

    def cards(self, method: str, earlier: int) -> dict[str, str]:
        """What the form for a new seminar offers from an earlier one: card → title."""
        asked = {"method": method, "earlier": str(earlier), "look": "1"}
        page = self.http.post(f"{self.base}/facilitator/new", data=asked, timeout=60).text
        title = r'<span dir="auto">(?:\d+\. )?([^<]*)'
        found = re.findall(rf'name="card" value="([^"]+)".*?{title}', page)
        return {card: unescape(words) for card, words in found}

    def place(self) -> int:
        """Which step of the method the console stands at, from 1."""
        found = re.search(r'class="eyebrow">\D*(\d+)', self.boards["console"])
        return int(found.group(1)) if found else 1

    def numbers(self) -> list[int]:
        """The numbers on the ballot, as they stand where paper is entered."""
        found = re.search(r' data-rows="([^"]*)"', self.boards["console"])
        return [int(number) for number in json.loads(unescape(found.group(1)))] if found else []

    def heading(self) -> str:
        """What stands over the console now: which step, of how many, and its title."""
        found = re.search(r'class="eyebrow">(.*?)</p>\s*<h1>([^<]*)', self.boards["console"])
        return unescape(": ".join(found.groups())).strip() if found else ""
