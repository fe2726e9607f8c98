"""What a page may say on the wire: come in, go, and an event with one argument. Else it is cut off.

python-socketio keeps as many attachments of a binary event as its sender announces, for ever, and
logs a trace for each message that it cannot read. No page of ours sends anything of the kind.
"""

from __future__ import annotations

from typing import Any

from flask_socketio import SocketIO
from socketio.packet import CONNECT, DISCONNECT, EVENT, Packet


class Unreadable(ValueError):
    """No page of ours sends such a message."""


class Told(Packet):  # type: ignore[misc]
    """A packet of Socket.IO; read, only one that a page of ours may send."""

    def decode(self, encoded_packet: Any) -> int:
        """Raises `Unreadable`. There are never attachments to wait for."""
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, TypeError, RecursionError) as error:
            raise Unreadable from error
        if attachments or not self._is_ours():
            raise Unreadable
        return 0

    def _is_ours(self) -> bool:
        if self.packet_type == EVENT:
            told = self.data
            return isinstance(told, list) and 1 <= len(told) <= 2 and isinstance(told[0], str)
        return self.packet_type in (CONNECT, DISCONNECT)


def use_strict_packets(socketio: SocketIO) -> None:
    """Let `socketio` hang up on who sends what is `Unreadable`. engineio keeps its handlers."""
    engine = socketio.server.eio
    read = engine.handlers["message"]

    def message(number: str, told: Any) -> None:
        try:
            read(number, told)
        except Unreadable:
            engine.disconnect(number)

    engine.on("message", message)
