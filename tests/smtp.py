"""A mail server on loopback, by real sockets: it takes mail, or fails as a test asks."""

from __future__ import annotations

import email
import socketserver
import threading
from email.message import EmailMessage
from email.policy import default
from typing import Any

from config import Smtp


class MailServer(socketserver.ThreadingTCPServer):
    """`mail` is what came, in order. `fails` maps a verb to the answer it gets instead of 250;
    an empty answer hangs up without one.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mail: list[EmailMessage] = []
        self.fails: dict[str, str] = {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def taken(self) -> None:
        """Hears of each mail before it is answered."""

    @property
    def settings(self) -> Smtp:
        host, port = self.server_address[:2]
        return Smtp(str(host), "Granvik kommune <floke@example.org>", int(port), tls="none")

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if not self.answered(verb):
                return

    def answered(self, verb: str) -> bool:
        server: Any = self.server
        if verb == "DATA" and verb not in server.fails:
            self.say("354 go on")
            text = b"".join(iter(self.rfile.readline, b".\r\n"))
            server.mail.append(email.message_from_bytes(text, policy=default))
            server.taken()
            verb = "TEXT"
        answer = server.fails.get(verb, "250 fine")
        if answer:
            self.say(answer)
        return bool(answer) and verb != "QUIT"

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())
