"""A mail server on loopback, by real sockets: it takes mail, or fails as a test asks."""

from __future__ import annotations

import email
import socketserver
import ssl
import threading
from base64 import b64encode
from email.message import EmailMessage
from email.policy import default
from typing import Any

from config import Smtp

USER, PASSWORD = "floke", "bringebar"
LOGIN = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()


class MailServer(socketserver.ThreadingTCPServer):
    """`mail` is what came, in order. `fails` maps a verb to the answer it gets instead of 250;
    an empty answer hangs up without one. With `trust` it takes nothing before `tls` (starttls, or
    tls from the first byte) and then the right password.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, trust: ssl.SSLContext | None = None, tls: str = "none") -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.trust, self.tls = trust, tls
        self.mail: list[EmailMessage] = []
        self.fails: dict[str, str] = {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def taken(self) -> None:
        """Hears of each mail before it is answered."""

    @property
    def settings(self) -> Smtp:
        host, port = self.server_address[:2]
        return Smtp(str(host), "Granvik kommune <floke@example.org>", int(port), tls=self.tls,
                    **({"user": USER, "password": PASSWORD} if self.trust else {}))  # fmt: skip

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up on us had a reason: the test knows it."""

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class Talk(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.open = self.server.trust is None  # what it may be told without a password
        if self.server.tls == "tls":
            self.encrypted()
        self.say("220 loopback")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if not self.answered(verb, line):
                return

    def encrypted(self) -> None:
        assert self.server.trust is not None
        self.request = self.server.trust.wrap_socket(self.request, server_side=True)
        self.setup()

    def offers(self) -> str:
        """The answer to EHLO but for its last line."""
        secret = isinstance(self.request, ssl.SSLSocket)
        more = "AUTH PLAIN" if secret else "STARTTLS" if self.server.tls == "starttls" else "HELP"
        return f"250-loopback\r\n250-{more}\r\n"

    def answered(self, verb: str, line: str) -> bool:
        server = self.server
        if verb == "EHLO":
            self.wfile.write(self.offers().encode())
        elif verb == "STARTTLS":
            self.say("220 go on")
            self.encrypted()
            return True
        elif verb == "AUTH":
            self.open = line.split()[-1] == LOGIN
            self.say("235 welcome" if self.open else "535 wrong password")
            return True
        elif verb == "MAIL" and not self.open:
            self.say("530 not before you have said who you are")
            return True
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
