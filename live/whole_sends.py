"""Sending to one phone: whole messages one after the other, and not for ever."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any

import gevent
import gevent.lock

SENDING = 128 * 1024  # bytes the kernel keeps for a phone that reads slowly
PATIENCE = 20.0  # seconds a phone may stop reading before it is let go


class WholeSends:
    """A socket whose `send` is all or nothing, one at a time; a phone that stalls is let go."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self._turn = gevent.lock.BoundedSemaphore(1)

    def send(self, data: bytes) -> int:
        with self._turn:
            self._all(data)
        return len(data)

    def at_once(self, data: bytes) -> bool:
        """Give `data` to the kernel without waiting. False, and nothing is sent, if it is full.

        What it took only in part is sent on beside; nobody else has a turn before that is done.
        """
        if self._turn.linkcount() or not self._turn.acquire(blocking=False):
            return False
        try:
            sent = self._real._sock.send(data)  # gevent's own `send` would wait
        except OSError:  # full, or gone: the queue's greenlet, or the reader, finds out
            sent = 0
        if 0 < sent < len(data):
            gevent.spawn(self._rest, data[sent:])
        else:
            self._turn.release()
        return bool(sent)

    def _rest(self, data: bytes) -> None:
        try:
            self._all(data)
        except OSError:
            pass  # it is gone, and its reader notices
        finally:
            self._turn.release()

    def _all(self, data: bytes) -> None:
        # The time is this sending's: a timeout on the socket itself would also end the reading of
        # one that has nothing to say for as long.
        try:
            with gevent.Timeout(PATIENCE, TimeoutError):
                self._real.sendall(data)
        except TimeoutError:
            # Half a message is out: whatever followed it, a farewell too, would be torn.
            self.hang_up()
            raise

    def hang_up(self) -> None:
        """Whoever waits for it, to read or to send, finds out now."""
        with suppress(OSError):
            self._real.shutdown(socket.SHUT_RDWR)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)
