"""HTTP under gevent: a connection that says nothing, or far too much, is not kept for long.

Neither is it written down whose it was: no address stands in a log.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

import gevent
from gevent.pywsgi import _BAD_REQUEST_RESPONSE, SecureEnviron, WSGIHandler, WSGIServer

from live.whole_sends import SENDING

IDLE = 75.0  # seconds until the next request; longer than proxies keep an unused connection
HEAD = 20.0  # seconds for the headers of a request that has begun
LEFT_OVER = 10_000_000  # bytes of a refused request that are still taken, so that its sender reads
PIECE = 16_384
ENOUGH = 65_536  # connections and files
AT_ONCE = 10  # who knock are let in before those inside get a turn; gevent's own is 100


class Handler(WSGIHandler):  # type: ignore[misc]
    """pywsgi's, with bounds; a connection that was a WebSocket is not read for another request."""

    def get_environ(self) -> dict[str, Any]:
        """Who knocks from this machine itself is a proxy, which says last whom it speaks for."""
        environ: dict[str, Any] = super().get_environ()
        told = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told and environ["REMOTE_ADDR"] in ("127.0.0.1", "::1"):
            environ["REMOTE_ADDR"] = told[:45]
        if "upgrade" not in environ.get("HTTP_CONNECTION", "").lower():
            environ.pop("HTTP_UPGRADE", None)  # engineio would answer with what is no answer
        return environ

    def read_requestline(self) -> str:
        with gevent.Timeout(IDLE, False):
            line: str = super().read_requestline()
            return line
        return ""

    def read_request(self, raw_requestline: str) -> bool:
        with gevent.Timeout(HEAD, False):
            read: bool = super().read_request(raw_requestline)
            return read
        raise ValueError("the headers did not come in time")

    def _handle_client_error(self, ex: Exception) -> tuple[str, bytes]:
        return "400", _BAD_REQUEST_RESPONSE

    def handle_one_response(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENDING)
        super().handle_one_response()

    def run_application(self) -> None:
        super().run_application()
        if not self._all_is_read():
            self.close_connection = self.wsgi_input._chunked_input_error = True  # read no further

    def _all_is_read(self) -> bool:
        """Whether the next request comes now. pywsgi would read on, though a body never ends."""
        body = self.wsgi_input
        if self.environ["wsgi.input"] is not body:
            return False  # a WebSocket was read past us
        body.send_100_continue_enabled = False
        with suppress(OSError):
            for _piece in range(LEFT_OVER // PIECE):
                if not body.read(PIECE):
                    return True
                gevent.sleep(0)  # `read` lets nobody else have a turn while there is more
        return False


class Server(WSGIServer):  # type: ignore[misc]
    """pywsgi's, but what it writes down of a fault says nothing of whom it befell."""

    handler_class = Handler
    max_accept = AT_ONCE
    secure_environ_class = SecureEnviron


def allow_many_connections() -> None:
    """Each phone takes one of what a process may have open, and many machines begin with 1024."""
    with suppress(ImportError, OSError, ValueError):  # Windows has no such thing to say
        import resource

        soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(most, ENOUGH)), most))
