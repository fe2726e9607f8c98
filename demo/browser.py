"""A simulated browser: cookies and forms over HTTP, boards and commands over Socket.IO."""

from __future__ import annotations

import json
import re
import secrets
from html import unescape
from typing import Any

import requests
import socketio

from demo.page import Form, forms


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
        self.own: dict[str, Any] = {}
        self.wire: Any = None

    def connect(self, key: str, language: str = "nb") -> None:
        """Open the socket as the page's script would, with the cookies of this browser."""
        # Checking UTF-8 in pure Python would make the phones slower than the server they load.
        wire = socketio.Client(reconnection_delay=0.2, reconnection_delay_max=1,
                               websocket_extra_options={"skip_utf8_validation": True})  # fmt: skip
        wire.on("board", self._on_board)
        wire.on("own", self._on_own)
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies)
        auth = {"surface": self.surface, "key": key, "language": language}
        wire.connect(self.base, headers={"Cookie": cookies}, auth=auth,
                     transports=["websocket"], wait_timeout=30)  # fmt: skip
        self.wire = wire

    def close(self) -> None:
        if self.wire is not None:
            self.wire.disconnect()
        self.http.close()

    def do(self, command: str, step: int | None = None, **args: Any) -> dict[str, Any]:
        """Send a command and wait for its acknowledgement; the answer, refused or not."""
        message = {"op_id": secrets.token_hex(12), "step": step, "command": command, "args": args}
        answer: dict[str, Any] = self.wire.call("do", message, timeout=60)
        if "own" in answer:
            self.own = answer["own"]
        return answer

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

    def shows(self, step: int) -> bool:
        """Whether a form of `step` stands on the page."""
        mark = f'name="step" value="{step}"'
        return any(mark in html for html in self.boards.values())

    def read_page(self, path: str) -> str:
        """Fetch the page and take its boards as the first paint."""
        page = self.http.get(f"{self.base}{path}", timeout=60)
        if page.status_code != 200:
            raise Failed(f"{path}: {page.status_code}")
        if found := re.search(r' data-own="([^"]*)"', page.text):
            self.own = json.loads(unescape(found.group(1)))
        return page.text

    def _on_board(self, message: dict[str, Any]) -> None:
        name = message["board"]
        if message.get("fresh") or message["seq"] >= self.seqs.get(name, -1):
            self.boards[name], self.seqs[name] = message["html"], message["seq"]

    def _on_own(self, message: dict[str, Any]) -> None:
        self.own = message["data"]
        self.boards["own"] = message["html"]


class Phone(Browser):
    """A participant who joins by the address in the QR code."""

    def __init__(self, base: str, token: str, name: str = "", language: str = "nb") -> None:
        super().__init__(base)
        self.token, self.name, self.language = token, name, language

    def join(self) -> Phone:
        told = {"name": self.name, "language": self.language}
        self.http.post(f"{self.base}/s/{self.token}/join", data=told, timeout=60)
        self.read_page(f"/s/{self.token}")
        if not self.own:
            raise Failed("could not join")
        self.connect(self.token, self.language)
        return self


class Console(Browser):
    """A facilitator who makes an account from the printed link, plans a seminar and leads it."""

    surface = "console"

    def start(self, link: str, **seminar: Any) -> Console:
        """From the link in the terminal to the open console. `seminar` fills in the plan's form."""
        self.email = f"demo-{secrets.token_hex(3)}@example.org"
        self.password = secrets.token_urlsafe(12)
        told = {"name": "Demo", "email": self.email, "password": self.password}
        self.http.post(link, data=told, timeout=60)
        page = self.http.post(f"{self.base}/facilitator/new", data=seminar, timeout=60)
        found = re.search(r"/facilitator/(\d+)/plan", page.url)
        if not found:
            raise Failed("the seminar could not be made")
        self.number = int(found.group(1))
        html = self.read_page(f"/facilitator/{self.number}")
        self.token = re.search(r'data-key="([^"]+)"', html).group(1)  # type: ignore[union-attr]
        self.screen = re.search(r'src="(/screen/[^"]+)"', html).group(1)  # type: ignore[union-attr]
        self.connect(self.token, seminar.get("language", "nb"))
        return self

    def heading(self) -> str:
        """What stands over the console now: which step, of how many, and its title."""
        found = re.search(r'class="eyebrow">(.*?)</p>\s*<h1>([^<]*)', self.boards["console"])
        return unescape(": ".join(found.groups())) if found else ""
